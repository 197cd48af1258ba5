package generative.transport.simplex;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A basis without rounding: a tree whose flows and potentials are whole numbers, of the unit of the
 * weights and of that of the costs.
 *
 * <p>Where the tree it begins with has a flow below zero, a forbidden pair, or an empty arc that
 * points away from the root, it is cut, and what hangs there is hung on the root by an artificial
 * arc. Those cost more than any number: potentials are counted in artificial arcs first, and by
 * costs where these are equal. So the tree is strongly feasible and stays it (W. H. Cunningham, "A
 * network simplex method", 1976).
 */
final class ExactTree {

  final int root;
  final Units unit;

  /** How many artificial arcs a potential counts, and the costs, rounded to two numbers. */
  final int[] artificial;

  final double[] high;
  final double[] low;
  final BigInteger[] flow;
  final int[] parent;
  private final Problem problem;
  private final BigInteger[] potential;

  /** Whether flow goes from the node to its parent. */
  private final boolean[] up;

  private final int[] first;
  private final int[] next;
  private final int[] previous;
  private final int[] mark;
  private final int[] waiting;
  private int round;

  /** The exact form of a tree, whose potentials say where parts of it are to be hung. */
  ExactTree(Problem problem, SpanningTree tree, Units unit, BigInteger[] weights) {
    this.problem = problem;
    this.unit = unit;
    root = problem.nodes();
    parent = tree.parent.clone();
    flow = new BigInteger[root];
    up = new boolean[root];
    artificial = new int[root + 1];
    high = new double[root + 1];
    low = new double[root + 1];
    potential = new BigInteger[root + 1];
    first = new int[root + 1];
    Arrays.fill(first, -1);
    next = new int[root];
    previous = new int[root];
    mark = new int[root + 1];
    waiting = new int[root + 1];
    int[] preorder = Proof.preorder(tree);
    cut(preorder, weights.clone());
    for (int node : preorder) {
      attach(node, parent[node]);
    }
    place(preorder, tree.potential);
  }

  private void cut(int[] preorder, BigInteger[] net) {
    for (int k = preorder.length - 1; k >= 0; k--) {
      int node = preorder[k];
      boolean source = node < problem.sources();
      int sign = source ? net[node].signum() : -net[node].signum();
      if (parent[node] != root
          && sign >= (source ? 0 : 1)
          && arcCost(node) < Double.POSITIVE_INFINITY) {
        up[node] = source;
        net[parent[node]] = net[parent[node]].add(net[node]);
      } else {
        parent[node] = root;
        up[node] = net[node].signum() >= 0;
      }
      flow[node] = net[node].abs();
    }
  }

  private double arcCost(int node) {
    int other = parent[node];
    return problem.cost(Math.min(node, other), Math.max(node, other) - problem.sources());
  }

  private void place(int[] preorder, double[] hint) {
    set(root, 0, BigInteger.ZERO);
    for (int node : preorder) {
      int above = parent[node];
      if (above == root) {
        boolean usable = Math.abs(hint[node]) < Double.POSITIVE_INFINITY;
        set(node, up[node] ? -1 : 1, usable ? unit.count(hint[node]) : BigInteger.ZERO);
      } else {
        BigInteger cost = unit.count(arcCost(node));
        BigInteger there = potential[above];
        set(node, artificial[above], up[node] ? there.subtract(cost) : there.add(cost));
      }
    }
  }

  private void set(int node, int count, BigInteger price) {
    artificial[node] = count;
    potential[node] = price;
    high[node] = Units.round(price, unit.exponent());
    boolean finite = Math.abs(high[node]) < Double.POSITIVE_INFINITY;
    low[node] =
        finite ? Units.round(price.subtract(unit.count(high[node])), unit.exponent()) : Double.NaN;
  }

  /** The reduced cost of an arc, in units; artificial arcs aside. */
  BigInteger reducedCost(int i, int j) {
    int to = problem.sources() + j;
    return unit.count(problem.cost(i, j)).add(potential[i]).subtract(potential[to]);
  }

  /** Makes the potential of a node zero. */
  void center(int node) {
    BigInteger there = potential[node];
    for (int k = 0; k <= root; k++) {
      set(k, artificial[k], potential[k].subtract(there));
    }
  }

  private void attach(int node, int above) {
    parent[node] = above;
    next[node] = first[above];
    previous[node] = -1;
    if (next[node] >= 0) {
      previous[next[node]] = node;
    }
    first[above] = node;
  }

  private void detach(int node) {
    if (previous[node] >= 0) {
      next[previous[node]] = next[node];
    } else {
      first[parent[node]] = next[node];
    }
    if (next[node] >= 0) {
      previous[next[node]] = previous[node];
    }
  }

  /** Brings in the arc from source i to target j, whose reduced cost is below zero. */
  void pivot(int i, int j) {
    int to = problem.sources() + j;
    BigInteger reduced = reducedCost(i, j);
    int count = artificial[i] - artificial[to];
    int join = join(i, to);
    int leaving = -1;
    boolean atSource = true;
    for (int node = i; node != join; node = parent[node]) {
      if (up[node] && (leaving < 0 || flow[node].compareTo(flow[leaving]) < 0)) {
        leaving = node;
      }
    }
    for (int node = to; node != join; node = parent[node]) {
      if (!up[node] && (leaving < 0 || flow[node].compareTo(flow[leaving]) <= 0)) {
        leaving = node;
        atSource = false;
      }
    }
    BigInteger step = flow[leaving];
    push(i, join, step, false);
    push(to, join, step, true);
    turn(atSource ? i : to, atSource ? to : i, leaving, step);
    raise(atSource ? i : to, atSource ? -count : count, atSource ? reduced.negate() : reduced);
  }

  private int join(int x, int y) {
    round++;
    mark[root] = round;
    for (int node = x; node != root; node = parent[node]) {
      mark[node] = round;
    }
    while (mark[y] != round) {
      y = parent[y];
    }
    return y;
  }

  private void push(int start, int join, BigInteger step, boolean upward) {
    if (step.signum() != 0) {
      for (int node = start; node != join; node = parent[node]) {
        flow[node] = up[node] == upward ? flow[node].add(step) : flow[node].subtract(step);
      }
    }
  }

  /** Hangs the part below the leaving arc on its other end, turned so that the top is its root. */
  private void turn(int top, int newParent, int leaving, BigInteger step) {
    int node = top;
    int above = newParent;
    BigInteger carried = step;
    boolean direction = top < problem.sources();
    boolean more = true;
    while (more) {
      more = node != leaving;
      int old = parent[node];
      BigInteger oldFlow = flow[node];
      boolean oldUp = up[node];
      detach(node);
      attach(node, above);
      flow[node] = carried;
      up[node] = direction;
      carried = oldFlow;
      direction = !oldUp;
      above = node;
      node = old;
    }
  }

  /** Raises the potentials of a part, or lowers those of all others if they are fewer. */
  private void raise(int top, int count, BigInteger shift) {
    int moved = list(top);
    if (2 * moved <= root) {
      for (int k = 0; k < moved; k++) {
        int node = waiting[k];
        set(node, artificial[node] + count, potential[node].add(shift));
      }
    } else {
      round++;
      for (int k = 0; k < moved; k++) {
        mark[waiting[k]] = round;
      }
      for (int node = 0; node <= root; node++) {
        if (mark[node] != round) {
          set(node, artificial[node] - count, potential[node].subtract(shift));
        }
      }
    }
  }

  /** Lists a node and all below it; returns how many. */
  private int list(int top) {
    int size = 0;
    waiting[size++] = top;
    for (int k = 0; k < size; k++) {
      for (int child = first[waiting[k]]; child >= 0; child = next[child]) {
        waiting[size++] = child;
      }
    }
    return size;
  }
}
