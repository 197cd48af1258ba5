package generative.transport.simplex;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A transportation problem of two sides, of which one may hold a last atom that takes the spare
 * mass of the other at no cost: exactly what makes the sums equal, be it a number or not.
 *
 * @param rows costs {@code [n][m]}, infinite for a forbidden pair; {@code [n][m − 1]} if the last
 *     target costs nothing
 * @param p weights of the sources {@code [n]}
 * @param q weights of the targets {@code [m]}
 * @param spare 1 if the last target is the spare atom, −1 if the last source is, 0 if none is
 */
public record Problem(double[][] rows, double[] p, double[] q, int spare) {

  int sources() {
    return p.length;
  }

  int nodes() {
    return p.length + q.length;
  }

  /** The node of the spare atom, or −1. */
  int spareNode() {
    return spare == 0 ? -1 : spare > 0 ? nodes() - 1 : p.length - 1;
  }

  double cost(int i, int j) {
    return j < rows[i].length ? rows[i][j] : 0;
  }

  /** What comes from a node, negative for a target; of the spare atom what's next to it. */
  double weight(int node) {
    return node < p.length ? p[node] : -q[node - p.length];
  }

  /** What comes from each node, in units; together nothing. */
  BigInteger[] weights(Units units) {
    BigInteger[] weights = new BigInteger[nodes()];
    BigInteger rest = BigInteger.ZERO;
    int spareNode = spareNode();
    for (int node = 0; node < weights.length; node++) {
      if (node != spareNode) {
        weights[node] = units.count(weight(node));
        rest = rest.subtract(weights[node]);
      }
    }
    if (spareNode >= 0) {
      weights[spareNode] = rest;
    }
    return weights;
  }

  /** What p weighs beyond q: the number next to it, of the right sign. */
  public static double spare(double[] p, double[] q) {
    TwofoldSum sum = new TwofoldSum();
    Arrays.stream(p).forEach(sum::add);
    Arrays.stream(q).forEach(weight -> sum.add(-weight));
    if (sum.lost() == 0) {
      return sum.value();
    }
    Units units = Units.of(p, q);
    BigInteger exact = BigInteger.ZERO;
    for (double weight : p) {
      exact = exact.add(units.count(weight));
    }
    for (double weight : q) {
      exact = exact.subtract(units.count(weight));
    }
    return Units.round(exact, units.exponent());
  }

  /** The cost of the arc between a node of a tree and its parent, which isn't the root. */
  static double cost(double[][] rows, SpanningTree tree, int node) {
    int up = tree.parent[node];
    double[] row = rows[Math.min(node, up)];
    int column = Math.max(node, up) - tree.sources;
    return column < row.length ? row[column] : 0;
  }
}
