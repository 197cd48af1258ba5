package generative.transport;

import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * Network simplex on the dense transportation problem (G. B. Dantzig, "Application of the simplex
 * method to a transportation problem", 1951), for positive weights of equal sum.
 *
 * <p>It begins with a {@link FirstBasis} and pivots on a {@link Shortlist} of arcs until none of it
 * pays or prices have moved on, then lists afresh. When a look at the whole matrix finds no arc
 * that pays, the basis is optimal. It ends always: the bases are strongly feasible ({@link
 * SpanningTree}).
 *
 * <p>Beside the matrix it needs O(n + m) memory and 800 bytes for each source. Each solver is for
 * one problem and one thread.
 */
final class TransportSimplex {

  /** Reduced costs closer to zero than this share of the largest cost count as zero. */
  private static final double TOLERANCE = 1e-13;

  /** Pivots for each source after which the shortlist counts as out of date. */
  private static final int ROUND = 4;

  /** Pivots between two looks at the clock and at the thread's interruption. */
  private static final int STRIDE = 1024;

  /** Nanoseconds between two reports. */
  private static final long SILENCE = 100_000_000;

  private final double[][] rows;
  private final SpanningTree tree;
  private final Shortlist shortlist;
  private final double largest;
  private final EarthMoversDistance.Listener listener;
  private long pivots;
  private long told = System.nanoTime();

  /**
   * @param rows costs {@code [n][m]}, or {@code [n][m − 1]} if the last target costs nothing
   * @param p weights of the sources {@code [n]}, positive
   * @param q weights of the targets {@code [m]}, positive, of the same sum
   */
  TransportSimplex(double[][] rows, double[] p, double[] q, EarthMoversDistance.Listener listener) {
    this.rows = rows;
    this.listener = listener;
    tree = new SpanningTree(new FirstBasis(rows, p, q), p.length);
    shortlist = new Shortlist(rows, q.length);
    largest = CostMatrix.largest(rows);
  }

  /**
   * Returns an optimal basis.
   *
   * @throws CancellationException if the thread was interrupted
   */
  SpanningTree solve() {
    double limit = -TOLERANCE * largest;
    tree.settle(rows);
    while (shortlist.refill(tree.potential, limit)) {
      pause();
      for (int left = ROUND * rows.length;
          left > 0 && shortlist.find(tree.potential, limit);
          left--) {
        tree.pivot(shortlist.from(), shortlist.to(), shortlist.reducedCost());
        if (++pivots % STRIDE == 0) {
          pause();
        }
      }
      tree.settle(rows);
    }
    return tree;
  }

  private void pause() {
    if (Thread.interrupted()) {
      throw new CancellationException(
          String.format(Locale.ROOT, "Stopped after %,d pivots.", pivots));
    }
    long now = System.nanoTime();
    if (now - told > SILENCE) {
      told = now;
      listener.at(pivots, work());
    }
  }

  private double work() {
    double work = 0;
    for (int node = 0; node < tree.root; node++) {
      if (tree.parent[node] != tree.root) {
        work += tree.flow[node] * tree.cost(rows, node);
      }
    }
    return work;
  }
}
