package generative.transport;

import generative.transport.simplex.Stop;
import java.util.Locale;
import java.util.Objects;

/** The matrix of costs: its room in memory, and its checks. */
final class CostMatrix {

  /** A matrix and a tenth of it, for the solver. */
  private static final double WITH_SOLVER = 1.1;

  /** Rows between two looks at the stop button. */
  private static final int ROWS = 64;

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

  /** The largest finite cost, taken without its sign. */
  static double largest(double[][] cost) {
    double largest = 0;
    for (double[] row : cost) {
      Stop.check();
      for (double c : row) {
        double size = Math.abs(c);
        largest = size < Double.POSITIVE_INFINITY ? Math.max(largest, size) : largest;
      }
    }
    return largest;
  }

  /** Throws IllegalArgumentException unless the matrix is {@code [n][m]} and finite. */
  static void check(double[][] cost, int n, int m) {
    size(cost, n, m, false);
  }

  /**
   * Returns the largest cost, taken without its sign; infinite if there is a forbidden pair.
   *
   * @param mayForbid whether a cost may be infinite
   * @throws IllegalArgumentException unless the matrix is {@code [n][m]} and its costs are finite,
   *     or infinite and above zero where that is allowed
   */
  static double size(double[][] cost, int n, int m, boolean mayForbid) {
    Signature.requireRows("cost", cost);
    if (cost.length != n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the cost matrix has %d rows for %d source weights; give one row for each",
              cost.length,
              n));
    }
    double size = 0;
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
      if ((i + 1) % ROWS == 0) {
        Stop.check();
      }
      size = Math.max(size, size(cost[i], i, mayForbid));
    }
    return size;
  }

  private static double size(double[] row, int i, boolean mayForbid) {
    double size = 0;
    for (double cost : row) {
      size = Math.max(size, Math.abs(cost));
    }
    if (!(size < Double.POSITIVE_INFINITY)) {
      checkRow(row, i, mayForbid);
      return Double.POSITIVE_INFINITY;
    }
    return size;
  }

  private static void checkRow(double[] row, int i, boolean mayForbid) {
    for (int j = 0; j < row.length; j++) {
      boolean forbidden = mayForbid && row[j] == Double.POSITIVE_INFINITY;
      if (!forbidden && !Double.isFinite(row[j])) {
        String pairs = mayForbid ? ", or Infinity for a forbidden pair" : "";
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "cost [%d][%d] is %s; costs must be finite%s", i, j, row[j], pairs));
      }
    }
  }
}
