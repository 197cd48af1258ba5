package generative.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.data.Examples;
import generative.tensor.Gradients;
import generative.tensor.Interruption;
import generative.tensor.Require;
import generative.tensor.Scope;
import generative.tensor.Values;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/** Rows of numbers out of the engine, checked: what is measured here must be finite. */
final class Sample {

  /** As many floats as DJL hands over at once. */
  private static final int MOST = Integer.MAX_VALUE / Float.BYTES;

  private Sample() {}

  /**
   * Returns the rows as doubles, {@code [n][d]}.
   *
   * @param name what a message calls them, such as "the generated sample"
   * @param least the fewest rows that will do
   * @throws IllegalArgumentException if the shape isn't {@code [n, …]}, there are fewer rows, or
   *     more numbers than fit an array, or one isn't finite; it names the row and the column
   */
  static double[][] rows(NDArray sample, String name, int least) {
    require(sample, name);
    requireReadable(sample, name);
    int n = (int) sample.getShape().get(0);
    int d = (int) width(sample);
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
    float[] numbers = Values.floats(sample);
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

  /**
   * Throws an exception that says why this is no open array {@code [n, d]} or {@code [n, c, h, w]}
   * of float32, with at least one number a row.
   */
  static void require(NDArray sample, String name) {
    Require.open(sample, name);
    if (sample.getShape().dimension() < 2
        || sample.getShape().slice(1).size() == 0
        || sample.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %s %s; float32 [n, d] or [n, c, h, w] is expected",
              name,
              Require.type(sample),
              sample.getShape()));
    }
  }

  /** Throws an exception unless it's float32 and its numbers fit an array of Java's. */
  static void requireReadable(NDArray sample, String name) {
    if (Require.open(sample, name).getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s is %s; float32 is expected", name, Require.type(sample)));
    }
    if (sample.size() > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %,d numbers, and Java reads at most %,d; take fewer rows",
              name,
              sample.size(),
              MOST));
    }
  }

  /** The largest number of images whose features are taken at once. */
  private static final int CHUNK = 500;

  /**
   * Returns the features {@code [n, d]} of images {@code [n, …]}, taken in parts, unrecorded; what
   * the function gives of more axes is put in a row.
   */
  static NDArray features(Function<NDArray, NDArray> features, NDArray images, String name) {
    Objects.requireNonNull(features, "features");
    long n = Require.open(images, name).getShape().dimension() < 1 ? 0 : images.getShape().get(0);
    if (n < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s holds no image; give at least 2", name));
    }
    return Gradients.without(
        () ->
            Scope.keeping(
                () -> {
                  NDList parts = new NDList();
                  for (long from = 0; from < n; from += CHUNK) {
                    Interruption.check();
                    NDIndex some = new NDIndex().addSliceDim(from, Math.min(n, from + CHUNK));
                    parts.add(Scope.keeping(() -> row(features, images.get(some))));
                  }
                  return NDArrays.concat(parts);
                }));
  }

  private static NDArray row(Function<NDArray, NDArray> features, NDArray images) {
    NDArray given = Require.open(features.apply(images), "what the features' function gives");
    Shape shape = given.getShape();
    long n = images.getShape().get(0);
    if (shape.dimension() < 1 || shape.get(0) != n || shape.size() == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the features' function gives %s for %d images; [n, features] is needed",
              Require.brackets(shape),
              n));
    }
    return given.reshape(new Shape(n, shape.size() / n));
  }

  /** Throws an exception unless both are samples whose rows have the same length. */
  static void requireSameWidth(NDArray a, String nameA, NDArray b, String nameB) {
    require(a, nameA);
    require(b, nameB);
    if (width(a) != width(b)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %,d columns and %s %,d; both must have the same",
              nameA,
              width(a),
              nameB,
              width(b)));
    }
  }

  /** Throws an exception unless there are examples, and they lie in a range. */
  static void requireWithin(Examples examples, float from, float to, String expected) {
    NDArray data = Objects.requireNonNull(examples, "examples").data();
    if (examples.size() == 0) {
      throw new IllegalArgumentException("there are no examples; give at least 1");
    }
    Scope.freeing(
        () -> {
          float least = Values.floats(data.min())[0];
          float most = Values.floats(data.max())[0];
          if (!(least >= from && most <= to)) {
            throw new IllegalArgumentException(
                String.format(
                    Locale.ROOT, "the examples lie between %s and %s; %s", least, most, expected));
          }
        });
  }

  /** Numbers a row. */
  static long width(NDArray sample) {
    return sample.getShape().slice(1).size();
  }

  /** The rows {@code [n, d]} of a sample of any shape. */
  static NDArray flat(NDArray sample) {
    return sample.getShape().dimension() == 2
        ? sample
        : sample.reshape(new Shape(sample.getShape().get(0), width(sample)));
  }

  static double squaredDistance(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += (x[k] - y[k]) * (x[k] - y[k]);
    }
    return sum;
  }
}
