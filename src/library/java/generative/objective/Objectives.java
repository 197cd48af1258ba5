package generative.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import generative.tensor.Require;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** What the objectives share. */
final class Objectives {

  private Objectives() {}

  /** Every axis but the first, which counts the examples. */
  static int[] features(NDArray x) {
    return IntStream.range(1, x.getShape().dimension()).toArray();
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

  /** Takes {@code [n, …]} with at least one number an example. */
  static void requireFeatures(String name, NDArray array) {
    Require.floating(array, name);
    if (array.getShape().dimension() < 2 || array.getShape().slice(1).size() == 0) {
      throw new IllegalArgumentException(
          "shape " + array.getShape() + " has no features; give [n, features]");
    }
  }

  static void requireSameShape(NDArray prediction, NDArray target) {
    requireSameShape("the prediction", prediction, "the target", target);
  }

  static void requireSameShape(String name, NDArray array, String otherName, NDArray other) {
    Require.floating(array, name);
    Require.floating(other, otherName);
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
