package generative.plot;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Reading an NDArray into plain Java arrays.
 *
 * <p>Reading on a GPU leaves a copy in the array's manager; here that copy is closed.
 */
public final class Values {

  private Values() {}

  /** Returns all values in row-major order, whatever the array's type and device. */
  public static float[] floats(NDArray array) {
    if (array.isReleased()) {
      throw new IllegalArgumentException(
          "this array is closed; take what you need from it before the step or block ends");
    }
    try (NDArray here = array.toDevice(Device.cpu(), true);
        NDArray floats = here.toType(DataType.FLOAT32, true)) {
      return floats.toFloatArray();
    }
  }

  /** Returns all values in row-major order, whatever the array's type and device. */
  public static double[] doubles(NDArray array) {
    float[] floats = floats(array);
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
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
