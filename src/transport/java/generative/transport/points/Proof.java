package generative.transport.points;

import java.util.stream.IntStream;

/**
 * By how much prices exceed the cost of any pair: the part of a certificate that sees all pairs.
 */
public final class Proof {

  private Proof() {}

  /**
   * Returns the largest u_i + v_j − cost_ij by a k-d tree, zero if none is above zero. Time O((n +
   * m) log m) where prices are smooth, memory O(m).
   *
   * @param x sources {@code [n][d]}
   * @param y targets {@code [m][d]}
   */
  public static double violation(
      double[][] x, double[][] y, Ground ground, double[] u, double[] v) {
    int exponent = Scale.exponent(ground, x, y);
    Cloud sources = Scale.cloud(x, u, Scale.all(x.length), exponent);
    int[] order = Scale.all(y.length);
    Cloud.sort(Scale.columns(y, exponent), order);
    KdTree tree = new KdTree(Scale.cloud(y, v, order, exponent), ground);
    double unit = Scale.unit(ground, exponent);
    tree.price(IntStream.of(order).mapToDouble(j -> v[j] / unit).toArray(), 0);
    Best one = new Best(1, y.length);
    double largest = 0;
    for (int i = 0; i < x.length; i++) {
      largest = Math.max(largest, u[i] / unit - tree.least(sources, i, one));
    }
    return largest * unit;
  }

  /**
   * Returns the same by looking at each pair, with nothing of what solves or prices: for whoever
   * doubts the tree. Time O(n m d), no memory.
   */
  public static double violationOfAllPairs(
      double[][] x, double[][] y, Ground ground, double[] u, double[] v) {
    double largest = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        largest = Math.max(largest, u[i] + v[j] - cost(x[i], y[j], ground));
      }
    }
    return largest;
  }

  private static double cost(double[] x, double[] y, Ground ground) {
    double sum = 0;
    double squares = 0;
    double most = 0;
    for (int k = 0; k < x.length; k++) {
      double apart = Math.abs(x[k] - y[k]);
      sum += apart;
      squares += apart * apart;
      most = Math.max(most, apart);
    }
    return switch (ground) {
      case EUCLIDEAN -> Math.sqrt(squares);
      case SQUARED_EUCLIDEAN -> squares;
      case MANHATTAN -> sum;
      case CHEBYSHEV -> most;
    };
  }
}
