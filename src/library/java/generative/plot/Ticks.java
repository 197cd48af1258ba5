package generative.plot;

import java.util.stream.LongStream;

/**
 * Round values at equal steps of 1, 2 or 5 times a power of ten.
 *
 * @param step how far they lie apart
 * @param values ascending {@code [k]}
 */
public record Ticks(double step, double[] values) {

  private static final double ROUNDING = 1e-10;

  /** Returns the round values between two ends, about so many, at least one if the ends differ. */
  public static Ticks within(double least, double most, int count) {
    double step = step(most - least, count);
    Ticks ticks = of(step, Math.ceil(least / step - ROUNDING), Math.floor(most / step + ROUNDING));
    return ticks.values.length > 0 || most <= least ? ticks : within(least, most, 2 * count);
  }

  /** Returns the round values from one not above the least to one not below the most. */
  public static Ticks around(double least, double most, int count) {
    double step = step(most - least, count);
    return of(step, Math.floor(least / step + ROUNDING), Math.ceil(most / step - ROUNDING));
  }

  private static Ticks of(double step, double first, double last) {
    return new Ticks(
        step,
        LongStream.rangeClosed((long) first, (long) last).mapToDouble(i -> i * step).toArray());
  }

  private static double step(double span, int count) {
    double rough = span / count >= Double.MIN_NORMAL ? span / count : 1;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double lead = rough / power;
    return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
  }

  public double first() {
    return values[0];
  }

  public double last() {
    return values[values.length - 1];
  }

  /** Returns a value with the decimals of the step. */
  public String label(double value) {
    if (step < 1e-5 || step >= 1e8) {
      int digits = (int) Math.ceil(Math.log10(Math.abs(value) / step)) + 1;
      return Digits.significant(value, Math.max(4, Math.min(17, digits)));
    }
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - ROUNDING));
    return Digits.fixed(Math.abs(value) < step / 2 ? 0 : value, decimals);
  }
}
