package generative.transport.points;

import generative.transport.simplex.SpanningTree;

/**
 * Network simplex between two clouds (G. B. Dantzig, "Application of the simplex method to a
 * transportation problem", 1951) on a list of {@link Arcs}, which is priced by a k-d tree: when a
 * look at all pairs finds none that pays, the basis is optimal.
 *
 * <p>It ends always: the bases are strongly feasible ({@link SpanningTree}), and rounds that
 * rounding alone keeps going are counted.
 */
final class Level {

  /** Reduced costs closer to zero than this share of the potentials wait for a finer look. */
  private static final double COARSE = 1e-13;

  /** As close as rounding lets tell. */
  private static final double FINE = 2e-15;

  /** Pivots for each source after which the list counts as out of date. */
  private static final int ROUND = 4;

  /** The work is the least if this share of it is all that it may be above. */
  private static final double PROVED = 1e-13;

  /** Likewise for the first list, by the clusters' prices, which is worth solving to its end. */
  private static final int FIRST_ROUND = 1000;

  /** Pivots between two looks at reduced costs that are near rounding. */
  private static final int FINE_ROUND = 64;

  /** Rounds that didn't lower the work, or were by rounding alone, after which it's no use. */
  private static final int PATIENCE = 100;

  final Cloud sources;
  final Cloud targets;
  final KdTree kdTree;

  /** Whether the sources weigh more than the targets, and the root takes the rest. */
  final boolean takesRest;

  private final Ground ground;
  private final Watch watch;
  private final Arcs arcs;
  private SpanningTree tree;

  Level(Cloud sources, Cloud targets, Ground ground, boolean takesRest, Watch watch) {
    this.sources = sources;
    this.targets = targets;
    this.ground = ground;
    this.takesRest = takesRest;
    this.watch = watch;
    kdTree = new KdTree(targets, ground);
    arcs = new Arcs(this);
  }

  /** The cost of an arc from a source to a target's node or the root. */
  double cost(int source, int node) {
    int target = node - sources.size();
    return target == targets.size() ? 0 : ground.between(sources, source, targets, target);
  }

  SpanningTree tree() {
    return tree;
  }

  /**
   * Finds an optimal basis.
   *
   * @param guess prices of the targets {@code [m]} by which arcs are listed first, or null
   */
  void solve(SpanningTree first, double[] guess) {
    tree = first;
    Flows.price(tree, this);
    if (guess != null) {
      arcs.list(guess);
      pivot((long) FIRST_ROUND * sources.size(), COARSE);
    }
    double before = Double.POSITIVE_INFINITY;
    for (int idle = 0; idle < PATIENCE; ) {
      double work = work();
      boolean proved = arcs.refill(tree.potential, FINE) <= PROVED * work;
      boolean pays = pivot((long) ROUND * sources.size(), COARSE) > 0;
      if (proved && !pays) {
        break;
      }
      if (!pays) {
        pivot(FINE_ROUND, FINE);
      }
      idle += pays && !proved && work < before ? 0 : 1;
      before = work;
    }
    Flows.settle(tree, sources.mass, targets.mass);
  }

  /** Pivots while it pays and at most so often; returns how often it did. */
  private long pivot(long most, double tolerance) {
    long pivots = 0;
    while (pivots < most && arcs.find(tree.potential, tolerance)) {
      tree.pivot(arcs.from(), arcs.to(), arcs.reducedCost());
      pivots++;
      watch.pivoted(this);
    }
    Flows.price(tree, this);
    return pivots;
  }

  /** Looks at the clock and at the thread's interruption when a loop has come this far. */
  void pauseAt(int i) {
    if (i % 64 == 0) {
      watch.look(this);
    }
  }

  double work() {
    double work = 0;
    for (int node = 0; node < tree.root; node++) {
      int up = tree.parent[node];
      if (up != tree.root) {
        work += tree.flow[node] * cost(Math.min(node, up), Math.max(node, up));
      }
    }
    return work;
  }
}
