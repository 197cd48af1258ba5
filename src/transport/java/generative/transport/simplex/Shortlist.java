package generative.transport.simplex;

import java.util.Arrays;

/**
 * The arcs worth looking at: of each source those of least reduced cost in each of some dozens of
 * stretches of its row. A whole matrix of costs doesn't fit in a processor's cache; this does, and
 * most pivots are found here.
 */
final class Shortlist {

  /** Stretches of a row, at the most. */
  private static final int STRETCHES = 64;

  /** Arcs in a stretch, at the least. */
  private static final int SHORTEST = 20;

  private final double[][] rows;
  private final int sources;
  private final int targets;
  private final int width;
  private final int[] target;
  private final double[] cost;

  // Where the search stands, and what it found.
  private int next;
  private int from;
  private int to;
  private double reducedCost;
  private double least;

  /**
   * @param rows costs {@code [n][m]}, or {@code [n][m − 1]} if the last target costs nothing
   * @param targets m
   */
  Shortlist(double[][] rows, int targets) {
    this.rows = rows;
    this.sources = rows.length;
    this.targets = targets;
    int stretches = Math.max(1, Math.min(STRETCHES, rows[0].length / SHORTEST));
    this.width = stretches + targets - rows[0].length;
    this.target = new int[sources * width];
    this.cost = new double[sources * width];
    Arrays.fill(target, sources + targets - 1);
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

  /**
   * Looks at all arcs and lists the best. What is rounded here is rounded the same way where the
   * list is searched: an arc that pays here pays there. Time O(n m).
   *
   * @return whether any has a reduced cost below the limit
   */
  boolean refill(double[] potential, double limit) {
    least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < sources; i++) {
      Stop.check();
      least = Math.min(least, refillRow(i, potential));
    }
    return least < limit;
  }

  /** The least reduced cost there was when the list was filled. */
  double least() {
    return least;
  }

  private double refillRow(int i, double[] potential) {
    double[] row = rows[i];
    int stretches = width - (targets - row.length);
    double lowestOfRow = Double.POSITIVE_INFINITY;
    for (int k = 0, start = 0; k < stretches; k++) {
      int end = (int) ((long) row.length * (k + 1) / stretches);
      int best = start;
      double lowest = Double.POSITIVE_INFINITY;
      for (int j = start; j < end; j++) {
        double reduced = row[j] - potential[sources + j];
        if (reduced < lowest) {
          lowest = reduced;
          best = j;
        }
      }
      target[i * width + k] = sources + best;
      cost[i * width + k] = row[best];
      lowestOfRow = Math.min(lowestOfRow, lowest);
      start = end;
    }
    if (stretches < width) {
      lowestOfRow = Math.min(lowestOfRow, -potential[sources + targets - 1]);
    }
    return lowestOfRow + potential[i];
  }

  /**
   * Looks for an arc whose reduced cost is below the limit, some rows at a time, from where the
   * last search ended; the lowest of the first rows that have one is kept.
   */
  boolean find(double[] potential, double limit) {
    int block = Math.max(1, (int) Math.sqrt((double) sources / width));
    from = -1;
    reducedCost = limit;
    for (int seen = 0; seen < sources; ) {
      int end = Math.min(sources, next + block);
      for (int i = next; i < end; i++) {
        scan(i, potential);
      }
      seen += end - next;
      next = end == sources ? 0 : end;
      if (from >= 0) {
        return true;
      }
    }
    return false;
  }

  private void scan(int i, double[] potential) {
    double p = potential[i];
    for (int k = i * width; k < (i + 1) * width; k++) {
      double reduced = cost[k] - potential[target[k]] + p;
      if (reduced < reducedCost) {
        reducedCost = reduced;
        from = i;
        to = target[k];
      }
    }
  }
}
