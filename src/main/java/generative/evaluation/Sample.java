package generative.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Locale;

/** Rows of numbers out of the engine, checked: what is measured here must be finite. */
final class Sample {

  private Sample() {}

  /**
   * Returns the rows as doubles, {@code [n][d]}.
   *
   * @param name what a message calls them, such as "the generated sample"
   * @param least the fewest rows that will do
   * @throws IllegalArgumentException if the shape isn't {@code [n, d]}, there are fewer rows, or a
   *     number isn't finite; it names the row and the column
   */
  static double[][] rows(NDArray sample, String name, int least) {
    if (sample.getShape().dimension() != 2 || sample.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %s %s; float32 [n, d] is expected",
              name,
              sample.getDataType(),
              sample.getShape()));
    }
    int n = Math.toIntExact(sample.getShape().get(0));
    int d = Math.toIntExact(sample.getShape().get(1));
    if (n < least) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %,d row%s; give at least %,d",
              name,
              n,
              n == 1 ? "" : "s",
              least));
    }
    float[] numbers = Likelihood.floats(sample);
    double[][] rows = new double[n][d];
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s holds %s in row %,d, column %,d; all numbers must be finite",
                name,
                numbers[i],
                i / d,
                i % d));
      }
      rows[i / d][i % d] = numbers[i];
    }
    return rows;
  }

  /** Throws IllegalArgumentException unless the rows of both have the same length. */
  static void requireSameWidth(NDArray a, String nameA, NDArray b, String nameB) {
    if (a.getShape().dimension() == 2
        && b.getShape().dimension() == 2
        && a.getShape().get(1) != b.getShape().get(1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %,d columns and %s %,d; both must have the same",
              nameA,
              a.getShape().get(1),
              nameB,
              b.getShape().get(1)));
    }
  }

  static double squaredDistance(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += (x[k] - y[k]) * (x[k] - y[k]);
    }
    return sum;
  }
}
