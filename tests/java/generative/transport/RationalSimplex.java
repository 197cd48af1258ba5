package generative.transport;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;

/**
 * The transportation problem as a tableau of whole numbers, solved without rounding: entries are 0
 * and ±1 since the constraints are totally unimodular, weights and costs are multiples of the
 * smallest double. It ends by Bland's rule (R. G. Bland, "New finite pivoting rules for the simplex
 * method", 1977). An infinite cost is a pair that doesn't exist. For small instances.
 */
public final class RationalSimplex {

  private final int[][] entry;
  private final BigInteger[] right;
  private final int[] basis;

  /** Reduced costs: how many artificial variables, then the cost. */
  private final int[] artificial;

  private final BigInteger[] cost;
  private final boolean[] exists;

  private RationalSimplex(BigInteger[] p, BigInteger[] q, double[][] costs) {
    int n = p.length;
    int m = q.length;
    entry = new int[n + m][n * m];
    right = new BigInteger[n + m];
    basis = new int[n + m];
    artificial = new int[n * m];
    cost = new BigInteger[n * m];
    exists = new boolean[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        boolean spare = i >= costs.length || j >= costs[i].length;
        int k = i * m + j;
        exists[k] = spare || costs[i][j] < Double.POSITIVE_INFINITY;
        cost[k] = spare || !exists[k] ? BigInteger.ZERO : Dyadic.units(costs[i][j]);
        entry[i][k] = 1;
        entry[n + j][k] = 1;
        artificial[k] = -2;
      }
    }
    for (int row = 0; row < n + m; row++) {
      right[row] = row < n ? p[row] : q[row - n];
      basis[row] = n * m + row;
    }
  }

  /**
   * Returns the least work and the distance, to 50 digits; null if forbidden pairs leave no plan.
   */
  public static BigDecimal[] solve(double[] p, double[] q, double[][] cost) {
    BigInteger[] supply = units(p);
    BigInteger[] demand = units(q);
    BigInteger sumP = sum(supply);
    BigInteger sumQ = sum(demand);
    int more = sumP.compareTo(sumQ);
    BigInteger spare = sumP.subtract(sumQ).abs();
    RationalSimplex simplex =
        new RationalSimplex(
            more < 0 ? with(supply, spare) : supply, more > 0 ? with(demand, spare) : demand, cost);
    simplex.pivotToTheEnd();
    return simplex.result(cost, q.length + (more > 0 ? 1 : 0), sumP.min(sumQ));
  }

  private BigDecimal[] result(double[][] costs, int columns, BigInteger amount) {
    BigInteger work = BigInteger.ZERO;
    for (int row = 0; row < basis.length; row++) {
      if (basis[row] >= cost.length) {
        if (right[row].signum() != 0) {
          return null;
        }
      } else {
        int i = basis[row] / columns;
        int j = basis[row] % columns;
        if (i < costs.length && j < costs[i].length) {
          work = work.add(right[row].multiply(Dyadic.units(costs[i][j])));
        }
      }
    }
    BigDecimal exact = Dyadic.product(work);
    BigDecimal mass = Dyadic.product(amount.multiply(Dyadic.units(1)));
    return new BigDecimal[] {exact, exact.divide(mass, new MathContext(50))};
  }

  private void pivotToTheEnd() {
    for (int enters = entering(); enters >= 0; enters = entering()) {
      int row = leaving(enters);
      basis[row] = enters;
      for (int other = 0; other < basis.length; other++) {
        int factor = entry[other][enters];
        if (other != row && factor != 0) {
          subtract(other, row, factor);
        }
      }
      reduce(row, enters);
    }
  }

  private int entering() {
    for (int k = 0; k < cost.length; k++) {
      if (exists[k] && (artificial[k] < 0 || artificial[k] == 0 && cost[k].signum() < 0)) {
        return k;
      }
    }
    return -1;
  }

  private int leaving(int enters) {
    int best = -1;
    for (int row = 0; row < basis.length; row++) {
      if (entry[row][enters] > 0) {
        int order = best < 0 ? -1 : right[row].compareTo(right[best]);
        if (order < 0 || order == 0 && basis[row] < basis[best]) {
          best = row;
        }
      }
    }
    return best;
  }

  private void subtract(int from, int row, int factor) {
    for (int k = 0; k < cost.length; k++) {
      entry[from][k] -= factor * entry[row][k];
    }
    right[from] = right[from].subtract(right[row].multiply(BigInteger.valueOf(factor)));
  }

  private void reduce(int row, int enters) {
    int many = artificial[enters];
    BigInteger price = cost[enters];
    for (int k = 0; k < cost.length; k++) {
      int factor = entry[row][k];
      artificial[k] -= many * factor;
      if (factor != 0) {
        cost[k] = factor > 0 ? cost[k].subtract(price) : cost[k].add(price);
      }
    }
  }

  private static BigInteger[] with(BigInteger[] all, BigInteger last) {
    BigInteger[] longer = Arrays.copyOf(all, all.length + 1);
    longer[all.length] = last;
    return longer;
  }

  private static BigInteger[] units(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Dyadic::units).toArray(BigInteger[]::new);
  }

  private static BigInteger sum(BigInteger[] numbers) {
    return Arrays.stream(numbers).reduce(BigInteger.ZERO, BigInteger::add);
  }
}
