package generative.transport.simplex;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * Network simplex on the dense transportation problem (G. B. Dantzig, "Application of the simplex
 * method to a transportation problem", 1951), for positive weights of equal sum.
 *
 * <p>It begins with a {@link FirstBasis} and pivots on a {@link Shortlist} of arcs until none of it
 * pays or prices have moved on, then lists afresh. When a look at the whole matrix finds no arc
 * that pays, the basis is optimal but for rounding. It ends always: the bases are strongly feasible
 * ({@link SpanningTree}), and where rounding undoes that, it ends after so many pivots.
 *
 * <p>Beside the matrix it needs O(n + m) memory and 800 bytes for each source. Each solver is for
 * one problem and one thread.
 */
final class TransportSimplex {

  /** Reduced costs closer to zero than this share of the largest potential count as zero. */
  private static final double TOLERANCE = 1e-13;

  /** Pivots for each source after which the shortlist counts as out of date. */
  private static final int ROUND = 4;

  /** Pivots for each node after which the bases count as repeated by rounding. */
  private static final int ENOUGH = 300;

  /** The share of the largest potential that a reduced cost may be off by rounding. */
  private static final double ROUNDING = 0x1p-50;

  /** Pivots between two looks at the clock and at the thread's interruption. */
  private static final int STRIDE = 1024;

  /** Nanoseconds between two reports. */
  private static final long SILENCE = 100_000_000;

  private final double[][] rows;
  private final SpanningTree tree;
  private final Shortlist shortlist;
  private final PivotListener progress;
  private double slack = Double.POSITIVE_INFINITY;
  private long pivots;
  private long told = System.nanoTime();

  /**
   * @param rows costs {@code [n][m]}, or {@code [n][m − 1]} if the last target costs nothing
   * @param p weights of the sources {@code [n]}, positive
   * @param q weights of the targets {@code [m]}, positive, of the same sum
   */
  TransportSimplex(double[][] rows, double[] p, double[] q, PivotListener progress) {
    this.rows = rows;
    this.progress = progress;
    FirstBasis basis = new FirstBasis(rows, p, q);
    tree = new SpanningTree(basis.parent, basis.flow, basis.price);
    shortlist = new Shortlist(rows, q.length);
  }

  /**
   * Returns a basis that is optimal as far as numbers tell.
   *
   * @throws CancellationException if the thread was interrupted
   */
  SpanningTree solve() {
    slack = Double.POSITIVE_INFINITY;
    double limit = settle();
    long most = pivots + (long) ENOUGH * tree.root;
    while (shortlist.refill(tree.potential, limit)) {
      pause();
      long before = pivots;
      for (int left = ROUND * rows.length;
          left > 0 && shortlist.find(tree.potential, limit);
          left--) {
        tree.pivot(shortlist.from(), shortlist.to(), shortlist.reducedCost());
        if (++pivots % STRIDE == 0) {
          pause();
        }
      }
      if (pivots == before || pivots > most) {
        return tree;
      }
      limit = settle();
    }
    slack = Math.max(0, -shortlist.least()) - limit / TOLERANCE * ROUNDING;
    return tree;
  }

  /**
   * Goes on with potentials that are closer to zero, and so more exact: what the first basis has
   * taken the arcs to the root to cost is forgotten.
   */
  SpanningTree refine() {
    Arrays.fill(tree.price, 0);
    return solve();
  }

  /** How far below zero a reduced cost may be at the end; infinite if that isn't known. */
  double slack() {
    return slack;
  }

  /** Computes the potentials afresh and returns from where on a reduced cost counts. */
  private double settle() {
    price();
    double largest = 0;
    for (double potential : tree.potential) {
      largest = Math.max(largest, Math.abs(potential));
    }
    return -TOLERANCE * largest;
  }

  private void pause() {
    if (Thread.interrupted()) {
      throw new CancellationException(
          String.format(Locale.ROOT, "Stopped after %,d pivots.", pivots));
    }
    long now = System.nanoTime();
    if (now - told > SILENCE) {
      told = now;
      progress.at(pivots, work());
    }
  }

  private double work() {
    double work = 0;
    for (int node = 0; node < tree.root; node++) {
      if (tree.parent[node] != tree.root) {
        work += tree.flow[node] * Problem.cost(rows, tree, node);
      }
    }
    return work;
  }

  /** Computes the potentials afresh from the arcs' costs, without the rounding of many pivots. */
  private void price() {
    double[] potential = tree.potential;
    potential[tree.root] = 0;
    for (int node = tree.thread[tree.root]; node != tree.root; node = tree.thread[node]) {
      int up = tree.parent[node];
      double cost = up == tree.root ? tree.price[node] : Problem.cost(rows, tree, node);
      potential[node] = potential[up] + (node < tree.sources ? -cost : cost);
    }
  }
}
