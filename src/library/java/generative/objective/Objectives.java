package generative.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import java.util.Locale;
import java.util.Objects;
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

  /** The mean of one number or more. */
  static NDArray mean(String name, NDArray values) {
    if (values.size() == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s are of no example, and have no mean; give at least one", name));
    }
    return values.mean();
  }

  /** The one array that a stock Trainer hands over. */
  static NDArray only(String name, NDList arrays) {
    if (Objects.requireNonNull(arrays, name).size() != 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s are %d arrays; give one", name, arrays.size()));
    }
    return arrays.get(0);
  }

  /** Refuses what no formula can take. */
  static void requireFloating(String name, NDArray array) {
    if (Objects.requireNonNull(array, name).isReleased()) {
      throw new IllegalArgumentException(
          name + " is closed; close arrays after the formula that takes them");
    }
    if (!array.getDataType().isFloating()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %s; give floating-point numbers, by toType(DataType.FLOAT32, false)",
              name,
              array.getDataType().name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Takes {@code [n, …]} with at least one number an example. */
  static void requireFeatures(String name, NDArray array) {
    requireFloating(name, array);
    if (array.getShape().dimension() < 2 || array.getShape().slice(1).size() == 0) {
      throw new IllegalArgumentException(
          "shape " + array.getShape() + " has no features; give [n, features]");
    }
  }

  static void requireSameShape(NDArray prediction, NDArray target) {
    requireSameShape("the prediction", prediction, "the target", target);
  }

  static void requireSameShape(String name, NDArray array, String otherName, NDArray other) {
    requireFloating(name, array);
    requireFloating(otherName, other);
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
    requireFeatures(name, array);
  }
}
