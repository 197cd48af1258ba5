package generative.plot;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
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

  /** Returns all values in row-major order, fractions cut off. */
  public static long[] longs(NDArray array) {
    return read(array, DataType.INT64, NDArray::toLongArray);
  }

  /** Returns all values in row-major order, whatever the array's type and device. */
  public static double[] doubles(NDArray array) {
    return read(array, DataType.FLOAT64, NDArray::toDoubleArray);
  }

  private static <T> T read(NDArray array, DataType type, Function<NDArray, T> reader) {
    if (array.isReleased()) {
      throw new IllegalArgumentException(
          "this tensor is closed; read it before the step or the manager it belongs to ends");
    }
    try (NDArray here = array.toDevice(Device.cpu(), true);
        NDArray typed = here.toType(type, true)) {
      return reader.apply(typed);
    }
  }

  static void requireShape(NDArray array, String name, long... sizes) {
    Shape shape = array.getShape();
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
