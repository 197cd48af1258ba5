package generative.evaluation;

import java.util.Arrays;

/**
 * log 1/k Σ exp x for many series at once, of which values come in any number of portions: stable,
 * since the largest value so far is taken out of the sum.
 */
final class LogMeanExp {

  private final double[] largest;
  private final double[] sum;
  private final long[] count;

  LogMeanExp(int series) {
    largest = new double[series];
    sum = new double[series];
    count = new long[series];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
  }

  void add(int series, double x) {
    count[series]++;
    if (x <= largest[series]) {
      sum[series] += x == Double.NEGATIVE_INFINITY ? 0 : Math.exp(x - largest[series]);
    } else {
      sum[series] = sum[series] * Math.exp(largest[series] - x) + 1;
      largest[series] = x;
    }
  }

  double value(int series) {
    return largest[series] + Math.log(sum[series] / count[series]);
  }
}
