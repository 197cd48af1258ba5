package generative.transport.simplex;

import java.util.Arrays;

/**
 * A basis of the transportation problem: a tree over sources, targets and a root, each node joined
 * to its parent by an arc that carries flow from a source to a target.
 *
 * <p>Sources are nodes 0 … n − 1, targets n … n + m − 1, the root is n + m. Arcs from sources to
 * the root keep the tree in one piece, and may take what sources weigh beyond targets. The thread
 * lists the nodes in preorder, so that a subtree is a run of it. The tree stays strongly feasible
 * (W. H. Cunningham, "A network simplex method", 1976): arcs without flow point toward the root,
 * therefore no sequence of pivots returns to where it began.
 *
 * <p>A pivot takes time in proportion to its cycle and to the smaller of the two parts that the
 * leaving arc joined, whose potentials change. Not safe to share between threads.
 */
public final class SpanningTree {

  public final int sources;
  public final int root;

  /** The price at each node; along an arc of the tree it rises by the arc's cost. */
  public final double[] potential;

  /** Of the arc between a node and its parent. */
  public final double[] flow;

  public final int[] parent;

  /** What the arcs between sources and the root cost. */
  public final double[] price;

  /** How many nodes a node's subtree has, and which of them is the last in preorder. */
  private final int[] size;

  private final int[] last;

  /** The node behind one in preorder, and that before it; the root stands at both ends. */
  public final int[] thread;

  public final int[] back;

  // The cycle that an entering arc closes.
  private double step;
  private int join;
  private int leaving;
  private boolean leavesAtSource;

  /** Takes over the parent of each node, −1 of the root, the flow of the arc to it, and prices. */
  public SpanningTree(int[] parent, double[] flow, double[] price) {
    sources = price.length;
    root = parent.length - 1;
    this.parent = parent;
    this.flow = flow;
    this.price = price;
    potential = new double[root + 1];
    size = new int[root + 1];
    last = new int[root + 1];
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
        link(node, thread[parent[node]]);
        link(parent[node], node);
      }
    }
    measure();
  }

  private void measure() {
    Arrays.fill(size, 1);
    Arrays.setAll(last, node -> node);
    for (int node = back[root]; node != root; node = back[node]) {
      int up = parent[node];
      size[up] += size[node];
      if (last[up] == up) {
        last[up] = last[node];
      }
    }
  }

  private void link(int node, int next) {
    thread[node] = next;
    back[next] = node;
  }

  /** Brings in the arc between two nodes, whose reduced cost is below zero. */
  public void pivot(int from, int to, double reducedCost) {
    findLeaving(from, to);
    int top = leavesAtSource ? from : to;
    hang(top, leavesAtSource ? to : from, leavesAtSource ? -reducedCost : reducedCost);
  }

  /** Finds the arc that empties first; of several the last along the cycle, seen from the join. */
  private void findLeaving(int from, int to) {
    step = Double.POSITIVE_INFINITY;
    int x = from;
    int y = to;
    while (x != y) {
      if (size[x] <= size[y]) {
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

  /**
   * Cuts the subtree at the leaving arc, turns it so that {@code top} is its root, and hangs it on
   * the new parent.
   */
  private void hang(int top, int newParent, double shift) {
    int oldParent = parent[leaving];
    int moved = size[leaving];
    int oldLast = last[leaving];
    int before = back[leaving];
    int after = thread[oldLast];
    int tail = turn(top);
    link(before, after);
    end(oldParent, oldLast, before);
    double out = top < sources ? -step : step;
    push(oldParent, out, -moved);
    push(newParent, -out, moved);
    reverse(top, newParent, out, tail);
    link(tail, thread[newParent]);
    link(newParent, top);
    end(newParent, newParent, tail);
    raise(top, tail, moved, shift);
  }

  /**
   * Puts the cut subtree in preorder from {@code top}: its run, then on the way up to the cut what
   * each further node has before and behind the run so far. Returns the last node.
   */
  private int turn(int top) {
    int tail = last[top];
    int end = back[top];
    int rest = thread[tail];
    for (int child = top; child != leaving; child = parent[child]) {
      int node = parent[child];
      int start = back[node];
      link(tail, node);
      tail = end;
      if (last[node] != last[child]) {
        int behind = thread[last[node]];
        link(tail, rest);
        tail = last[node];
        rest = behind;
      }
      end = start;
    }
    return tail;
  }

  /** On the way up, as long as a subtree ended at one node, it now ends at another. */
  private void end(int start, int before, int now) {
    for (int node = start; node >= 0 && last[node] == before; node = parent[node]) {
      last[node] = now;
    }
  }

  /** On the way up to the join, adds to the flow of sources' arcs and to the subtrees' sizes. */
  private void push(int start, double more, int nodes) {
    for (int node = start; node != join; node = parent[node]) {
      flow[node] += node < sources ? more : -more;
      size[node] += nodes;
    }
  }

  /** Reverses the arcs between {@code top} and the cut; all nodes there now end at the tail. */
  private void reverse(int top, int newParent, double more, int tail) {
    int moved = size[leaving];
    int above = newParent;
    double carried = step;
    int below = 0;
    int node = top;
    do {
      int up = parent[node];
      double old = flow[node] + (node < sources ? more : -more);
      int whole = size[node];
      parent[node] = above;
      flow[node] = carried;
      size[node] = moved - below;
      last[node] = tail;
      carried = old;
      below = whole;
      above = node;
      node = up;
    } while (above != leaving);
  }

  /**
   * Raises the moved potentials, or lowers the others if they are fewer, from both ends at once.
   */
  private void raise(int top, int tail, int moved, double shift) {
    boolean few = 2 * moved <= root;
    double change = few ? shift : -shift;
    int count = few ? moved : root + 1 - moved;
    int forward = few ? top : thread[tail];
    int backward = few ? tail : back[top];
    for (int k = count / 2; k > 0; k--) {
      potential[forward] += change;
      potential[backward] += change;
      forward = thread[forward];
      backward = back[backward];
    }
    if (count % 2 != 0) {
      potential[forward] += change;
    }
  }
}
