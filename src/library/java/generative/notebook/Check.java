package generative.notebook;

import ai.djl.ndarray.NDArray;
import generative.plot.Digits;
import java.util.Locale;

/**
 * Self-checks of exercises. Each prints one line, "✓ …" or "✗ not yet …", and never throws for an
 * answer that is missing or wrong.
 */
public final class Check {

  private Check() {}

  /**
   * Compares a number. ∞ is right where ∞ is expected, and NaN where NaN is.
   *
   * @param yours the answer; null, or NaN where a number is expected, while there is none
   * @param tolerance largest difference that is right
   * @throws IllegalArgumentException if the tolerance is negative or NaN
   */
  public static void check(String what, Number yours, double expected, double tolerance) {
    requireTolerance(tolerance);
    if (yours == null || Double.isNaN(yours.doubleValue()) && !Double.isNaN(expected)) {
      notYet(what, "");
      return;
    }
    boolean right = Numbers.areWithin(tolerance, yours, expected);
    print(right, what, Numbers.words(yours, expected, right));
  }

  /**
   * Compares a tensor, value by value; types may differ.
   *
   * @param yours the answer; null while there is none
   * @param tolerance largest difference that is right
   * @throws IllegalArgumentException if the tolerance is negative or NaN
   */
  public static void check(String what, NDArray yours, NDArray expected, double tolerance) {
    requireTolerance(tolerance);
    if (yours == null) {
      notYet(what, "");
    } else if (yours.isReleased()) {
      notYet(what, "yours is closed");
    } else if (expected == null || expected.isReleased()) {
      notYet(what, "what is expected is " + (expected == null ? "null" : "closed"));
    } else if (!yours.getShape().equals(expected.getShape())) {
      notYet(
          what,
          String.format(
              Locale.ROOT,
              "yours has shape %s, expected %s",
              ArrayText.shape(yours),
              ArrayText.shape(expected)));
    } else {
      double difference = Agreement.difference(yours, expected);
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

  /**
   * Compares anything else: numbers by their value, whatever their type, arrays, lists, sets and
   * maps element by element, an array and a list alike, tensors value by value, the rest by {@code
   * equals}. Yours is null while there is no answer.
   */
  public static void check(String what, Object yours, Object expected) {
    if (yours == null) {
      notYet(what, "");
    } else if (yours instanceof NDArray tensor && expected instanceof NDArray other) {
      check(what, tensor, other, 0);
    } else {
      compare(what, yours, expected);
    }
  }

  private static void compare(String what, Object yours, Object expected) {
    try {
      boolean right = Agreement.holds(yours, expected);
      print(right, what, Agreement.words(yours, expected, right));
    } catch (StackOverflowError e) {
      notYet(what, "one of the two holds itself, so they can't be compared");
    }
  }

  /** Asks for a condition; null while there is no answer. */
  public static void check(String what, Boolean holds) {
    print(Boolean.TRUE.equals(holds), what, "");
  }

  private static void requireTolerance(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("the tolerance is " + tolerance + "; give 0 or more");
    }
  }

  private static void notYet(String what, String why) {
    print(false, what, why);
  }

  private static void print(boolean right, String what, String why) {
    System.out.println((right ? "✓ " : "✗ not yet: ") + what + (why.isEmpty() ? "" : ": " + why));
  }
}
