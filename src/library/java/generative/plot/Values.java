package generative.plot;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;

/**
 * Reading an NDArray into plain Java arrays.
 *
 * <p>Reading on a GPU leaves a copy in the array's manager; here that copy is closed.
 */
public final class Values {

  private Values() {}

  /** Returns all values in row-major order, whatever the array's type and device. */
  public static float[] floats(NDArray array) {
    return read(array, DataType.FLOAT32, NDArray::toFloatArray);
  }

  /**
   * Returns all values in row-major order, fractions cut off.
   *
   * @throws IllegalArgumentException if a value is NaN, infinite, or beyond the range of a long; it
   *     names which
   */
  public static long[] longs(NDArray array) {
    if (!open(array).getDataType().isFloating()) {
      return read(array, DataType.INT64, NDArray::toLongArray);
    }
    double[] values = doubles(array);
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) < 0x1p63)) {
        throw new IllegalArgumentException(
            "value " + i + " is " + values[i] + "; no whole number stands for it");
      }
    }
    return Arrays.stream(values).mapToLong(value -> (long) value).toArray();
  }

  /** Returns all values in row-major order, whatever the array's type and device. */
  public static double[] doubles(NDArray array) {
    return read(array, DataType.FLOAT64, NDArray::toDoubleArray);
  }

  private static <T> T read(NDArray array, DataType type, Function<NDArray, T> reader) {
    try (NDArray here = open(array).toDevice(Device.cpu(), true);
        NDArray typed = here.toType(type, true)) {
      return reader.apply(typed);
    }
  }

  static NDArray open(NDArray array) {
    if (Objects.requireNonNull(array, "array").isReleased()) {
      throw new IllegalArgumentException(
          "this tensor is closed; read it before the step or the manager it belongs to ends");
    }
    return array;
  }

  static void requireShape(NDArray array, String name, long... sizes) {
    Shape shape = open(Objects.requireNonNull(array, name)).getShape();
    boolean fits = shape.dimension() == sizes.length;
    for (int i = 0; fits && i < sizes.length; i++) {
      fits = sizes[i] < 0 || shape.get(i) == sizes[i];
    }
    if (!fits) {
      String wanted = new Shape(sizes).toString().replace("-1", "n").replace("(", "[");
      throw new IllegalArgumentException(
          name + " has shape " + brackets(shape) + "; " + wanted.replace(")", "]") + " is needed");
    }
  }

  static String brackets(Shape shape) {
    return shape.toString().replace('(', '[').replace(')', ']');
  }
}
