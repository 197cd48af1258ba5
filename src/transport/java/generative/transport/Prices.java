package generative.transport;

import generative.transport.simplex.Solution;
import generative.transport.simplex.TwofoldSum;
import java.util.Arrays;

/**
 * Prices of sources and targets in twice the precision of a double.
 *
 * @param u of the sources {@code [n]}
 * @param uRest what they are beyond these numbers
 * @param v of the targets {@code [m]}
 * @param vRest what they are beyond these
 */
record Prices(double[] u, double[] uRest, double[] v, double[] vRest) {

  /** Prices for so many sources and targets, none of which is known yet. */
  static Prices unknown(int n, int m) {
    Prices prices = new Prices(new double[n], new double[n], new double[m], new double[m]);
    Arrays.fill(prices.u, Double.NaN);
    Arrays.fill(prices.v, Double.NaN);
    return prices;
  }

  /** Sets a source's price to what the potential of a node is below zero, which another has. */
  void setSource(int i, Solution solution, int node, int zero) {
    TwofoldSum price = difference(solution, zero, node);
    u[i] = price.value();
    uRest[i] = price.rest();
  }

  /** Sets a target's price to what the potential of a node is above zero, which another has. */
  void setTarget(int j, Solution solution, int node, int zero) {
    TwofoldSum price = difference(solution, node, zero);
    v[j] = price.value();
    vRest[j] = price.rest();
  }

  private static TwofoldSum difference(Solution solution, int node, int zero) {
    TwofoldSum sum = new TwofoldSum();
    sum.add(solution.potential()[node]);
    sum.add(-solution.potential()[zero]);
    sum.add(solution.rest()[node]);
    sum.add(-solution.rest()[zero]);
    return sum;
  }
}
