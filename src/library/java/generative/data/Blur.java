package generative.data;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Require;
import java.util.Locale;

/**
 * Images out of focus: each pixel half of itself and a quarter of either neighbor, first along the
 * rows, then along the columns; outside of the image there is nothing.
 *
 * <p>Real images, blurred, are what a measure of generated images has to be tried on: they show
 * every digit there is, and none as it is. Stateless and safe to share between threads.
 */
public final class Blur {

  private static final int LARGEST = 4_096;

  private Blur() {}

  /**
   * Returns the images convolved with [1 2 1] / 4 in both directions.
   *
   * @param images square ones, float32 {@code [n, 784]} or of another side up to 4,096, finite; the
   *     result, of the same shape, belongs to their manager, and no gradient goes back through it
   * @throws IllegalArgumentException if they aren't; it names the shape
   */
  public static NDArray blurred(NDArray images) {
    Given.array(images, "the images");
    Shape shape = images.getShape();
    int side = shape.dimension() == 2 ? (int) Math.sqrt(shape.get(1)) : 0;
    if (side == 0
        || side > LARGEST
        || side * side != shape.get(1)
        || images.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the images are %s %s; float32 [n, side * side] is expected, such as [n, 784]",
              Require.type(images),
              shape));
    }
    checkFinite(images);
    float[] band = new float[side * side];
    for (int i = 0; i < side; i++) {
      band[i * side + i] = 0.5f;
      if (i > 0) {
        band[i * side + i - 1] = 0.25f;
        band[(i - 1) * side + i] = 0.25f;
      }
    }
    try (NDArray kernel = images.getManager().create(band, new Shape(side, side));
        NDArray square = images.reshape(shape.get(0), side, side);
        NDArray rows = square.matMul(kernel);
        NDArray both = kernel.matMul(rows)) {
      return both.reshape(shape);
    }
  }

  /** In a product with the kernel one such pixel would spoil its whole row and column. */
  private static void checkFinite(NDArray images) {
    try (NDArray nan = images.isNaN();
        NDArray infinite = images.isInfinite();
        NDArray either = nan.logicalOr(infinite);
        NDArray any = either.any();
        NDArray here = any.toDevice(Device.cpu(), true)) {
      if (here.getBoolean()) {
        throw new IllegalArgumentException(
            "the images hold a number that is NaN or infinite; a pixel is from 0 to 1");
      }
    }
  }
}
