package generative.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people write them: a few significant digits, no rounding noise. */
public final class Digits {

  /** From here on not every whole number is a double. */
  private static final double LARGEST_WHOLE = 1L << 53;

  /** Likewise for floats, whose neighbors tell seven digits apart. */
  private static final float LARGEST_WHOLE_FLOAT = 1 << 24;

  private static final int DIGITS_OF_A_FLOAT = 7;

  private static final BigDecimal GROUPED = BigDecimal.valueOf(10_000);

  private Digits() {}

  /**
   * Returns the value with at most the given number of significant digits: 0.3, 1,204, 2.5e-7.
   *
   * @param digits at least 1
   * @throws IllegalArgumentException if there are fewer
   */
  public static String significant(double value, int digits) {
    require(digits >= 1, digits, "significant digits; at least 1 is needed");
    if (!Double.isFinite(value)) {
      return name(value);
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    if (size < 1e-4 || size >= 1e9) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value)
          .replaceFirst("\\.?0*e", "e")
          .replaceFirst("e([+-])0*(?=\\d)", "e$1")
          .replace("e+", "e");
    }
    BigDecimal rounded = rounded(value, digits).stripTrailingZeros();
    return fixed(rounded.doubleValue(), Math.max(0, rounded.scale()));
  }

  private static BigDecimal rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits));
  }

  /**
   * Returns a whole number with all its digits, if a double can tell it from its neighbors, and any
   * other value with at most the given number of significant digits: 17, 1,700,000,000,123, 2e12.
   */
  public static String wholeOrSignificant(double value, int digits) {
    boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE;
    boolean isShort = whole && rounded(value, digits).doubleValue() == value;
    return whole && !isShort ? whole((long) value) : significant(value, digits);
  }

  /** As {@link #wholeOrSignificant}, of a float: large ones to the seven digits that they have. */
  public static String ofFloat(float value, int digits) {
    return Math.abs(value) > LARGEST_WHOLE_FLOAT
        ? significant(value, Math.max(digits, DIGITS_OF_A_FLOAT))
        : wholeOrSignificant(value, digits);
  }

  /** Returns the label of an axis tick, to six significant digits. */
  public static String tick(double value) {
    return significant(value, 6);
  }

  /**
   * Returns the value with a fixed number of decimals; from 10,000 on with thousands separated.
   *
   * @param decimals at least 0
   * @throws IllegalArgumentException if there are fewer
   */
  public static String fixed(double value, int decimals) {
    require(decimals >= 0, decimals, "decimals; give 0 or more");
    if (!Double.isFinite(value)) {
      return name(value);
    }
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
    return text(rounded, decimals);
  }

  /** Returns a whole number with all its digits; from 10,000 on with thousands separated. */
  public static String whole(long value) {
    return text(BigDecimal.valueOf(value), 0);
  }

  private static String text(BigDecimal value, int decimals) {
    String grouping = value.abs().compareTo(GROUPED) >= 0 ? "," : "";
    return String.format(Locale.ROOT, "%" + grouping + "." + decimals + "f", value);
  }

  private static String name(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  }

  private static void require(boolean holds, int number, String what) {
    if (!holds) {
      throw new IllegalArgumentException(number + " " + what);
    }
  }

  /** Returns a whole number with thousands separated. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
