package generative.transport.points;

/**
 * Bounds of cost minus price for the nodes of a {@link KdTree}, of which the better counts: the
 * distance to the box minus the highest price in it; and, since prices lie near a plane, the least
 * of the cost minus a plane above all of them. Where the cost is a sum over coordinates that least
 * is found exactly; elsewhere from a sum or a tangent that a convex cost is never below.
 *
 * <p>The planes are least squares with a ridge, raised until they lie above; a bound is lowered by
 * more than rounding can have raised it, so no point is ever lost.
 */
final class Prices {

  private static final double RIDGE = 1e-3;

  /** Several times the rounding of what makes a bound, as a share of its largest part. */
  private static final double ROUNDING = 4e-15;

  private final KdTree tree;
  private final double[][] x;
  private final int d;
  private final Ground ground;
  private double[] price;
  private int offset;
  private final double[] highest;
  private final double[] top;
  private final double[] slip;
  private final double[] gradient;
  private final double[] middle;
  private final double[] half;

  /** The inverse of the gradients' squared lengths, or the sums of their coordinates' sizes. */
  private final double[] steepness;

  private final double[] foot;

  // Of the plane being fitted.
  private final double[] mean;
  private final double[][] moment;
  private final double[] product;

  Prices(KdTree tree) {
    this.tree = tree;
    x = tree.cloud.x;
    d = x.length;
    ground = tree.ground;
    highest = new double[tree.nodes];
    top = new double[tree.nodes];
    slip = new double[tree.nodes];
    gradient = new double[tree.nodes * d];
    middle = new double[tree.nodes * d];
    half = new double[tree.nodes * d];
    steepness = new double[tree.nodes];
    foot = new double[d];
    mean = new double[d];
    moment = new double[d][d];
    product = new double[d];
    for (int at = d; at < half.length; at++) {
      middle[at] = tree.low[at] + (tree.high[at] - tree.low[at]) / 2;
      half[at] = Math.max(tree.high[at] - middle[at], middle[at] - tree.low[at]);
    }
  }

  double at(int j) {
    return price[offset + j];
  }

  void set(double[] newPrice, int newOffset) {
    price = newPrice;
    offset = newOffset;
    for (int node = tree.nodes - 1; node >= 1; node--) {
      moments(node);
      solve(node * d);
      raise(node);
    }
  }

  /** The moments of the node's points and prices about their means. */
  private void moments(int node) {
    int from = tree.from[node];
    int to = tree.to[node];
    double usual = means(from, to);
    double trace = 0;
    for (int k = 0; k < d; k++) {
      product[k] = 0;
      for (int j = from; j < to; j++) {
        product[k] += (x[k][j] - mean[k]) * (at(j) - usual);
      }
      for (int l = 0; l <= k; l++) {
        double sum = 0;
        for (int j = from; j < to; j++) {
          sum += (x[k][j] - mean[k]) * (x[l][j] - mean[l]);
        }
        moment[k][l] = moment[l][k] = sum;
      }
      trace += moment[k][k];
    }
    for (int k = 0; k < d; k++) {
      moment[k][k] += RIDGE * trace + Double.MIN_NORMAL;
    }
  }

  /** Finds the mean of the points, and returns that of their prices. */
  private double means(int from, int to) {
    double usual = 0;
    for (int j = from; j < to; j++) {
      usual += at(j) / (to - from);
    }
    for (int k = 0; k < d; k++) {
      double sum = 0;
      for (int j = from; j < to; j++) {
        sum += x[k][j];
      }
      mean[k] = sum / (to - from);
    }
    return usual;
  }

  /** Gaussian elimination; a gradient that isn't finite becomes zero. */
  private void solve(int at) {
    for (int k = 0; k < d; k++) {
      for (int i = k + 1; i < d; i++) {
        double factor = moment[i][k] / moment[k][k];
        for (int l = k; l < d; l++) {
          moment[i][l] -= factor * moment[k][l];
        }
        product[i] -= factor * product[k];
      }
    }
    for (int k = d - 1; k >= 0; k--) {
      double rest = product[k];
      for (int l = k + 1; l < d; l++) {
        rest -= moment[k][l] * gradient[at + l];
      }
      double slope = rest / moment[k][k];
      gradient[at + k] = Double.isFinite(slope) ? slope : 0;
    }
  }

