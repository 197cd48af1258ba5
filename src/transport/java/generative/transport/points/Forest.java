package generative.transport.points;

import generative.transport.simplex.SpanningTree;
import java.util.Arrays;

/**
 * Arcs with flow, made the tree of a first basis: an arc that would close a cycle is balanced
 * against it until one of them is empty, in the direction that is cheaper. What has no way to the
 * root is hung on it by a source.
 *
 * <p>The flows are then computed anew from the masses, and an empty arc that points away from the
 * root is turned, so that the basis is strongly feasible. Time O((n + m) log (n + m)) without
 * cycles, and the length of each cycle.
 */
final class Forest {

  private final Level level;
  private final int sources;
  private final int root;
  private final int[] parent;
  private final double[] flow;

  /** Nodes that hang together, by union and find, with how many they are. */
  private final int[] group;

  private final int[] size;
  private final int[] seen;
  private int turn;

  Forest(Level level) {
    this.level = level;
    sources = level.sources.size();
    root = sources + level.targets.size();
    parent = new int[root + 1];
    flow = new double[root + 1];
    group = new int[root + 1];
    size = new int[root + 1];
    seen = new int[root + 1];
    Arrays.fill(parent, -1);
    Arrays.setAll(group, node -> node);
    Arrays.fill(size, 1);
  }

  /** Whether a node has no arc yet. */
  boolean isAlone(int node) {
    return group[node] == node && size[node] == 1;
  }

  private int group(int node) {
    int at = node;
    while (group[at] != at) {
      group[at] = group[group[at]];
      at = group[at];
    }
    return at;
  }

  /** Adds an arc from a source to a target's node or to the root. */
  void add(int source, int target, double amount) {
    int a = group(source);
    int b = group(target);
    if (a == b) {
      close(source, target, amount);
    } else if (size[a] < size[b]) {
      hang(source, target, amount);
      group[a] = b;
      size[b] += size[a];
    } else {
      hang(target, source, amount);
      group[b] = a;
      size[a] += size[b];
    }
  }

  private void hang(int node, int up, double amount) {
    turn(node);
    parent[node] = up;
    flow[node] = amount;
  }

  /** Makes a node the top of its tree. */
  private void turn(int top) {
    int above = -1;
    double carried = 0;
    for (int node = top; node >= 0; ) {
      int up = parent[node];
      double old = flow[node];
      parent[node] = above;
      flow[node] = carried;
      carried = old;
      above = node;
      node = up;
    }
  }

  private void close(int source, int target, double amount) {
    if (parent[source] == target || parent[target] == source) {
      flow[parent[source] == target ? source : target] += amount;
      return;
    }
    int join = join(source, target);
    double dearer =
        level.cost(source, target) - cost(source, join, true) - cost(target, join, false);
    boolean more = dearer < 0;
    int leaving = emptied(source, target, join, more, amount);
    if (leaving < 0) {
      shift(source, target, join, -amount);
      return;
    }
    double change = more ? flow[leaving] : -flow[leaving];
    shift(source, target, join, change);
    cut(leaving);
    if (top(source) == leaving) {
      hang(source, target, amount + change);
    } else {
      hang(target, source, amount + change);
    }
  }

  /**
   * The arc of the cycle that empties first when more is sent by the arc that closes it, or less:
   * then −1 if it's that one.
   */
  private int emptied(int source, int target, int join, boolean more, double amount) {
    int leaving = -1;
    double step = more ? Double.POSITIVE_INFINITY : amount;
    for (int start : new int[] {source, target}) {
      for (int node = start; node != join; node = parent[node]) {
        boolean falls = (node < sources) == (start == source) == more;
        if (falls && flow[node] < step) {
          step = flow[node];
          leaving = node;
        }
      }
    }
    return leaving;
  }

  private void cut(int node) {
    parent[node] = -1;
    flow[node] = 0;
  }

  private int top(int start) {
    int node = start;
    while (parent[node] >= 0) {
      node = parent[node];
    }
    return node;
  }

  private int join(int source, int target) {
    turn++;
    for (int node = source; node >= 0; node = parent[node]) {
      seen[node] = turn;
    }
    int join = target;
    while (seen[join] != turn) {
      join = parent[join];
    }
    return join;
  }

  /** What a unit less on the way up saves, where arcs of the given side fall and others rise. */
  private double cost(int start, int join, boolean sourcesFall) {
    double saved = 0;
    for (int node = start; node != join; node = parent[node]) {
      double cost = level.cost(Math.min(node, parent[node]), Math.max(node, parent[node]));
      saved += (node < sources) == sourcesFall ? cost : -cost;
    }
    return saved;
  }

  /** Sends more by the arc that closes the cycle, and so much less by those before it. */
  private void shift(int source, int target, int join, double more) {
    for (int node = source; node != join; node = parent[node]) {
      flow[node] += node < sources ? -more : more;
    }
    for (int node = target; node != join; node = parent[node]) {
      flow[node] += node < sources ? more : -more;
    }
  }

  /**
   * The tree; the forest is used up.
   *
   * @param price what arcs between sources and the root cost {@code [n]}
   */
  SpanningTree tree(double[] price) {
    turn(root);
    int[] someSource = new int[root + 1];
    Arrays.fill(someSource, -1);
    for (int i = 0; i < sources; i++) {
      someSource[group(i)] = i;
    }
    for (int node = 0; node < root; node++) {
      if (parent[node] < 0) {
        int source = someSource[group(node)];
        turn(source);
        parent[source] = root;
      }
    }
    SpanningTree tree = new SpanningTree(parent, flow, price);
    Flows.settle(tree, level.sources.mass, level.targets.mass);
    return turnEmpty() ? new SpanningTree(parent, flow, price) : tree;
  }

  /** An empty arc down to a target: what feeds the target is hung on the root in its place. */
  private boolean turnEmpty() {
    int[] feeder = new int[root];
    Arrays.fill(feeder, -1);
    for (int i = 0; i < sources; i++) {
      if (flow[i] > 0 && parent[i] < root) {
        feeder[parent[i]] = i;
      }
    }
    boolean turned = false;
    for (int target = sources; target < root; target++) {
      int source = feeder[target];
      if (flow[target] <= 0 && source >= 0) {
        parent[target] = source;
        flow[target] = flow[source];
        parent[source] = root;
        flow[source] = 0;
        turned = true;
      }
    }
    return turned;
  }
}
