package generative.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people write them: a few significant digits, no rounding noise. */
public final class Digits {

  private Digits() {}

  /** Returns the value with at most the given number of significant digits: 0.3, 1,204, 2.5e-7. */
  public static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
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
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    return fixed(rounded.doubleValue(), Math.max(0, rounded.scale()));
  }

  /** Returns the label of an axis tick, to six significant digits. */
  public static String tick(double value) {
    return significant(value, 6);
  }

  /** Returns the value with a fixed number of decimals; from 10,000 on with thousands separated. */
  public static String fixed(double value, int decimals) {
    String grouping = Math.abs(value) >= 10_000 ? "," : "";
    return String.format(Locale.ROOT, "%" + grouping + "." + decimals + "f", value);
  }

  /** Returns a whole number with thousands separated. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
