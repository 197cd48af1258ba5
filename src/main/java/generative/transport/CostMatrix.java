package generative.transport;

import java.util.Locale;

/** The matrix of costs: its room in memory, and its checks. */
final class CostMatrix {

  private CostMatrix() {}

  /** Returns {@code [n][m]} zeros for two signatures of the same dimension. */
  static double[][] allocate(Signature p, Signature q) {
    checkDimensions(p, q);
    Runtime runtime = Runtime.getRuntime();
    long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    return allocate(p.size(), q.size(), free);
  }

  /** Throws IllegalArgumentException if the dimensions differ. */
  static void checkDimensions(Signature p, Signature q) {
    if (p.dimension() != q.dimension()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the signatures have %d and %d dimensions; both must have the same",
              p.dimension(),
              q.dimension()));
    }
  }

  /** Returns zeros {@code [n][m]} if they fit in the free bytes beside a tenth for the solver. */
  static double[][] allocate(int n, int m, long free) {
    double needed = 1.1 * Double.BYTES * n * m;
    if (needed > free) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d x %,d costs need %,.0f MB and %,.0f MB are free; give Java more by -Xmx",
              n,
              m,
              needed / 1e6,
              free / 1e6));
    }
    return new double[n][m];
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
