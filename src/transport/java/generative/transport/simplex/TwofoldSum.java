package generative.transport.simplex;

/**
 * A sum in twice the precision of a double, and a bound of what even that has lost (T. J. Dekker,
 * "A floating-point technique for extending the available precision", 1971).
 */
public final class TwofoldSum {

  private double high;
  private double low;
  private double lost;

  /** Adds a number. */
  public void add(double number) {
    double sum = high + number;
    double part = sum - high;
    double error = (high - (sum - part)) + (number - part);
    double rest = low + error;
    double back = rest - low;
    lost += Math.abs((low - (rest - back)) + (error - back));
    high = sum + rest;
    double second = high - sum;
    low = (sum - (high - second)) + (rest - second);
  }

  /** Adds a product without the rounding of it. */
  public void add(double x, double y) {
    double product = x * y;
    add(product);
    add(Math.fma(x, y, -product));
  }

  /** Adds another sum. */
  void add(TwofoldSum other) {
    add(other.high);
    add(other.low);
    lost += other.lost;
  }

  /** Adds a product of a sum and a number. */
  void add(TwofoldSum sum, double factor) {
    add(sum.high, factor);
    add(sum.low, factor);
    lost += sum.lost * Math.abs(factor);
  }

  /** The double next to the sum. */
  public double value() {
    return high;
  }

  /** What the sum is beyond the double next to it. */
  public double rest() {
    return low;
  }

  /** The largest error of the sum, zero if it's exact; NaN if the range of numbers was left. */
  public double lost() {
    return lost;
  }
}
