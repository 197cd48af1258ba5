package generative.transport.points;

import generative.transport.simplex.SpanningTree;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The flows and the potentials of a tree, computed anew in twice the precision. Time O(n + m). */
final class Flows {

  /** Nodes that are asked for the potential that most are near. */
  private static final int ASKED = 1000;

  private Flows() {}

  /** Gives each arc the flow that the masses leave it; none is negative. */
  static void settle(SpanningTree tree, double[] p, double[] q) {
    Twofold net = new Twofold(tree.root + 1);
    for (int node = 0; node < tree.root; node++) {
      net.set(node, node < tree.sources ? p[node] : -q[node - tree.sources]);
    }
    for (int node = tree.back[tree.root]; node != tree.root; node = tree.back[node]) {
      net.add(tree.parent[node], node);
      double leaves = net.get(node);
      tree.flow[node] = Math.max(0, node < tree.sources ? leaves : -leaves);
    }
  }

  /**
   * Gives each node its potential, so that they rise along each arc by its cost; they are near zero
   * where most points are, so that a far outlier doesn't spoil the others' digits.
   */
  static void price(SpanningTree tree, Level level) {
    Twofold potential = new Twofold(tree.root + 1);
    for (int node = tree.thread[tree.root]; node != tree.root; node = tree.thread[node]) {
      int up = tree.parent[node];
      double cost =
          up == tree.root ? tree.price[node] : level.cost(Math.min(node, up), Math.max(node, up));
      potential.set(node, up, node < tree.sources ? -cost : cost);
    }
    int center = center(tree, potential);
    for (int node = 0; node <= tree.root; node++) {
      tree.potential[node] = potential.minus(node, center);
    }
  }

  /** A node whose potential is the median of some sources'. */
  private static int center(SpanningTree tree, Twofold potential) {
    int stride = Math.max(1, tree.sources / ASKED);
    return IntStream.range(0, tree.sources)
        .filter(i -> i % stride == 0)
        .boxed()
        .sorted(Comparator.comparingDouble(potential::get))
        .skip((tree.sources - 1) / stride / 2)
        .findFirst()
        .orElseThrow();
  }
}
