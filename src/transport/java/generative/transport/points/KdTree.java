package generative.transport.points;

import java.util.Arrays;

/**
 * A k-d tree over priced points, which finds where cost minus price is least (J. H. Friedman, J. L.
 * Bentley, R. A. Finkel, "An algorithm for finding best matches in logarithmic expected time",
 * 1977). A node is passed over if its {@link Prices bound} says that nothing in it can be among the
 * least.
 *
 * <p>Built in time O(n), memory O(n); a search takes O(log n + k) nodes where prices are smooth,
 * and all of them at worst. For one thread.
 */
final class KdTree {

  /** Points in a leaf, at the most. */
  private static final int LEAF = 8;

  final Cloud cloud;
  final Ground ground;

  /** Nodes are 1 … nodes − 1, the children of t are 2t and 2t + 1. */
  final int nodes;

  /** The first point of a node, and the one behind its last. */
  final int[] from;

  final int[] to;

  /** The boxes' ends, at t d + k. */
  final double[] low;

  final double[] high;

  private final Prices prices;
  private final int[] stack = new int[64];
  private final double[] bounds = new double[64];

  /** The cloud must be in the order of {@link Cloud#sort}. */
  KdTree(Cloud cloud, Ground ground) {
    this.cloud = cloud;
    this.ground = ground;
    int depth = 0;
    while (cloud.size() >> depth > LEAF) {
      depth++;
    }
    nodes = 2 << depth;
    from = new int[nodes];
    to = new int[nodes];
    low = new double[nodes * cloud.x.length];
    high = new double[nodes * cloud.x.length];
    build(1, 0, cloud.size());
    prices = new Prices(this);
  }

  private void build(int node, int start, int end) {
    from[node] = start;
    to[node] = end;
    int d = cloud.x.length;
    Arrays.fill(low, node * d, node * d + d, Double.POSITIVE_INFINITY);
    Arrays.fill(high, node * d, node * d + d, Double.NEGATIVE_INFINITY);
    if (isLeaf(node)) {
      for (int k = 0; k < d; k++) {
        for (int j = start; j < end; j++) {
          include(node * d + k, cloud.x[k][j], cloud.x[k][j]);
        }
      }
      return;
    }
    int middle = (start + end) >>> 1;
    build(2 * node, start, middle);
    build(2 * node + 1, middle, end);
    for (int child = 2 * node; child <= 2 * node + 1; child++) {
      for (int k = 0; k < d; k++) {
        include(node * d + k, low[child * d + k], high[child * d + k]);
      }
    }
  }

  private void include(int at, double least, double largest) {
    low[at] = Math.min(low[at], least);
    high[at] = Math.max(high[at], largest);
  }

  boolean isLeaf(int node) {
    return 2 * node >= nodes;
  }

  /** Takes new prices of the points; the array isn't copied. Time O(n log n). */
  void price(double[] price, int offset) {
    prices.set(price, offset);
  }

  /** Adds to the best of a source whatever belongs there. */
  void search(Cloud sources, int i, Best best) {
    int top = 0;
    stack[0] = 1;
    bounds[top++] = prices.bound(1, sources, i);
    while (top > 0) {
      int node = stack[--top];
      if (bounds[top] >= best.limit()) {
        continue;
      }
      if (isLeaf(node)) {
        visit(node, sources, i, best);
        continue;
      }
      double left = prices.bound(2 * node, sources, i);
      double right = prices.bound(2 * node + 1, sources, i);
      int near = left <= right ? 2 * node : 2 * node + 1;
      double far = Math.max(left, right);
      if (far < best.limit()) {
        stack[top] = near ^ 1;
        bounds[top++] = far;
      }
      if (Math.min(left, right) < best.limit()) {
        stack[top] = near;
        bounds[top++] = Math.min(left, right);
      }
    }
  }

  private void visit(int node, Cloud sources, int i, Best best) {
    for (int j = from[node]; j < to[node]; j++) {
      double cost = ground.between(sources, i, cloud, j);
      double key = cost - prices.at(j);
      if (key < best.limit()) {
        best.offer(j, cost, key);
      }
    }
  }

  /** The least cost minus price from a source. */
  double least(Cloud sources, int i, Best one) {
    one.clear();
    search(sources, i, one);
    return one.key(0);
  }
}
