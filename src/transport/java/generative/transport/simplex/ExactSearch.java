package generative.transport.simplex;

import java.math.BigInteger;

/**
 * Looks for arcs of reduced cost below zero, and isn't mistaken: where the sign can't be told in
 * the precision of a double it is told in twice that, and where not even there, by whole numbers
 * (J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric
 * Predicates", 1997).
 */
final class ExactSearch {

  private static final double DOUBLE = 0x1p-50;
  private static final double TWOFOLD = 0x1p-98;

  /** Below it rounding isn't in proportion. */
  private static final double UNDERFLOW = 0x1p-1060;

  private static final int BLOCK = 8;

  private final Problem problem;
  private final ExactTree tree;
  private int next;

  int from;
  int to;
  private double best;

  ExactSearch(Problem problem, ExactTree tree) {
    this.problem = problem;
    this.tree = tree;
  }

  /** Looks at some rows after the other, from where it ended; false if no arc of any pays. */
  boolean find() {
    from = -1;
    best = Double.POSITIVE_INFINITY;
    int n = problem.sources();
    for (int seen = 1; seen <= n; seen++) {
      Stop.check();
      scan(next);
      next = next + 1 == n ? 0 : next + 1;
      if (from >= 0 && seen % BLOCK == 0) {
        return true;
      }
    }
    return from >= 0;
  }

  private void scan(int i) {
    int n = problem.sources();
    double u = tree.high[i];
    double size = Math.abs(u);
    int count = tree.artificial[i];
    for (int j = 0; j < problem.q().length; j++) {
      double cost = problem.cost(i, j);
      int artificial = count - tree.artificial[n + j];
      if (artificial > 0 || cost == Double.POSITIVE_INFINITY) {
        continue;
      }
      double v = tree.high[n + j];
      double reduced = cost - v + u;
      double error = DOUBLE * (Math.abs(cost) + Math.abs(v) + size) + UNDERFLOW;
      if (artificial < 0) {
        take(i, j, Double.NEGATIVE_INFINITY);
      } else if (reduced < -error) {
        take(i, j, reduced);
      } else if (!(reduced > error) && from < 0 && isBelowZero(i, j)) {
        take(i, j, 0);
      }
    }
  }

  private void take(int i, int j, double reduced) {
    if (reduced < best) {
      best = reduced;
      from = i;
      to = j;
    }
  }

  /** Whether a reduced cost that a double can't tell from zero is below it. */
  private boolean isBelowZero(int i, int j) {
    int target = problem.sources() + j;
    if (tree.parent[target] == i || tree.parent[i] == target) {
      return false;
    }
    double cost = problem.cost(i, j);
    double u = tree.high[i];
    double v = tree.high[target];
    double first = cost - v;
    double sum = first + u;
    double rest = error(cost, -v, first) + error(first, u, sum) + (tree.low[i] - tree.low[target]);
    double reduced = sum + rest;
    double error = TWOFOLD * (Math.abs(cost) + Math.abs(u) + Math.abs(v)) + UNDERFLOW;
    if (Math.abs(reduced) > error) {
      return reduced < 0;
    }
    BigInteger exact = tree.reducedCost(i, j);
    return exact.signum() < 0;
  }

  private static double error(double x, double y, double sum) {
    double part = sum - x;
    return (x - (sum - part)) + (y - part);
  }
}
