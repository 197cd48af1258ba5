package generative.evaluation;

import ai.djl.ndarray.NDArray;
import generative.tensor.Interruption;
import generative.tensor.Scope;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * How much of what a generator makes looks real, and how much of what is real it can make.
 *
 * <p>A sample stands for the region that it covers: the balls around its points that reach to the
 * k-th nearest other point of it. Precision is the share of generated points in the real sample's
 * region, recall the share of real points in the generated one's (T. Kynkäänniemi, T. Karras, S.
 * Laine, J. Lehtinen, T. Aila, "Improved Precision and Recall Metric for Assessing Generative
 * Models", 2019; k = 3 there). Samples of the same size are wanted: both grow with the sample that
 * makes the region.
 *
 * @param precision 0 to 1
 * @param recall 0 to 1
 */
public record PrecisionRecall(double precision, double recall) {

  /**
   * Measures both, in time O((n + m)² d) and little memory.
   *
   * @param real features {@code [n, d]}, n above k
   * @param generated features {@code [m, d]}, m above k
   * @param k which neighbor a ball reaches to, customarily 3
   * @throws IllegalArgumentException if k is below 1 or a sample has too few rows for it, the
   *     dimensions differ, or a number isn't finite; it names the value
   * @throws CancellationException if the thread was interrupted
   */
  public static PrecisionRecall of(NDArray real, NDArray generated, int k) {
    if (k < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "balls to neighbor %d; give at least 1, customarily 3", k));
    }
    Sample.requireSameWidth(real, "the real sample", generated, "the generated sample");
    double[][] reals = rows(real, "the real sample", k);
    double[][] fakes = rows(generated, "the generated sample", k);
    return new PrecisionRecall(share(fakes, reals, k), share(reals, fakes, k));
  }

  /**
   * Measures both of images in any features, such as those of a network of your own for images that
   * are no digits; they are taken of 500 images at once.
   *
   * @param features {@code [n, …]} to features {@code [n, d]}; {@code Features.load()::of} are
   *     those of digits
   * @param real images {@code [n, …]}, n above k
   * @param generated images {@code [m, …]}, m above k
   * @param k which neighbor a ball reaches to, customarily 3
   * @throws IllegalArgumentException as {@link #of(NDArray, NDArray, int)} does
   * @throws CancellationException if the thread was interrupted
   */
  public static PrecisionRecall of(
      Function<NDArray, NDArray> features, NDArray real, NDArray generated, int k) {
    return Scope.freeing(
        () ->
            of(
                Sample.features(features, real, "the real sample"),
                Sample.features(features, generated, "the generated sample"),
                k));
  }

  private static double[][] rows(NDArray sample, String name, int k) {
    double[][] rows = Sample.rows(sample, name, 1);
    if (rows.length <= k) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %,d row%s, and balls to neighbor %,d need at least %,d; give more rows or a smaller k",
              name,
              rows.length,
              rows.length == 1 ? "" : "s",
              k,
              k + 1L));
    }
    return rows;
  }

  /** The share of points that lie in any of the region's balls. */
  private static double share(double[][] points, double[][] region, int k) {
    double[] radii = squaredRadii(region, k);
    int inside = 0;
    for (double[] point : points) {
      Interruption.check();
      for (int i = 0; i < region.length; i++) {
        if (Sample.squaredDistance(point, region[i]) <= radii[i]) {
          inside++;
          break;
        }
      }
    }
    return (double) inside / points.length;
  }

  /** The squared distance of each point to its k-th nearest other, {@code [n]}. */
  private static double[] squaredRadii(double[][] sample, int k) {
    double[] radii = new double[sample.length];
    double[] distances = new double[sample.length];
    for (int i = 0; i < radii.length; i++) {
      Interruption.check();
      for (int j = 0; j < distances.length; j++) {
        distances[j] = Sample.squaredDistance(sample[i], sample[j]);
      }
      distances[i] = -1; // itself comes first
      Arrays.sort(distances);
      radii[i] = distances[k];
    }
    return radii;
  }

  /** Returns both, as in "precision 0.94, recall 0.91". */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "precision %.2f, recall %.2f", precision, recall);
  }
}
