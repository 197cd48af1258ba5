package generative.transport;

/**
 * How well a plan and its prices prove each other optimal; all zero but for rounding.
 *
 * <p>A plan that keeps the marginals and whose work equals the value of prices that undercut no
 * cost is the cheapest there is (weak duality). The figures come from costs, weights, flows and
 * prices alone, so whoever doubts the solver need not trust it.
 *
 * @param marginalViolation the largest difference between an atom's weight and what flows from or
 *     to it; on the side that weighs more only what flows beyond the weight
 * @param mostNegativeFlow the least flow, or zero if none is negative
 * @param dualViolation the largest u_i + v_j − cost_ij, and on the side that weighs more the
 *     largest price; zero if none is above zero
 * @param dualityGap work − (Σ u_i p_i + Σ v_j q_j), in the unit of the work
 */
public record Certificate(
    double marginalViolation, double mostNegativeFlow, double dualViolation, double dualityGap) {

  static Certificate of(Transport transport, double[] p, double[] q, double[][] cost) {
    double[] u = transport.sourcePotentials();
    double[] v = transport.targetPotentials();
    double spare = Balanced.spare(p, q);
    double[] leaves = new double[p.length];
    double[] arrives = new double[q.length];
    double least = 0;
    for (Transport.Flow flow : transport.flows()) {
      leaves[flow.from()] += flow.amount();
      arrives[flow.to()] += flow.amount();
      least = Math.min(least, flow.amount());
    }
    double marginal = Math.max(violation(leaves, p, spare > 0), violation(arrives, q, spare < 0));
    double dual = dualViolation(u, v, cost);
    if (spare != 0) {
      dual = Math.max(dual, largest(spare > 0 ? u : v));
    }
    return new Certificate(marginal, least, dual, transport.work() - product(u, p) - product(v, q));
  }

  private static double violation(double[] flow, double[] weights, boolean mayLeave) {
    double largest = 0;
    for (int i = 0; i < flow.length; i++) {
      double beyond = flow[i] - weights[i];
      largest = Math.max(largest, mayLeave ? beyond : Math.abs(beyond));
    }
    return largest;
  }

  private static double dualViolation(double[] u, double[] v, double[][] cost) {
    double largest = 0;
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < v.length; j++) {
        largest = Math.max(largest, u[i] + v[j] - cost[i][j]);
      }
    }
    return largest;
  }

  private static double largest(double[] prices) {
    double largest = 0;
    for (double price : prices) {
      largest = Math.max(largest, price);
    }
    return largest;
  }

  private static double product(double[] prices, double[] weights) {
    double sum = 0;
    for (int i = 0; i < prices.length; i++) {
      sum += prices[i] * weights[i];
    }
    return sum;
  }
}
