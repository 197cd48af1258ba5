package generative.evaluation;

import ai.djl.ndarray.NDArray;
import generative.tensor.Interruption;
import generative.tensor.Scope;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * How far two samples are apart if each is taken for a Gaussian with its mean m and covariance C:
 *
 * <pre>|m₁ − m₂|² + tr(C₁ + C₂ − 2 (C₁ C₂)^½),</pre>
 *
 * the squared Wasserstein distance W2 of the two Gaussians (D. C. Dowson, B. V. Landau, "The
 * Fréchet Distance between Multivariate Normal Distributions", 1982). In a classifier's {@link
 * Features} it's what is reported for generators as "FID", there in another classifier's features
 * (M. Heusel, H. Ramsauer, T. Unterthiner, B. Nessler, S. Hochreiter, "GANs Trained by a Two
 * Time-Scale Update Rule Converge to a Local Nash Equilibrium", 2017). Two finite samples of the
 * same distribution are above 0, the more so the smaller they are.
 *
 * <p>With C₂^½ C₁^½ = P S Qᵀ, a singular value decomposition, the trace is the sum of squares of
 * C₁^½ − C₂^½ P Qᵀ. So it is computed, since it stays accurate where covariances are singular or
 * nearly the same. Time O(n d² + d³). Stateless and safe to share between threads.
 */
public final class FrechetDistance {

  /** The part of two columns' deviations by which a covariance may be off. */
  private static final double ROUNDING = 1e-6;

  private FrechetDistance() {}

  /**
   * Returns the distance, in the square of the features' unit, with covariances over n − 1.
   *
   * @param a features {@code [n, d]}, n at least 2
   * @param b features {@code [m, d]}, m at least 2
   * @throws IllegalArgumentException if there is one row only, the dimensions differ, or a number
   *     isn't finite; it names the value
   * @throws CancellationException if the thread was interrupted
   */
  public static double between(NDArray a, NDArray b) {
    Sample.requireSameWidth(a, "the first sample", b, "the second sample");
    double[][] first = Sample.rows(a, "the first sample", 2);
    double[][] second = Sample.rows(b, "the second sample", 2);
    return between(mean(first), covariance(first), mean(second), covariance(second));
  }

  /**
   * Returns the distance of images in any features, such as those of a network of your own for
   * images that are no digits; they are taken of 500 images at once.
   *
   * @param features {@code [n, …]} to features {@code [n, d]}; {@code Features.load()::of} are
   *     those of digits
   * @param a images {@code [n, …]}, n at least 2
   * @param b images {@code [m, …]}, m at least 2
   * @throws IllegalArgumentException if there is one image only, or features aren't finite or not
   *     of the same number
   * @throws CancellationException if the thread was interrupted
   */
  public static double between(Function<NDArray, NDArray> features, NDArray a, NDArray b) {
    return Scope.freeing(
        () ->
            between(
                Sample.features(features, a, "the first sample"),
                Sample.features(features, b, "the second sample")));
  }

  /**
   * Returns the distance of two Gaussians, in the square of their unit.
   *
   * @param mean1 {@code [d]}
   * @param cov1 {@code [d][d]}, symmetric, no eigenvalue below 0; it may be singular
   * @param mean2 {@code [d]}
   * @param cov2 {@code [d][d]}, likewise
   * @throws IllegalArgumentException if a size is another, a number isn't finite or a covariance
   *     isn't symmetric but for rounding; it names the place
   * @throws CancellationException if the thread was interrupted
   */
  public static double between(double[] mean1, double[][] cov1, double[] mean2, double[][] cov2) {
    Objects.requireNonNull(mean1, "mean1");
    Objects.requireNonNull(mean2, "mean2");
    if (mean1.length != mean2.length || mean1.length == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the means have %d and %d numbers; both must have the same, at least one",
              mean1.length,
              mean2.length));
    }
    check(mean1, "first");
    check(mean2, "second");
    check(Objects.requireNonNull(cov1, "cov1"), "first", mean1.length);
    check(Objects.requireNonNull(cov2, "cov2"), "second", mean2.length);
    RealMatrix first = root(symmetric(cov1), "first");
    RealMatrix second = root(symmetric(cov2), "second");
    Interruption.check();
    SingularValueDecomposition common = new SingularValueDecomposition(second.multiply(first));
    RealMatrix turned = second.multiply(common.getU()).multiply(common.getVT());
    double distance =
        Sample.squaredDistance(mean1, mean2) + sumOfSquares(first.subtract(turned).getData());
    if (!Double.isFinite(distance)) {
      throw new IllegalArgumentException(
          "the squares of these means and covariances overflow; divide the features by a number");
    }
    return distance;
  }

  private static double sumOfSquares(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).map(x -> x * x).sum();
  }

  /** The mean of the matrix and its transpose, which differ by rounding. */
  private static RealMatrix symmetric(double[][] covariance) {
    RealMatrix matrix = new Array2DRowRealMatrix(covariance);
    return matrix.add(matrix.transpose()).scalarMultiply(0.5);
  }

  /** The symmetric square root. Of a covariance singular values and eigenvalues are the same. */
  private static RealMatrix root(RealMatrix covariance, String which) {
    Interruption.check();
    SingularValueDecomposition values = new SingularValueDecomposition(covariance);
    double sum = sum(values);
    if (sum - covariance.getTrace() > 1e-6 * sum) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s covariance has an eigenvalue below 0; a covariance has none",
              which));
    }
    double[] roots = Arrays.stream(values.getSingularValues()).map(Math::sqrt).toArray();
    RealMatrix v = values.getV();
    return v.multiply(MatrixUtils.createRealDiagonalMatrix(roots)).multiply(values.getVT());
  }

  private static double sum(SingularValueDecomposition values) {
    return Arrays.stream(values.getSingularValues()).sum();
  }

  private static void check(double[] mean, String which) {
    for (int k = 0; k < mean.length; k++) {
      if (!Double.isFinite(mean[k])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the %s mean holds %s at [%d]; all numbers must be finite",
                which,
                mean[k],
                k));
      }
    }
  }

  private static void check(double[][] covariance, String which, int d) {
    boolean square = covariance.length == d;
    for (double[] row : covariance) {
      square &= Objects.requireNonNull(row, "a row of the covariance").length == d;
    }
    if (!square) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s covariance isn't %d × %d, as its mean of %d numbers needs",
              which,
              d,
              d,
              d));
    }
    double largest = 0;
    for (int i = 0; i < d; i++) {
      largest = Math.max(largest, Math.abs(covariance[i][i]));
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double deviations = Math.sqrt(Math.abs(covariance[i][i]) * Math.abs(covariance[j][j]));
        double rounding = ROUNDING * Math.max(deviations, ROUNDING * largest);
        if (!(Math.abs(covariance[i][j] - covariance[j][i]) <= rounding)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "the %s covariance holds %s at [%d][%d] and %s at [%d][%d]; it must be finite and symmetric",
                  which,
                  covariance[i][j],
                  i,
                  j,
                  covariance[j][i],
                  j,
                  i));
        }
      }
    }
  }

  private static double[] mean(double[][] rows) {
    double[] mean = rows[0].clone();
    for (double[] row : rows) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += (row[k] - rows[0][k]) / rows.length;
      }
    }
    return mean;
  }

  private static double[][] covariance(double[][] rows) {
    double[] mean = mean(rows);
    double[][] covariance = new double[mean.length][mean.length];
    for (double[] row : rows) {
      Interruption.check();
      for (int i = 0; i < mean.length; i++) {
        double apart = (row[i] - mean[i]) / (rows.length - 1);
        for (int j = 0; j <= i; j++) {
          covariance[i][j] += apart * (row[j] - mean[j]);
        }
      }
    }
    for (int i = 0; i < mean.length; i++) {
      for (int j = 0; j < i; j++) {
        covariance[j][i] = covariance[i][j];
      }
    }
    return covariance;
  }
}
