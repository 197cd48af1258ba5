package generative.plot;

import java.util.Arrays;

/**
 * The labels of a logarithmic axis: 1, 2 and 5 of each decade, all digits where those would be
 * fewer than two, powers of ten alone where there is no room for more.
 *
 * @param least where the axis begins
 * @param most where it ends
 * @param room labels that fit along the axis
 */
public record Decades(double least, double most, double room) {

  /** Returns the axis of the values, which is wider than they are if it had but one label. */
  static Decades of(double[] values, double room) {
    var finite = Arrays.stream(values).filter(v -> v > 0 && Double.isFinite(v)).summaryStatistics();
    Decades axis = new Decades(finite.getMin(), finite.getMax(), room);
    return finite.getCount() > 0 && axis.count(9) < 2 ? axis.widened() : axis;
  }

  private Decades widened() {
    double down = unit(least) * Math.floor(least / unit(least) + 1e-9);
    double up = unit(most) * Math.ceil(most / unit(most) - 1e-9);
    return new Decades(down < up ? down : down - unit(down) / 2, down < up ? up : 2 * up, room);
  }

  /** Whether only powers of ten have room. */
  private boolean isWide() {
    return 3 * decades() > room;
  }

  /** Returns a tick's label, empty if there is none. */
  String label(double value) {
    long digit = digit(value);
    int exponent = exponent(value) + (digit == 10 ? 1 : 0);
    boolean labeled;
    if (isWide()) {
      int every = (int) Math.ceil((decades() + 1) / room);
      labeled = digit % 9 == 1 && Math.floorMod(exponent, every) == 0;
    } else {
      labeled = digit == 1 || digit == 2 || digit == 5 || digit == 10 || count(5) < 2;
    }
    return labeled ? Digits.significant(value, 2) : "";
  }

  private double decades() {
    return Math.log10(most / least);
  }

  /** How many of the ticks, 1 to 9 of each decade, lie on the axis: all, or those of 1, 2, 5. */
  private int count(int digits) {
    int count = 0;
    for (int e = exponent(least); e <= exponent(most); e++) {
      for (int digit : digits == 9 ? new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9} : new int[] {1, 2, 5}) {
        double tick = digit * Math.pow(10, e);
        count += tick >= least * (1 - 1e-9) && tick <= most * (1 + 1e-9) ? 1 : 0;
      }
    }
    return count;
  }

  private static int exponent(double value) {
    return (int) Math.floor(Math.log10(value) + 1e-9);
  }

  private static double unit(double value) {
    return Math.pow(10, exponent(value));
  }

  private static long digit(double value) {
    return Math.round(value / unit(value));
  }
}
