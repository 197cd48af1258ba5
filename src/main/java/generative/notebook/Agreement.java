package generative.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import generative.plot.Digits;
import generative.plot.Values;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Whether an answer is the one expected, and what to say of the two. */
final class Agreement {

  private static final int DIGITS = 5;

  /** So many tell any two numbers apart. */
  private static final int ALL_DIGITS = 17;

  private Agreement() {}

  /** Returns how far two numbers lie apart: 0 for equal infinities and for NaN twice. */
  static double difference(double a, double b) {
    return a == b || Double.isNaN(a) && Double.isNaN(b) ? 0 : Math.abs(a - b);
  }

  /**
   * Returns the largest difference of two tensors of one shape, NaN if one of them alone has NaN at
   * a place. A tensor of float32 is compared by what float32 can hold.
   */
  static double difference(NDArray a, NDArray b) {
    if (!a.getDataType().isFloating() && !b.getDataType().isFloating()) {
      long[] left = Values.longs(a);
      long[] right = Values.longs(b);
      return largest(left.length, i -> Math.abs((double) (left[i] - right[i])));
    }
    boolean wide = isWide(a) && isWide(b);
    double[] left = wide ? Values.doubles(a) : floats(a);
    double[] right = wide ? Values.doubles(b) : floats(b);
    return largest(left.length, i -> difference(left[i], right[i]));
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
      return areEqual(x, y);
    }
    if (a instanceof NDArray x && b instanceof NDArray y) {
      return !x.isReleased()
          && !y.isReleased()
          && x.getShape().equals(y.getShape())
          && difference(x, y) == 0;
    }
    int length = length(a);
    if (length < 0 || isList(a) != isList(b)) {
      return Objects.equals(a, b);
    }
    return length == length(b)
        && IntStream.range(0, length).allMatch(i -> holds(element(a, i), element(b, i)));
  }

  private static boolean areEqual(Number a, Number b) {
    double x = a.doubleValue();
    double y = b.doubleValue();
    return Double.isFinite(x) && Double.isFinite(y)
        ? exact(a).compareTo(exact(b)) == 0
        : Double.compare(x, y) == 0;
  }

  private static BigDecimal exact(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    boolean floating = number instanceof Double || number instanceof Float;
    return floating ? new BigDecimal(number.doubleValue()) : BigDecimal.valueOf(number.longValue());
  }

  /** Returns both as text; of long arrays and lists the first elements that differ. */
  static String words(Object yours, Object expected) {
    if (yours instanceof Number x && expected instanceof Number y) {
      return words(x, y, areEqual(x, y));
    }
    int length = length(yours);
    if (length >= 0 && length == length(expected) && isList(yours) == isList(expected)) {
      for (int i = 0; i < length; i++) {
        if (!holds(element(yours, i), element(expected, i))) {
          return "at " + i + " " + words(element(yours, i), element(expected, i));
        }
      }
    }
    return both(text(yours), text(expected));
  }

  /**
   * Returns both numbers, if one isn't right with as many digits as it takes to tell them apart.
   */
  static String words(Number yours, Number expected, boolean right) {
    int digits = DIGITS;
    while (digits < ALL_DIGITS && !right && text(yours, digits).equals(text(expected, digits))) {
      digits++;
    }
    return both(text(yours, digits), text(expected, digits));
  }

  private static String text(Number number, int digits) {
    boolean whole = number instanceof Long || number instanceof Integer;
    return whole
        ? Digits.whole(number.longValue())
        : Digits.wholeOrSignificant(number.doubleValue(), digits);
  }

  private static String text(Object value) {
    return value instanceof NDArray array ? ArrayText.describe(array) : ArrayText.plain(value);
  }

  private static String both(String yours, String expected) {
    return String.format(Locale.ROOT, "yours %s, expected %s", yours, expected);
  }

  private static boolean isList(Object value) {
    return value instanceof List;
  }

  /** Returns the number of elements, −1 if there are none to count. */
  private static int length(Object value) {
    if (value instanceof List<?> list) {
      return list.size();
    }
    return value != null && value.getClass().isArray() ? Array.getLength(value) : -1;
  }

  private static Object element(Object value, int i) {
    return value instanceof List<?> list ? list.get(i) : Array.get(value, i);
  }
}
