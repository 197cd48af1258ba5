package generative.evaluation;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import generative.objective.Gradients;
import generative.training.Interruption;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * How far each generated image is from the nearest one that the generator was trained on: nearly 0
 * if it has learned examples by heart.
 *
 * <p>The nearest is searched for by one matrix product for many pairs, |t|² − 2 g · t, on the
 * device; its distance is then computed from the differences, so a copy is at 0 exactly. 1,000
 * images against 55,000 take a few seconds on two cores; memory does not grow with either.
 * Stateless and safe to share between threads.
 */
public final class NearestExample {

  private static final int GENERATED = 1_000;
  private static final int TRAINING = 5_000;

  private NearestExample() {}

  /**
   * Returns the Euclidean distance of each generated row to the nearest training row, {@code [n]}.
   *
   * @param generated {@code [n, d]}
   * @param training {@code [m, d]}
   * @throws IllegalArgumentException if either has no row, the dimensions differ, or a number isn't
   *     finite; it names the row
   * @throws CancellationException if the thread was interrupted
   */
  public static double[] distances(NDArray generated, NDArray training) {
    int n = rows(generated, "generated");
    rows(training, "training");
    Sample.requireSameWidth(generated, "the generated sample", training, "the training sample");
    double[] distances = new double[n];
    return Gradients.without(
        () -> {
          for (int from = 0; from < n; from += GENERATED) {
            float[] some = distances(generated, from, training);
            for (int i = 0; i < some.length; i++) {
              distances[from + i] = finite(some[i], "generated", from + i);
            }
          }
          return distances;
        });
  }

  private static float[] distances(NDArray generated, int from, NDArray training) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray some = slice(generated, from, GENERATED);
      NDArray index = training.getManager().create(nearest(some, training));
      NDArray nearest = training.get(new NDIndex("{}", index));
      return Likelihood.floats(some.sub(nearest).square().sum(new int[] {1}).sqrt());
    }
  }

  /** The row number of the nearest training row for each of some generated ones. */
  private static long[] nearest(NDArray some, NDArray training) {
    int n = rows(some, "generated");
    float[] least = new float[n];
    long[] nearest = new long[n];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    for (int from = 0; from < rows(training, "training"); from += TRAINING) {
      Interruption.check();
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDArray part = slice(training, from, TRAINING);
        NDArray scores = scores(some, part, from);
        long[] at = longs(scores.argMin(1));
        float[] found = Likelihood.floats(scores.min(new int[] {1}));
        for (int i = 0; i < n; i++) {
          nearest[i] = found[i] < least[i] ? from + at[i] : nearest[i];
          least[i] = Math.min(least[i], found[i]);
        }
      }
    }
    return nearest;
  }

  /** The squared distances without the generated rows' own squares, {@code [n, part]}. */
  private static NDArray scores(NDArray some, NDArray part, int from) {
    NDArray squares = part.square().sum(new int[] {1});
    float[] checked = Likelihood.floats(squares);
    for (int i = 0; i < checked.length; i++) {
      finite(checked[i], "training", from + i);
    }
    return squares.sub(some.matMul(part.transpose()).mul(2));
  }

  private static NDArray slice(NDArray rows, int from, int most) {
    long end = Math.min((long) from + most, rows.getShape().get(0));
    return rows.get(new NDIndex().addSliceDim(from, end));
  }

  private static int rows(NDArray sample, String name) {
    if (sample.getShape().dimension() != 2 || sample.getShape().get(0) == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s sample has shape %s; [n, d] with at least one row is expected",
              name,
              sample.getShape()));
    }
    return Math.toIntExact(sample.getShape().get(0));
  }

  private static float finite(float number, String name, int row) {
    if (!Float.isFinite(number)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "row %,d of the %s sample holds a number that isn't finite", row, name));
    }
    return number;
  }

  private static long[] longs(NDArray array) {
    try (NDArray here = array.toDevice(Device.cpu(), true)) {
      return here.toLongArray();
    }
  }
}
