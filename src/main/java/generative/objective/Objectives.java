package generative.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What the objectives share. */
final class Objectives {

  private Objectives() {}

  /** Every axis but the first, which counts the examples. */
  static int[] features(NDArray x) {
    return IntStream.range(1, x.getShape().dimension()).toArray();
  }

  /** Frees every array that the formula makes, except its result; backward keeps what it needs. */
  static NDArray result(Supplier<NDArray> formula) {
    NDArray result;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      result = formula.get();
      NDScope.unregister(result);
    }
    NDScope.register(result);
    return result;
  }

  static void requireSameShape(NDArray prediction, NDArray target) {
    if (!prediction.getShape().equals(target.getShape())) {
      throw new IllegalArgumentException(
          "the prediction has shape "
              + prediction.getShape()
              + ", the target "
              + target.getShape()
              + "; they must agree");
    }
    if (prediction.getShape().dimension() < 2) {
      throw new IllegalArgumentException(
          "shape " + prediction.getShape() + " has no features; give [n, features]");
    }
  }
}
