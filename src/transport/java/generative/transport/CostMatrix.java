package generative.transport;

import java.util.Locale;
import java.util.Objects;

/** The matrix of costs: its room in memory, and its checks. */
final class CostMatrix {

  /** A matrix and a tenth of it, for the solver. */
  private static final double WITH_SOLVER = 1.1;

  private CostMatrix() {}

  /**
   * Returns zeros {@code [n][m]} for two signatures of the same dimension, if they fit beside a
   * tenth for the solver.
   */
  static double[][] allocate(Signature p, Signature q) {
    checkDimensions(p, q);
    requireRoom(p.size(), q.size(), WITH_SOLVER);
    try {
      return new double[p.size()][q.size()];
    } catch (OutOfMemoryError e) {
      throw new IllegalArgumentException(message(p.size(), q.size(), WITH_SOLVER), e);
    }
  }

  /**
   * Throws IllegalArgumentException unless so many matrices {@code [n][m]} fit into memory.
   *
   * @param matrices how many, such as 1.1 for one with a tenth for what else is needed
   */
  static void requireRoom(int n, int m, double matrices) {
    if (!fit(n, m, matrices)) {
      throw new IllegalArgumentException(message(n, m, matrices));
    }
  }

  /** Whether so many matrices fit into memory; garbage is collected before the answer is no. */
  static boolean fit(int n, int m, double matrices) {
    double needed = bytes(n, m, matrices);
    if (needed > free()) {
      System.gc();
    }
    return needed <= free();
  }

  private static double bytes(int n, int m, double matrices) {
    return matrices * Double.BYTES * n * m;
  }

  private static long free() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
  }

  private static String message(int n, int m, double matrices) {
    return String.format(
        Locale.ROOT,
        "%,d x %,d costs need %,.0f MB and %,.0f MB are free; give Java more by -Xmx, or take fewer"
            + " points",
        n,
        m,
        bytes(n, m, matrices) / 1e6,
        free() / 1e6);
  }

  /** Throws IllegalArgumentException if the dimensions differ. */
  static void checkDimensions(Signature p, Signature q) {
    if (Objects.requireNonNull(p, "p").dimension() != Objects.requireNonNull(q, "q").dimension()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the signatures have %d and %d dimensions; both must have the same",
              p.dimension(),
              q.dimension()));
    }
  }

  /** The largest cost, taken without its sign. */
  static double largest(double[][] cost) {
    double largest = 0;
    for (double[] row : cost) {
      for (double c : row) {
        largest = Math.max(largest, Math.abs(c));
      }
    }
    return largest;
  }

  /** Throws IllegalArgumentException unless the matrix is {@code [n][m]} and finite. */
  static void check(double[][] cost, int n, int m) {
    Signature.requireRows("cost", cost);
    if (cost.length != n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the cost matrix has %d rows for %d source weights; give one row for each",
              cost.length,
              n));
    }
    for (int i = 0; i < n; i++) {
      if (cost[i].length != m) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "row %d of the cost matrix has %d entries for %d target weights; give one for each",
                i,
                cost[i].length,
                m));
      }
      for (int j = 0; j < m; j++) {
        if (!Double.isFinite(cost[i][j])) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT, "cost [%d][%d] is %s; costs must be finite", i, j, cost[i][j]));
        }
      }
    }
  }
}
