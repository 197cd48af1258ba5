package generative.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import generative.tensor.Scope;

/**
 * Mean squared error, one number an example: the mean over its features of (prediction − target)².
 *
 * <p>In the square of the data's unit; for pixels in [0, 1] an error of 0.01 is a typical miss of a
 * tenth. Unlike {@code Loss.l2Loss()}, whose constant ½ lies in a Java buffer that a garbage
 * collection may free before backward, nothing here holds memory of the Java heap.
 */
public final class MeanSquaredError extends Loss {

  /** Makes the loss for a stock Trainer, with the mean over the batch. */
  public MeanSquaredError() {
    super("MeanSquaredError");
  }

  /**
   * Returns the error of each example, {@code [n]}.
   *
   * @param prediction {@code [n, …]}
   * @param target of the same shape
   * @throws IllegalArgumentException if the shapes differ or a type isn't floating point; it names
   *     both
   */
  public static NDArray meanSquaredError(NDArray prediction, NDArray target) {
    Objectives.requireSameShape(prediction, target);
    Shape rows = new Shape(prediction.getShape().get(0), prediction.getShape().slice(1).size());
    return Scope.keeping(() -> prediction.sub(target).square().reshape(rows).mean(new int[] {1}));
  }

  /**
   * Returns the batch's mean, a scalar.
   *
   * @throws IllegalArgumentException if either isn't one array, or there is no example
   */
  @Override
  public NDArray evaluate(NDList labels, NDList predictions) {
    return Objectives.mean(
        "the predictions",
        meanSquaredError(
            Objectives.only("the predictions", predictions),
            Objectives.only("the labels", labels)));
  }
}
