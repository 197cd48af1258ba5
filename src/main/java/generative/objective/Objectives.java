package generative.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.Locale;
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
    requireSameShape("the prediction", prediction, "the target", target);
  }

  static void requireSameShape(String name, NDArray array, String otherName, NDArray other) {
    if (!array.getShape().equals(other.getShape())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has shape %s, %s %s; they must agree",
              name,
              array.getShape(),
              otherName,
              other.getShape()));
    }
    if (array.getShape().dimension() < 2) {
      throw new IllegalArgumentException(
          "shape " + array.getShape() + " has no features; give [n, features]");
    }
  }
}
