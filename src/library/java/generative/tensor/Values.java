package generative.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
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
    if (!Require.open(array, "array").getDataType().isFloating()) {
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
    if (Require.open(array, "array").getDataType() == DataType.STRING) {
      throw new IllegalArgumentException("the array holds text; numbers are needed");
    }
    try (NDArray here = Require.open(array, "array").toDevice(Device.cpu(), true);
        NDArray typed = here.toType(type, true)) {
      return reader.apply(typed);
    }
  }

  /**
   * Returns the one number that an array holds, whatever its type and device.
   *
   * @throws IllegalArgumentException if it holds none or several
   */
  public static double number(NDArray scalar) {
    double[] values = doubles(scalar);
    if (values.length != 1) {
      throw new IllegalArgumentException(
          "the array holds " + values.length + " numbers; one is needed, such as its mean()");
    }
    return values[0];
  }
}
