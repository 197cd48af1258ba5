package generative.transport;

/**
 * The cheapest assignment by trying them all. With equal weights some assignment is a cheapest plan
 * (G. Birkhoff, "Three observations on linear algebra", 1946).
 */
final class Assignments {

  private Assignments() {}

  /** Returns the least mean cost of all n! ways to give each row a column of its own. */
  static double cheapest(double[][] cost) {
    return cheapest(cost, 0, new boolean[cost.length]) / cost.length;
  }

  private static double cheapest(double[][] cost, int row, boolean[] taken) {
    if (row == cost.length) {
      return 0;
    }
    double cheapest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j]) {
        taken[j] = true;
        cheapest = Math.min(cheapest, cost[row][j] + cheapest(cost, row + 1, taken));
        taken[j] = false;
      }
    }
    return cheapest;
  }
}
