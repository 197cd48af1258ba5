package generative.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import generative.tensor.Values;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether an answer is the one expected, and what to say of the two. */
final class Agreement {

  private Agreement() {}

  /**
   * Returns the largest difference of two tensors of one shape, NaN if one of them alone has NaN at
   * a place. A tensor of float32 is compared by what float32 can hold, whole numbers with float64
   * by all their digits.
   */
  static double difference(NDArray a, NDArray b) {
    if (!a.getDataType().isFloating() && !b.getDataType().isFloating()) {
      long[] left = Values.longs(a);
      long[] right = Values.longs(b);
      return largest(left.length, i -> Numbers.difference(left[i], right[i]));
    }
    if (isWide(a) && isWide(b) && a.getDataType() != b.getDataType()) {
      long[] whole = Values.longs(a.getDataType().isFloating() ? b : a);
      double[] other = Values.doubles(a.getDataType().isFloating() ? a : b);
      return largest(whole.length, i -> Numbers.difference(whole[i], other[i]));
    }
    boolean wide = isWide(a) && isWide(b);
    double[] left = wide ? Values.doubles(a) : floats(a);
    double[] right = wide ? Values.doubles(b) : floats(b);
    return largest(left.length, i -> Numbers.difference(left[i], right[i]));
  }

  private static boolean isWide(NDArray array) {
    return array.getDataType() == DataType.FLOAT64 || !array.getDataType().isFloating();
  }

  private static double[] floats(NDArray array) {
    float[] values = Values.floats(array);
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static double largest(int count, IntToDoubleFunction difference) {
    return IntStream.range(0, count).mapToDouble(difference).reduce(0, Math::max);
  }

  /** Returns whether two values are equal, as {@link Check#check(String, Object, Object)} says. */
  static boolean holds(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return Numbers.areEqual(x, y);
    }
    if (a instanceof NDArray x && b instanceof NDArray y) {
      return new Tensor(x).equals(new Tensor(y));
    }
    List<?> left = elements(a);
    List<?> right = elements(b);
    if (left == null || right == null) {
      return Objects.equals(plain(a), plain(b));
    }
    return left.size() == right.size()
        && IntStream.range(0, left.size()).allMatch(i -> holds(left.get(i), right.get(i)));
  }

  /** A tensor that is equal to those of the same shape and values, and to none if it is closed. */
  private record Tensor(NDArray array) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Tensor tensor
          && !array.isReleased()
          && !tensor.array.isReleased()
          && array.getShape().equals(tensor.array.getShape())
          && difference(array, tensor.array) == 0;
    }

    @Override
    public int hashCode() {
      return array.isReleased() ? 0 : array.getShape().hashCode();
    }
  }

  /** The elements of a set, or the keys and values of a map, and how many of each are equal. */
  private record Bag(Class<?> kind, Map<Object, Integer> counts) {

    static Bag of(Class<?> kind, Stream<?> elements) {
      Map<Object, Integer> counts = new HashMap<>();
      elements.forEach(element -> counts.merge(plain(element), 1, Integer::sum));
      return new Bag(kind, counts);
    }
  }

  /** Returns the value with all numbers, tensors and collections in it of one class each. */
  private static Object plain(Object value) {
    if (value instanceof Number number) {
      return Numbers.value(number);
    }
    if (value instanceof Set<?> set) {
      return Bag.of(Set.class, set.stream());
    }
    if (value instanceof Map<?, ?> map) {
      return Bag.of(
          Map.class,
          map.entrySet().stream().map(entry -> Arrays.asList(entry.getKey(), entry.getValue())));
    }
    if (value instanceof NDArray array) {
      return new Tensor(array);
    }
    List<?> elements = elements(value);
    return elements == null ? value : elements.stream().map(Agreement::plain).toList();
  }

  /**
   * Returns both as text; of lists and arrays of one length the first elements that differ, and of
   * what differs though it looks alike the types.
   */
  static String words(Object yours, Object expected, boolean right) {
    if (yours instanceof Number x && expected instanceof Number y) {
      return Numbers.words(x, y, right);
    }
    List<?> left = elements(yours);
    List<?> wanted = elements(expected);
    boolean paired = left != null && wanted != null && left.size() == wanted.size();
    for (int i = 0; paired && !right && i < left.size(); i++) {
      if (!holds(left.get(i), wanted.get(i))) {
        return "at " + i + " " + words(left.get(i), wanted.get(i), false);
      }
    }
    boolean alike = !right && text(yours).equals(text(expected));
    return Numbers.words(
        text(yours) + (alike ? type(yours) : ""), text(expected) + (alike ? type(expected) : ""));
  }

  private static String text(Object value) {
    return value instanceof NDArray array ? ArrayText.describe(array) : ArrayText.plain(value);
  }

  private static String type(Object value) {
    String type =
        Stream.of(List.class, Set.class, Map.class)
            .filter(kind -> kind.isInstance(value))
            .findFirst()
            .map(Class::getSimpleName)
            .orElseGet(() -> value == null ? "null" : value.getClass().getSimpleName());
    return " (" + type + ")";
  }

  /** Returns what stands in an order in the value; null if nothing does. */
  private static List<?> elements(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    if (value instanceof Collection<?> collection && !(value instanceof Set)) {
      return new ArrayList<>(collection);
    }
    return value != null && value.getClass().isArray()
        ? IntStream.range(0, Array.getLength(value)).mapToObj(i -> Array.get(value, i)).toList()
        : null;
  }
}
