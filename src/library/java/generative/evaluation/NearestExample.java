package generative.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import generative.tensor.Gradients;
import generative.tensor.Interruption;
import generative.tensor.Scope;
import generative.tensor.Values;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * How far each generated image is from the nearest one that the generator was trained on: nearly 0
 * if it has learned examples by heart.
 *
 * <p>The nearest is searched for by one matrix product for many pairs, |t|² − 2 g · t, on the
 * device, in double and from the training sample's median, so that neither an offset of all pixels
 * nor a few rows far away drown the differences. Its distance is then computed from these, so a
 * copy is at 0 exactly; where that is a tiny part of the way to the median, the search is done
 * again from the generated row itself. 1,000 images against 55,000 take a few seconds on two cores;
 * memory does not grow with either. Stateless and safe to share between threads.
 */
public final class NearestExample {

  /** Rows of either sample taken at once: a matrix of 32 MB. */
  private static final int CHUNK = 2_000;

  /** Of so small a part of the way to the center, a score's rounding errors are no small part. */
  private static final double SMALL = 1e-5;

  private NearestExample() {}

  /**
   * Returns the Euclidean distance of each generated row to the nearest training row, {@code [n]}.
   *
   * @param generated {@code [n, d]} or {@code [n, c, h, w]}
   * @param training {@code [m, d]} or {@code [m, c, h, w]}
   * @throws IllegalArgumentException if either has no row, the dimensions differ, or a number isn't
   *     finite; it names the row
   * @throws CancellationException if the thread was interrupted
   */
  public static double[] distances(NDArray generated, NDArray training) {
    Sample.requireSameWidth(generated, "the generated sample", training, "the training sample");
    int n = rows(generated, "generated");
    rows(training, "training");
    double[] distances = new double[n];
    return Gradients.without(
        () ->
            Scope.freeing(
                () -> {
                  NDArray all = Sample.flat(training);
                  NDArray center = median(slice(all, 0, "training"));
                  for (int from = 0; from < n; from += CHUNK) {
                    NDArray part = slice(Sample.flat(generated), from, "generated");
                    double[] some = distances(part, all, center);
                    System.arraycopy(some, 0, distances, from, some.length);
                  }
                  return distances;
                }));
  }

  /** The middle of each column, {@code [1, d]}. */
  private static NDArray median(NDArray rows) {
    long middle = rows.getShape().get(0) / 2;
    return rows.sort(0).get(new NDIndex().addSliceDim(middle, middle + 1));
  }

  private static double[] distances(NDArray some, NDArray training, NDArray center) {
    return Scope.freeing(
        () -> {
          NDArray index = training.getManager().create(nearest(some.sub(center), training, center));
          NDArray nearest = training.get(new NDIndex("{}", index)).toType(DataType.FLOAT64, true);
          double[] distances = lengths(some.sub(nearest));
          double[] ways = lengths(some.sub(center));
          for (int i = 0; i < distances.length; i++) {
            if (distances[i] > 0 && distances[i] < SMALL * ways[i]) {
              NDArray row = some.get(new NDIndex().addSliceDim(i, i + 1));
              distances[i] = distances(row, training, row)[0];
            }
          }
          return distances;
        });
  }

  private static double[] lengths(NDArray rows) {
    return Values.doubles(rows.square().sum(new int[] {1}).sqrt());
  }

  /** The row number of the nearest training row for each of some generated ones. */
  private static long[] nearest(NDArray some, NDArray training, NDArray center) {
    int n = (int) some.getShape().get(0);
    double[] least = new double[n];
    long[] nearest = new long[n];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (long start = 0; start < training.getShape().get(0); start += CHUNK) {
      long from = start;
      Interruption.check();
      Scope.freeing(
          () -> {
            NDArray scores = scores(some, slice(training, from, "training").sub(center));
            long[] at = Values.longs(scores.argMin(1));
            double[] found = Values.doubles(scores.min(new int[] {1}));
            for (int i = 0; i < n; i++) {
              nearest[i] = found[i] < least[i] ? from + at[i] : nearest[i];
              least[i] = Math.min(least[i], found[i]);
            }
          });
    }
    return nearest;
  }

  /** The squared distances without the generated rows' own squares, {@code [n, part]}. */
  private static NDArray scores(NDArray some, NDArray part) {
    NDArray scores = some.matMul(part.transpose()).muli(-2);
    return scores.addi(part.square().sum(new int[] {1}));
  }

  /** Some rows from one on, in double, where the square of a finite float is finite. */
  private static NDArray slice(NDArray rows, long from, String name) {
    long end = Math.min(from + CHUNK, rows.getShape().get(0));
    NDArray some = rows.get(new NDIndex().addSliceDim(from, end)).toType(DataType.FLOAT64, true);
    double[] squares = Values.doubles(some.square().sum(new int[] {1}));
    for (int i = 0; i < squares.length; i++) {
      if (!Double.isFinite(squares[i])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "row %,d of the %s sample holds a number that isn't finite",
                from + i,
                name));
      }
    }
    return some;
  }

  private static int rows(NDArray sample, String name) {
    long rows = sample.getShape().get(0);
    if (rows < 1 || rows > Integer.MAX_VALUE - CHUNK) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s sample has %,d rows; give at least 1 and fewer than 2 billion",
              name,
              rows));
    }
    return (int) rows;
  }
}
