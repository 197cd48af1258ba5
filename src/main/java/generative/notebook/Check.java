package generative.notebook;

import ai.djl.ndarray.NDArray;
import generative.plot.Digits;
import generative.plot.Values;
import java.util.Locale;
import java.util.Objects;

/**
 * Self-checks of exercises. Each prints one line, "✓ …" or "✗ not yet …", and never throws for an
 * answer that is missing or wrong.
 */
public final class Check {

  private static final int DIGITS = 5;

  private Check() {}

  /**
   * Compares a number.
   *
   * @param yours the answer; null or NaN while there is none
   * @param tolerance largest difference that is right
   */
  public static void check(String what, Number yours, double expected, double tolerance) {
    if (yours == null || Double.isNaN(yours.doubleValue())) {
      notYet(what, "");
      return;
    }
    print(
        Math.abs(yours.doubleValue() - expected) <= tolerance,
        what,
        String.format(
            Locale.ROOT,
            "yours %s, expected %s",
            Digits.significant(yours.doubleValue(), DIGITS),
            Digits.significant(expected, DIGITS)));
  }

  /**
   * Compares a tensor, value by value.
   *
   * @param yours the answer; null while there is none
   * @param tolerance largest difference that is right
   */
  public static void check(String what, NDArray yours, NDArray expected, double tolerance) {
    if (yours == null) {
      notYet(what, "");
    } else if (yours.isReleased()) {
      notYet(what, "yours is closed");
    } else if (!yours.getShape().equals(expected.getShape())) {
      notYet(
          what,
          String.format(
              Locale.ROOT,
              "yours has shape %s, expected %s",
              ArrayText.shape(yours),
              ArrayText.shape(expected)));
    } else {
      double difference = difference(Values.floats(yours), Values.floats(expected));
      print(
          difference <= tolerance,
          what,
          String.format(
              Locale.ROOT,
              "largest difference %s, up to %s is right",
              Digits.significant(difference, 2),
              Digits.significant(tolerance, 2)));
    }
  }

  /** Compares anything else by {@code equals}; yours is null while there is no answer. */
  public static void check(String what, Object yours, Object expected) {
    if (yours == null) {
      notYet(what, "");
    } else {
      print(
          Objects.equals(yours, expected),
          what,
          String.format(Locale.ROOT, "yours %s, expected %s", yours, expected));
    }
  }

  /** Asks for a condition; null while there is no answer. */
  public static void check(String what, Boolean holds) {
    print(Boolean.TRUE.equals(holds), what, "");
  }

  private static double difference(float[] yours, float[] expected) {
    double largest = 0;
    for (int i = 0; i < yours.length; i++) {
      largest = Math.max(largest, Math.abs((double) yours[i] - expected[i]));
    }
    return largest;
  }

  private static void notYet(String what, String why) {
    print(false, what, why);
  }

  private static void print(boolean right, String what, String why) {
    System.out.println((right ? "✓ " : "✗ not yet: ") + what + (why.isEmpty() ? "" : ": " + why));
  }
}
