package generative.transport;

/**
 * A basis of the transportation problem: a tree over sources, targets and a root, each node joined
 * to its parent by an arc that carries flow from a source to a target.
 *
 * <p>Sources are nodes 0 … n − 1, targets n … n + m − 1, the root is n + m. Arcs from sources to
 * the root keep the tree in one piece and carry no more than a rounding error. The thread lists the
 * nodes in preorder, so that a subtree is a run of it. The tree stays strongly feasible (W. H.
 * Cunningham, "A network simplex method", 1976): arcs without flow point toward the root, therefore
 * no sequence of pivots returns to where it began.
 *
 * <p>A pivot takes time in proportion to its cycle and to the subtree it hangs elsewhere. Not safe
 * to share between threads.
 */
final class SpanningTree {

  final int sources;
  final int root;

  /** The price at each node; along an arc of the tree it rises by the arc's cost. */
  final double[] potential;

  /** Of the arc between a node and its parent. */
  final double[] flow;

  final int[] parent;
  private final double[] price;
  private final int[] depth;
  private final int[] thread;
  private final int[] back;

  // The cycle that an entering arc closes.
  private double step;
  private int join;
  private int leaving;
  private boolean leavesAtSource;

  /** The tree of a first plan. */
  SpanningTree(FirstBasis basis, int sources) {
    this.sources = sources;
    root = basis.parent.length - 1;
    parent = basis.parent;
    flow = basis.flow;
    price = basis.price;
    potential = new double[root + 1];
    depth = new int[root + 1];
    thread = new int[root + 1];
    back = new int[root + 1];
    list();
  }

  /** Puts the nodes in preorder, each after its parent. */
  private void list() {
    link(root, root);
    int[] way = new int[root + 1];
    boolean[] listed = new boolean[root + 1];
    listed[root] = true;
    for (int start = 0; start < root; start++) {
      int length = 0;
      for (int node = start; !listed[node]; node = parent[node]) {
        way[length++] = node;
        listed[node] = true;
      }
      while (length-- > 0) {
        int node = way[length];
        int up = parent[node];
        depth[node] = depth[up] + 1;
        link(node, thread[up]);
        link(up, node);
      }
    }
  }

  private void link(int node, int next) {
    thread[node] = next;
    back[next] = node;
  }

  /**
   * Computes the potentials afresh from the arcs' costs, without the rounding of many pivots.
   *
   * @param rows costs {@code [n][m]}, of which the last column may be missing and is zero then
   */
  void settle(double[][] rows) {
    potential[root] = 0;
    for (int node = thread[root]; node != root; node = thread[node]) {
      int up = parent[node];
      double cost = up == root ? price[node] : cost(rows, node);
      potential[node] = potential[up] + (node < sources ? -cost : cost);
    }
  }

  /** The cost of the arc between a node and its parent, which isn't the root. */
  double cost(double[][] rows, int node) {
    int up = parent[node];
    double[] row = rows[Math.min(node, up)];
    int column = Math.max(node, up) - sources;
    return column < row.length ? row[column] : 0;
  }

  /** The cost of all flow. */
  double work(double[][] rows) {
    double work = 0;
    for (int node = 0; node < root; node++) {
      if (parent[node] != root) {
        work += flow[node] * cost(rows, node);
      }
    }
    return work;
  }

  /** Brings in the arc between two nodes, whose reduced cost is below zero. */
  void pivot(int from, int to, double reducedCost) {
    findLeaving(from, to);
    push(from, to);
    if (leavesAtSource) {
      hang(from, to, -reducedCost);
    } else {
      hang(to, from, reducedCost);
    }
  }

  /** Finds the arc that empties first; of several the last along the cycle, seen from the join. */
  private void findLeaving(int from, int to) {
    step = Double.POSITIVE_INFINITY;
    int x = from;
    int y = to;
    while (x != y) {
      if (depth[x] >= depth[y]) {
        if (x < sources && flow[x] < step) {
          step = flow[x];
          leaving = x;
          leavesAtSource = true;
        }
        x = parent[x];
      } else {
        if (y >= sources && flow[y] <= step) {
          step = flow[y];
          leaving = y;
          leavesAtSource = false;
        }
        y = parent[y];
      }
    }
    join = x;
  }

  private void push(int from, int to) {
    if (step > 0) {
      for (int x = from; x != join; x = parent[x]) {
        flow[x] += x < sources ? -step : step;
      }
      for (int y = to; y != join; y = parent[y]) {
        flow[y] += y < sources ? step : -step;
      }
    }
  }

  /**
   * Cuts the subtree at the leaving arc, turns it so that {@code top} is its root, and hangs it on
   * the new parent. Its runs of the thread are joined in their new order on the way.
   */
  private void hang(int top, int newParent, double shift) {
    int before = back[leaving];
    int skip = thread[top];
    int resume = skip;
    int tail = newParent;
    int above = newParent;
    int level = depth[newParent] + 1;
    double carried = step;
    for (int node = top, last = -1; last != leaving; level++) {
      int floor = depth[node];
      int sink = level - floor;
      if (last >= 0) {
        link(tail, node);
      }
      int z = node;
      do {
        potential[z] += shift;
        depth[z] += sink;
        tail = z;
        z = thread[z];
      } while (z != skip);
      z = resume;
      link(tail, z);
      while (depth[z] > floor) {
        potential[z] += shift;
        depth[z] += sink;
        tail = z;
        z = thread[z];
      }
      resume = z;
      skip = node;
      int up = parent[node];
      double old = flow[node];
      parent[node] = above;
      flow[node] = carried;
      carried = old;
      last = above = node;
      node = up;
    }
    link(before, resume);
    link(tail, thread[newParent]);
    link(newParent, top);
  }
}
