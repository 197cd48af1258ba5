package generative.transport.points;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What a plan costs and by how much it misses the masses. */
final class Checks {

  private Checks() {}

  static double work(Clouds clouds, Ground ground, PointPlan plan) {
    return IntStream.range(0, plan.amount().length)
        .mapToDouble(
            f -> plan.amount()[f] * cost(clouds.x[plan.from()[f]], clouds.y[plan.to()[f]], ground))
        .sum();
  }

  static double cost(double[] x, double[] y, Ground ground) {
    double cost = 0;
    for (int k = 0; k < x.length; k++) {
      cost = ground.add(cost, x[k] - y[k]);
    }
    return ground.finish(cost);
  }

  /**
   * The largest difference between a mass and its flows, as a share of the mass and a
   * ten-thousandth of the total: where sums differ in their last digit, it shows somewhere.
   * Infinite if a point without mass sends or gets any.
   */
  static double marginals(Clouds clouds, PointPlan plan) {
    double spare = Arrays.stream(clouds.p).sum() - Arrays.stream(clouds.q).sum();
    double small = 1e-12 * Arrays.stream(clouds.p).sum();
    return Math.max(
        marginal(clouds.p, plan.from(), plan.amount(), spare > small),
        marginal(clouds.q, plan.to(), plan.amount(), spare < -small));
  }

  private static double marginal(double[] mass, int[] end, double[] amount, boolean mayStay) {
    double[] flow = new double[mass.length];
    for (int f = 0; f < end.length; f++) {
      flow[end[f]] += amount[f];
    }
    double small = 1e-4 * Arrays.stream(mass).sum();
    double largest = 0;
    for (int i = 0; i < mass.length; i++) {
      double beyond = flow[i] - mass[i];
      double off = mayStay ? Math.max(0, beyond) : Math.abs(beyond);
      double share = off / (mass[i] == 0 ? 0 : mass[i] + small);
      largest = Math.max(largest, off == 0 ? 0 : share);
    }
    return largest;
  }

  static double product(double[] prices, double[] masses) {
    double sum = 0;
    for (int i = 0; i < prices.length; i++) {
      sum += masses[i] == 0 ? 0 : prices[i] * masses[i];
    }
    return sum;
  }
}
