package generative.transport.points;

import java.util.Arrays;

/**
 * From coarse to fine: the optimum between some hundred clusters gives the first basis and the
 * first prices between four times as many, and so on down to the points.
 */
final class Levels {

  /**
   * Points on the coarsest level, or up to half as many again; a side with no more isn't clustered.
   */
  static final int COARSEST = 300;

  /** Clusters of which one is made on the next level. */
  private static final int FACTOR = 4;

  /** How far below the mean a mass may be to keep its digits in a cluster's sum. */
  private static final double UNEVEN = 1e9;

  private Levels() {}

  /** Returns the optimum between two clouds, of which the first doesn't weigh less. */
  static Level solve(
      Cloud p, Cloud q, Ground ground, boolean takesRest, int coarsest, Watch watch) {
    int levels = 0;
    if (Math.max(p.unevenness(), q.unevenness()) < UNEVEN) {
      double most = Math.max(p.size(), q.size());
      while (most / Math.pow(FACTOR, levels) > 1.5 * coarsest) {
        levels++;
      }
    }
    Cloud[] sources = clouds(p, levels, coarsest);
    Cloud[] targets = clouds(q, levels, coarsest);
    Level level = new Level(sources[levels], targets[levels], ground, takesRest, watch);
    level.solve(Greedy.tree(level), null);
    for (int l = levels - 1; l >= 0; l--) {
      Level finer = new Level(sources[l], targets[l], ground, takesRest, watch);
      SharedOut plan = new SharedOut(level, finer, ground, watch);
      finer.solve(plan.tree(), plan.targetPrices());
      level = finer;
    }
    return level;
  }

  /** The cloud itself, its clusters, their clusters, and so on. */
  private static Cloud[] clouds(Cloud points, int levels, int coarsest) {
    Cloud[] clouds = new Cloud[levels + 1];
    clouds[0] = points;
    boolean whole = true;
    for (int l = 1; l <= levels; l++) {
      double wanted = Math.max(coarsest, 1.4 * points.size() / Math.pow(FACTOR, l));
      int depth = 31 - Integer.numberOfLeadingZeros((int) wanted);
      int[] bounds = Cloud.halvings(points.size(), depth);
      if (1 << depth >= clouds[l - 1].size()) {
        bounds = each(clouds[l - 1].size());
      } else if (!whole) {
        bounds = Cloud.halvings(clouds[l - 1].size(), depth);
      }
      whole &= 1 << depth >= points.size();
      clouds[l] = clouds[l - 1].coarser(bounds);
    }
    return clouds;
  }

  private static int[] each(int size) {
    int[] bounds = new int[size + 1];
    Arrays.setAll(bounds, c -> c);
    return bounds;
  }
}
