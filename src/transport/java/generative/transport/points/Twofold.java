package generative.transport.points;

/**
 * Numbers of twice the precision, each the sum of a double and a much smaller one (T. J. Dekker, "A
 * floating-point technique for extending the available precision", 1971).
 */
final class Twofold {

  private final double[] high;
  private final double[] low;

  /** As many zeros. */
  Twofold(int size) {
    high = new double[size];
    low = new double[size];
  }

  double get(int i) {
    return high[i];
  }

  void set(int i, double value) {
    high[i] = value;
    low[i] = 0;
  }

  /** Sets an element to another of these numbers plus a double. */
  void set(int i, int other, double more) {
    add(i, high[other], low[other], more);
  }

  /** Adds another element to an element. */
  void add(int i, int other) {
    add(i, high[i], low[i] + low[other], high[other]);
  }

  /** The difference of two elements. */
  double minus(int i, int other) {
    double sum = high[i] - high[other];
    double part = sum - high[i];
    double error = (high[i] - (sum - part)) + (-high[other] - part);
    return sum + (error + (low[i] - low[other]));
  }

  private void add(int i, double a, double small, double b) {
    double sum = a + b;
    double part = sum - a;
    double error = (a - (sum - part)) + (b - part) + small;
    high[i] = sum + error;
    low[i] = error - (high[i] - sum);
  }
}
