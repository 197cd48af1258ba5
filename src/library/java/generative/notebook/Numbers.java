package generative.notebook;

import generative.plot.Digits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Two numbers of any classes, compared by all that they hold. */
final class Numbers {

  private static final int DIGITS = 5;

  /** So many tell any two doubles apart. */
  private static final int ALL_DIGITS = 17;

  /** Up to here each whole number is a double. */
  private static final long LARGEST_WHOLE = 1L << 53;

  /** What holds a long and no fraction. */
  private static final Set<Class<?>> WHOLE =
      Set.of(
          Long.class, AtomicLong.class, LongAdder.class, LongAccumulator.class, BigInteger.class);

  private Numbers() {}

  /** Returns whether two numbers are equal; infinity is what infinity is, and NaN what NaN is. */
  static boolean areEqual(Number a, Number b) {
    return a.equals(b) || value(a).equals(value(b));
  }

  /** Returns what is equal for equal numbers of any class. */
  static Object value(Number number) {
    return isFinite(number) ? exact(number).stripTrailingZeros() : number.doubleValue();
  }

  /** Returns whether two numbers lie no further apart than the tolerance. */
  static boolean areWithin(double tolerance, Number a, Number b) {
    return tolerance == 0 ? areEqual(a, b) : difference(a, b) <= tolerance;
  }

  private static double difference(Number a, Number b) {
    return isFinite(a) && isFinite(b)
        ? exact(a).subtract(exact(b), MathContext.DECIMAL128).abs().doubleValue()
        : difference(a.doubleValue(), b.doubleValue());
  }

  /** Returns how far two numbers lie apart: 0 for equal infinities and for NaN twice. */
  static double difference(double a, double b) {
    return a == b || Double.isNaN(a) && Double.isNaN(b) ? 0 : Math.abs(a - b);
  }

  /** Returns how far two whole numbers lie apart, which may be more than a long holds. */
  static double difference(long a, long b) {
    long apart = Math.max(a, b) - Math.min(a, b);
    return apart >= 0 ? apart : apart + 0x1p64;
  }

  /** Returns how far a whole number and another one lie apart. */
  static double difference(long a, double b) {
    return Math.abs(a) <= LARGEST_WHOLE && a != Long.MIN_VALUE
        ? difference((double) a, b)
        : difference((Number) a, (Number) b);
  }

  private static boolean isFinite(Number number) {
    return number instanceof BigDecimal
        || number instanceof BigInteger
        || Double.isFinite(number.doubleValue());
  }

  private static BigDecimal exact(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    return isLong(number)
        ? BigDecimal.valueOf(number.longValue())
        : new BigDecimal(number.doubleValue());
  }

  /**
   * Whether the number's long, rounded, is its double: of the two the long then holds more. The
   * largest long is also what becomes of a larger double.
   */
  private static boolean isLong(Number number) {
    return !(number instanceof Double)
        && !(number instanceof Float)
        && number.longValue() == number.doubleValue()
        && (number.longValue() < Long.MAX_VALUE || WHOLE.contains(number.getClass()));
  }

  /**
   * Returns both numbers, if they aren't right with as many digits as it takes to tell them apart.
   */
  static String words(Number yours, Number expected, boolean right) {
    int digits = DIGITS;
    while (digits < ALL_DIGITS && !right && text(yours, digits).equals(text(expected, digits))) {
      digits++;
    }
    String first = text(yours, digits);
    String second = text(expected, digits);
    boolean alike = !right && first.equals(second);
    return alike ? words(yours.toString(), expected.toString()) : words(first, second);
  }

  private static String text(Number number, int digits) {
    if (number instanceof Float single) {
      return Digits.ofFloat(single, digits);
    }
    return isLong(number) && !(number instanceof BigDecimal)
        ? Digits.whole(number.longValue())
        : Digits.wholeOrSignificant(number.doubleValue(), digits);
  }

  static String words(String yours, String expected) {
    return String.format(Locale.ROOT, "yours %s, expected %s", yours, expected);
  }
}
