package generative.transport;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The cheapest assignment by trying them all, without rounding. With equal weights some assignment
 * is a cheapest plan (G. Birkhoff, "Three observations on linear algebra", 1946).
 */
final class RationalAssignments {

  private final BigInteger[][] cost;
  private final boolean[] taken;
  private BigInteger least;

  private RationalAssignments(double[][] costs) {
    cost = new BigInteger[costs.length][costs.length];
    taken = new boolean[costs.length];
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < costs.length; j++) {
        boolean exists = costs[i][j] < Double.POSITIVE_INFINITY;
        cost[i][j] = exists ? Dyadic.units(costs[i][j]) : null;
      }
    }
  }

  /** The least sum of costs when each row gets a column of its own; null if there is no way. */
  static BigDecimal cheapest(double[][] costs) {
    RationalAssignments all = new RationalAssignments(costs);
    all.extend(0, BigInteger.ZERO);
    return all.least == null ? null : Dyadic.product(all.least.multiply(Dyadic.units(1)));
  }

  private void extend(int row, BigInteger sum) {
    if (row == taken.length) {
      least = least == null ? sum : least.min(sum);
      return;
    }
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j] && cost[row][j] != null) {
        taken[j] = true;
        extend(row + 1, sum.add(cost[row][j]));
        taken[j] = false;
      }
    }
  }
}
