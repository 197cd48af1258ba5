package generative.transport.points;

/**
 * The arcs worth looking at: of each source the k of least cost minus price, and where sources
 * weigh more than targets the one to the root, which costs nothing. Memory is 12 k bytes a source.
 *
 * <p>A repricing adds what a look at all pairs by the k-d tree finds better, and drops the worst;
 * where all are as good as those listed, these stay. Then ties don't chase each other.
 */
final class Arcs {

  /** Arcs a source. */
  static final int WIDTH = 32;

  /** Arcs a source where targets are many times as many. */
  private static final int MOST = 128;

  /** Arcs looked at before the best of them is taken. */
  private static final int BLOCK = 512;

  private final Level level;
  private final int sources;
  private final int width;
  private final int[] target;
  private final double[] cost;
  private final Best best;
  private boolean listed;

  // Where the search stands, and what it found.
  private int next;
  private int from;
  private int to;
  private double reducedCost;

  Arcs(Level level) {
    this.level = level;
    sources = level.sources.size();
    int targets = level.targets.size();
    width = Math.min(targets, Math.max(WIDTH, Math.min(MOST, 4 * targets / sources)));
    target = new int[sources * width];
    cost = new double[sources * width];
    best = new Best(width, targets);
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  double reducedCost() {
    return reducedCost;
  }

  /** Lists the best arcs by given prices of the targets {@code [m]}. */
  void list(double[] price) {
    level.kdTree.price(price, 0);
    for (int i = 0; i < sources; i++) {
      level.pauseAt(i);
      best.clear();
      level.kdTree.search(level.sources, i, best);
      keep(i);
    }
    listed = true;
  }

  private void keep(int i) {
    for (int k = 0; k < width; k++) {
      target[i * width + k] = sources + best.target(k);
      cost[i * width + k] = best.cost(k);
    }
  }

  /**
   * Looks at all pairs and lists the best.
   *
   * @return the most that the work may be above the least: were each source's price lowered until
   *     none of its arcs pays, the prices would prove it
   */
  double refill(double[] potential, double tolerance) {
    level.kdTree.price(potential, sources);
    double slack = 0;
    for (int i = 0; i < sources; i++) {
      level.pauseAt(i);
      best.clear();
      for (int k = i * width; listed && k < (i + 1) * width; k++) {
        best.offer(target[k] - sources, cost[k], cost[k] - potential[target[k]]);
      }
      level.kdTree.search(level.sources, i, best);
      keep(i);
      from = -1;
      reducedCost = 0;
      scan(i, potential, tolerance);
      slack -= reducedCost * level.sources.mass[i];
    }
    listed = true;
    return slack;
  }

  /**
   * Looks for an arc that pays, some rows at a time, from where the last search ended; the lowest
   * of the first rows that have one is kept.
   */
  boolean find(double[] potential, double tolerance) {
    int block = Math.max(1, BLOCK / width);
    from = -1;
    reducedCost = 0;
    for (int seen = 0; seen < sources; ) {
      int end = Math.min(sources, next + block);
      for (int i = next; i < end; i++) {
        scan(i, potential, tolerance);
      }
      seen += end - next;
      next = end == sources ? 0 : end;
      if (from >= 0) {
        return true;
      }
    }
    return false;
  }

  private void scan(int i, double[] potential, double tolerance) {
    double p = potential[i];
    for (int k = i * width; k < (i + 1) * width; k++) {
      double reduced = cost[k] - potential[target[k]] + p;
      if (reduced < reducedCost) {
        take(i, target[k], reduced, potential, tolerance);
      }
    }
    if (level.takesRest) {
      int root = potential.length - 1;
      double reduced = p - potential[root];
      if (reduced < reducedCost) {
        take(i, root, reduced, potential, tolerance);
      }
    }
  }

  private void take(int i, int node, double reduced, double[] potential, double tolerance) {
    if (reduced < -tolerance * (Math.abs(potential[i]) + Math.abs(potential[node]))) {
      reducedCost = reduced;
      from = i;
      to = node;
    }
  }
}
