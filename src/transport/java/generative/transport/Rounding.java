package generative.transport;

/**
 * Makes a plan feasible that nearly is: scales down what is too much, and spreads what is missing.
 *
 * <p>Algorithm 2 of J. Altschuler, J. Weed, P. Rigollet, "Near-linear time approximation algorithms
 * for optimal transport via Sinkhorn iteration", 2017. It moves at most twice the mass by which the
 * marginals were off. Time O(n m). Stateless and safe to share between threads.
 */
final class Rounding {

  private Rounding() {}

  /**
   * Returns a plan of the same shape with the given marginals, exact but for rounding errors.
   *
   * @param plan {@code [n][m]}, not negative; left as it is
   * @param source sums {@code [n]} that the rows are to have
   * @param target sums {@code [m]} that the columns are to have, of the same total
   */
  static double[][] feasible(double[][] plan, double[] source, double[] target) {
    double[][] rounded = new double[source.length][target.length];
    double[] rows = rowSums(plan);
    for (int i = 0; i < source.length; i++) {
      double scale = atMostOne(source[i], rows[i]);
      for (int j = 0; j < target.length; j++) {
        rounded[i][j] = plan[i][j] * scale;
      }
    }
    double[] columns = columnSums(rounded, target.length);
    for (int j = 0; j < target.length; j++) {
      double scale = atMostOne(target[j], columns[j]);
      for (double[] row : rounded) {
        row[j] *= scale;
      }
    }
    spread(
        rounded,
        missing(source, rowSums(rounded)),
        missing(target, columnSums(rounded, target.length)));
    return rounded;
  }

  /** Returns Σ |rows − source| + Σ |columns − target|. */
  static double marginalError(double[][] plan, double[] source, double[] target) {
    return distance(rowSums(plan), source) + distance(columnSums(plan, target.length), target);
  }

  /** Adds the plan that sends what the rows miss to where the columns miss it, in proportion. */
  private static void spread(double[][] plan, double[] rows, double[] columns) {
    double total = 0;
    for (double column : columns) {
      total += column;
    }
    if (total == 0) {
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      double share = rows[i] / total;
      for (int j = 0; j < columns.length; j++) {
        plan[i][j] += share * columns[j];
      }
    }
  }

  private static double[] missing(double[] wanted, double[] sums) {
    double[] missing = new double[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      missing[i] = Math.max(0, wanted[i] - sums[i]);
    }
    return missing;
  }

  private static double atMostOne(double wanted, double sum) {
    return sum > wanted ? wanted / sum : 1;
  }

  private static double distance(double[] x, double[] y) {
    double distance = 0;
    for (int i = 0; i < x.length; i++) {
      distance += Math.abs(x[i] - y[i]);
    }
    return distance;
  }

  private static double[] rowSums(double[][] plan) {
    double[] sums = new double[plan.length];
    for (int i = 0; i < plan.length; i++) {
      for (double amount : plan[i]) {
        sums[i] += amount;
      }
    }
    return sums;
  }

  private static double[] columnSums(double[][] plan, int columns) {
    double[] sums = new double[columns];
    for (double[] row : plan) {
      for (int j = 0; j < columns; j++) {
        sums[j] += row[j];
      }
    }
    return sums;
  }
}
