package generative.evaluation;

import java.util.Locale;
import java.util.Objects;

/**
 * A mean over examples and how far it may be off.
 *
 * @param mean the mean
 * @param standardError the standard deviation of the examples' values, over √examples; NaN for one
 * @param examples how many there were
 */
public record Estimate(double mean, double standardError, int examples) {

  /**
   * Returns the mean of the values {@code [n]}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Estimate of(double... values) {
    int n = Objects.requireNonNull(values, "values").length;
    if (n == 0) {
      throw new IllegalArgumentException("there is no value to take a mean of; give at least one");
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / n;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Estimate(mean, Math.sqrt(squares / (n - 1) / n), n);
  }

  /** Returns mean and standard error, as in "99.13 ± 0.24". */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f ± %.2f", mean, standardError);
  }
}
