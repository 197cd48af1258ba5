package generative.transport;

import generative.transport.simplex.Stop;
import java.util.concurrent.CancellationException;

/**
 * What it costs to carry one unit of mass from a point to another.
 *
 * <p>The constants fill a matrix of costs several times faster than {@link #between} pair by pair,
 * with the same numbers. They are stateless and safe to share between threads.
 */
@FunctionalInterface
public interface GroundDistance {

  /** The length of the straight line, √Σ (x_k − y_k)². */
  GroundDistance EUCLIDEAN = Metric.EUCLIDEAN;

  /** The sum of the coordinates' distances, Σ |x_k − y_k|. */
  GroundDistance MANHATTAN = Metric.MANHATTAN;

  /** The largest of the coordinates' distances, max |x_k − y_k|. */
  GroundDistance CHEBYSHEV = Metric.CHEBYSHEV;

  /** The square of the Euclidean distance; no metric, its transport is the squared W2 distance. */
  GroundDistance SQUARED_EUCLIDEAN = Metric.SQUARED_EUCLIDEAN;

  /**
   * Returns the finite cost of a unit of mass from x to y.
   *
   * @param x coordinates {@code [d]}; to be left as they are
   * @param y coordinates {@code [d]}; to be left as they are
   * @throws IllegalArgumentException by the constants, if the dimensions differ, a coordinate isn't
   *     finite, or the cost is larger than a number can be
   */
  double between(double[] x, double[] y);

  /**
   * Says whether the cost is a norm of x − y, which {@link EarthMoversDistance#centroidBound}
   * needs. False unless a class of the caller's says otherwise.
   */
  default boolean isNorm() {
    return false;
  }

  /**
   * Returns the costs between all points of two signatures.
   *
   * <p>Time O(n m d).
   *
   * @return {@code [n][m]}, from point i of p to point j of q
   * @throws IllegalArgumentException if the dimensions differ, or the matrix doesn't fit in memory,
   *     or, by the constants, a cost is larger than a number can be
   * @throws CancellationException if the thread was interrupted
   */
  default double[][] costs(Signature p, Signature q) {
    double[][] costs = CostMatrix.allocate(p, q);
    for (int i = 0; i < costs.length; i++) {
      Stop.check();
      for (int j = 0; j < costs[i].length; j++) {
        costs[i][j] = between(p.points[i], q.points[j]);
      }
    }
    return costs;
  }
}
