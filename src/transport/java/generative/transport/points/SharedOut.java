package generative.transport.points;

import generative.transport.simplex.SpanningTree;
import java.util.Arrays;

/**
 * A first basis shared out from the optimum between clusters (S. Gerber, M. Maggioni, "Multiscale
 * strategies for computing optimal transport", 2017): both {@link Side sides} divide each flow
 * among their points, which are then paired, the nearest first.
 */
final class SharedOut {

  /** Mass that counts as none, as a share of the mean. */
  private static final double TINY = 1e-13;

  private final Level coarse;
  private final Level fine;
  private final Ground ground;
  private final Watch watch;
  private final double tiny;
  private final double[] left;
  private final Forest forest;

  // The flows between clusters.
  private int[] from;
  private int[] to;
  private double[] flow;

  SharedOut(Level coarse, Level fine, Ground ground, Watch watch) {
    this.coarse = coarse;
    this.fine = fine;
    this.ground = ground;
    this.watch = watch;
    int n = fine.sources.size();
    int m = fine.targets.size();
    left = Arrays.copyOf(fine.sources.mass, n + m);
    System.arraycopy(fine.targets.mass, 0, left, n, m);
    tiny = TINY * Arrays.stream(fine.sources.mass).sum() / Math.max(n, m);
    forest = new Forest(fine);
  }

  /** The first basis. */
  SpanningTree tree() {
    readFlows();
    Side p = new Side(coarse.sources, fine.sources, coarse.targets, ground, flow.length, tiny);
    Side q = new Side(coarse.targets, fine.targets, coarse.sources, ground, flow.length, tiny);
    p.divide(from, to, flow, watch);
    int[] ends = Arrays.stream(to).map(j -> j == coarse.targets.size() ? -1 : j).toArray();
    q.divide(ends, from, flow, watch);
    for (int e = 0; e < flow.length; e++) {
      if (ends[e] < 0) {
        leave(p, e);
      } else {
        pair(p, q, e);
      }
    }
    pairRest();
    return forest.tree(fine.takesRest ? new double[fine.sources.size()] : sourcePrices());
  }

  private void readFlows() {
    SpanningTree tree = coarse.tree();
    from = new int[tree.root];
    to = new int[tree.root];
    flow = new double[tree.root];
    int count = 0;
    for (int node = 0; node < tree.root; node++) {
      int up = tree.parent[node];
      if (tree.flow[node] > tiny && (up != tree.root || fine.takesRest)) {
        from[count] = Math.min(node, up);
        to[count] = Math.max(node, up) - tree.sources;
        flow[count++] = tree.flow[node];
      }
    }
    from = Arrays.copyOf(from, count);
    to = Arrays.copyOf(to, count);
    flow = Arrays.copyOf(flow, count);
  }

  private void leave(Side p, int e) {
    int root = left.length;
    for (int part = p.first(e); part >= 0; part = p.next(part)) {
      send(p.point(part), root, p.amount(part));
    }
  }

  private void send(int source, int node, double amount) {
    forest.add(source, node, amount);
    left[source] -= amount;
    if (node < left.length) {
      left[node] -= amount;
    }
  }

  private void pair(Side p, Side q, int e) {
    int n = fine.sources.size();
    for (; ; ) {
      double least = Double.POSITIVE_INFINITY;
      int a = -1;
      int b = -1;
      for (int x = p.first(e); x >= 0; x = p.next(x)) {
        for (int y = q.first(e); p.amount(x) > tiny && y >= 0; y = q.next(y)) {
          double cost = q.amount(y) > tiny ? fine.cost(p.point(x), n + q.point(y)) : least;
          if (cost < least) {
            least = cost;
            a = x;
            b = y;
          }
        }
      }
      if (a < 0) {
        return;
      }
      double sent = Math.min(p.amount(a), q.amount(b));
      p.take(a, sent);
      q.take(b, sent);
      send(p.point(a), n + q.point(b), sent);
    }
  }

  /** Pairs in any order what rounding has left over. */
  private void pairRest() {
    int n = fine.sources.size();
    int i = nextNeedy(0, n);
    int j = nextNeedy(n, left.length);
    while (i < n && j < left.length) {
      send(i, j, Math.max(0, Math.min(left[i], left[j])));
      i = nextNeedy(i, n);
      j = nextNeedy(j, left.length);
    }
    for (; i < n; i = nextNeedy(i + 1, n)) {
      if (fine.takesRest) {
        send(i, left.length, left[i]);
      } else if (forest.isAlone(i)) {
        send(i, left.length - 1, 0);
      }
    }
    for (; j < left.length; j = nextNeedy(j + 1, left.length)) {
      if (forest.isAlone(j)) {
        send(n - 1, j, left[j]);
      }
    }
  }

  private int nextNeedy(int start, int end) {
    int node = start;
    while (node < end && left[node] <= tiny && !forest.isAlone(node)) {
      node++;
    }
    return node;
  }

  /** What each source pays at the clusters' prices, {@code [n]}. */
  private double[] sourcePrices() {
    double[] price = new double[fine.sources.size()];
    coarse.kdTree.price(coarse.tree().potential, coarse.sources.size());
    Best one = new Best(1, coarse.targets.size());
    for (int i = 0; i < price.length; i++) {
      fine.pauseAt(i);
      price[i] = coarse.kdTree.least(fine.sources, i, one);
    }
    return price;
  }

  /** What each target pays at the clusters' prices, {@code [m]}. */
  double[] targetPrices() {
    KdTree tree = new KdTree(coarse.sources, ground);
    double[] potential = coarse.tree().potential;
    double[] negative = new double[coarse.sources.size()];
    Arrays.setAll(negative, a -> -potential[a]);
    tree.price(negative, 0);
    double[] price = new double[fine.targets.size()];
    Best one = new Best(1, negative.length);
    for (int j = 0; j < price.length; j++) {
      fine.pauseAt(j);
      price[j] = tree.least(fine.targets, j, one);
    }
    return price;
  }
}