  /** Raises the plane until no price is above it. */
  private void raise(int node) {
    double above = Double.NEGATIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double size = 0;
    for (int j = tree.from[node]; j < tree.to[node]; j++) {
      double rest = at(j);
      most = Math.max(most, rest);
      size = Math.max(size, Math.abs(rest));
      for (int k = 0; k < d; k++) {
        rest -= gradient[node * d + k] * (x[k][j] - middle[node * d + k]);
      }
      above = Math.max(above, rest);
    }
    double squares = 0;
    double sum = 0;
    for (int at = node * d; at < node * d + d; at++) {
      size += (1 + Math.abs(gradient[at])) * half[at];
      squares += gradient[at] * gradient[at];
      sum += Math.abs(gradient[at]);
    }
    steepness[node] = ground != Ground.EUCLIDEAN ? sum : 1 / Math.max(squares, Double.MIN_NORMAL);
    highest[node] = most;
    top[node] = above;
    slip[node] = ROUNDING * size;
  }

  /** A bound that cost minus price is nowhere below in the node. */
  double bound(int node, Cloud sources, int i) {
    double near = 0;
    for (int k = 0, at = node * d; k < d; k++, at++) {
      double point = sources.x[k][i];
      near = ground.add(near, Math.max(0, Math.max(tree.low[at] - point, point - tree.high[at])));
    }
    near = ground.finish(near);
    double plain = near - highest[node];
    double plane =
        ground == Ground.EUCLIDEAN ? tangent(node, sources, i) : separate(node, sources, i);
    return Math.max(plain, plane - top[node]) - slip[node] - ROUNDING * near;
  }

  /**
   * The least of distance minus plane in the box, by the distance's slope at the point where a ray
   * along the gradient passes the middle, moved into the box.
   */
  private double tangent(int node, Cloud sources, int i) {
    double along = 0;
    for (int k = 0, at = node * d; k < d; k++, at++) {
      along += gradient[at] * (middle[at] - sources.x[k][i]);
    }
    along = Math.max(0, along * steepness[node]);
    double squares = 0;
    for (int k = 0, at = node * d; k < d; k++, at++) {
      double point = sources.x[k][i];
      foot[k] = into(at, point + along * gradient[at]);
      squares += (foot[k] - point) * (foot[k] - point);
    }
    double distance = Math.sqrt(squares);
    double least = distance * (1 - ROUNDING);
    double inverse = distance > 0 ? 1 / distance : 0;
    for (int k = 0, at = node * d; k < d; k++, at++) {
      double slope = (foot[k] - sources.x[k][i]) * inverse - gradient[at];
      double end = slope > 0 ? tree.low[at] : tree.high[at];
      least += slope * (end - foot[k]) - gradient[at] * (foot[k] - middle[at]);
    }
    return least;
  }

  private double into(int at, double point) {
    return Math.max(tree.low[at], Math.min(tree.high[at], point));
  }

  /**
   * The least of cost minus plane in the box, coordinate by coordinate; the largest coordinate is
   * never below a mean of all, which is taken by the gradient.
   */
  private double separate(int node, Cloud sources, int i) {
    double least = 0;
    double size = 0;
    for (int k = 0, at = node * d; k < d; k++, at++) {
      double point = sources.x[k][i];
      double slope = gradient[at];
      double weight = ground == Ground.CHEBYSHEV ? weight(node, slope) : 1;
      double foot = point;
      if (ground == Ground.SQUARED_EUCLIDEAN) {
        foot += slope / 2;
      } else if (Math.abs(slope) > weight) {
        foot = slope > 0 ? tree.high[at] : tree.low[at];
      }
      foot = into(at, foot);
      double apart = Math.abs(foot - point);
      double cost = ground == Ground.SQUARED_EUCLIDEAN ? apart * apart : weight * apart;
      least += cost - slope * (foot - middle[at]);
      size += cost;
    }
    return least - ROUNDING * size;
  }

  /** A coordinate's weight, not below its slope where the slopes sum to no more than 1. */
  private double weight(int node, double slope) {
    double sum = steepness[node];
    return sum > 1 ? Math.abs(slope) / sum : Math.abs(slope) + (1 - sum) / d;
  }
}
