package generative.transport.simplex;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A plan to begin with: one source after the other, the farthest off first, sends its mass to the
 * targets that still have room and are cheapest from it, compared with what they cost from the
 * average source; the last one fills what is left, be it a rounding error too much. Its arcs form a
 * forest, since each of them empties its source or fills its target.
 *
 * <p>Time O((n + m) m).
 */
final class FirstBasis {

  private final double[][] rows;
  private final int sources;
  private final int root;
  private final double[] left;

  // The forest's arcs, listed at both ends.
  private final int[] first;
  private final int[] next;
  private final int[] end;
  private final double[] amount;
  private int ends;

  /** What the tree is made of: each node's parent and the flow of the arc between them. */
  final int[] parent;

  final double[] flow;

  /** What an arc between a source and the root costs: as much as the source pays for its mass. */
  final double[] price;

  /**
   * @param rows costs {@code [n][m]}, of which the last column may be missing and is zero then
   * @param p weights of the sources {@code [n]}
   * @param q weights of the targets {@code [m]}
   */
  FirstBasis(double[][] rows, double[] p, double[] q) {
    this.rows = rows;
    sources = p.length;
    root = sources + q.length;
    left = Arrays.copyOf(p, root);
    System.arraycopy(q, 0, left, sources, q.length);
    first = new int[root];
    Arrays.fill(first, -1);
    next = new int[2 * root];
    end = new int[2 * root];
    amount = new double[2 * root];
    parent = new int[root + 1];
    flow = new double[root + 1];
    price = new double[sources];
    send();
    hang();
  }

  private void send() {
    int[] open = new int[root - sources];
    Arrays.setAll(open, j -> j);
    int room = open.length;
    double[] usual = usual(open.length);
    int[] order = farthestFirst();
    int last = order[sources - 1];
    for (int i : order) {
      int arcs = ends;
      while (room > 0 && (left[i] > 0 || i == last)) {
        Stop.check();
        int at = cheapest(rows[i], usual, open, room);
        int target = sources + open[at];
        if (ends == arcs) {
          price[i] = dearer(rows[i], usual, open[at]);
        }
        double sent = i == last ? left[target] : Math.min(left[i], left[target]);
        left[i] = Math.max(0, left[i] - sent);
        left[target] -= sent;
        join(i, target, sent);
        join(target, i, sent);
        if (left[target] == 0) {
          open[at] = open[--room];
        }
      }
    }
  }

  private int[] farthestFirst() {
    double[] far = new double[sources];
    for (int i = 0; i < sources; i++) {
      Stop.check();
      for (double cost : rows[i]) {
        far[i] += cost;
      }
    }
    return IntStream.range(0, sources)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -far[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  /** What each target costs on average, {@code [m]}; some are far from everywhere. */
  private double[] usual(int targets) {
    double[] usual = new double[targets];
    for (double[] row : rows) {
      Stop.check();
      for (int j = 0; j < row.length; j++) {
        usual[j] += row[j];
      }
    }
    for (int j = 0; j < targets; j++) {
      usual[j] /= sources;
    }
    return usual;
  }

  private static int cheapest(double[] row, double[] usual, int[] open, int room) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < room; k++) {
      double dearer = dearer(row, usual, open[k]);
      if (dearer < least) {
        least = dearer;
        best = k;
      }
    }
    return best;
  }

  private static double dearer(double[] row, double[] usual, int target) {
    return target < row.length ? row[target] - usual[target] : 0;
  }

  private void join(int node, int other, double sent) {
    end[ends] = other;
    amount[ends] = sent;
    next[ends] = first[node];
    first[node] = ends++;
  }

  /** Hangs each tree of the forest on the root, at a source. */
  private void hang() {
    Arrays.fill(parent, -1);
    int[] waiting = new int[root];
    for (int source = 0; source < sources; source++) {
      if (parent[source] < 0) {
        hang(source, waiting);
      }
    }
    parent[root] = -1;
  }

  private void hang(int top, int[] waiting) {
    parent[top] = root;
    flow[top] = left[top];
    int size = 0;
    waiting[size++] = top;
    while (size > 0) {
      int node = waiting[--size];
      for (int k = first[node]; k >= 0; k = next[k]) {
        if (parent[end[k]] < 0) {
          parent[end[k]] = node;
          flow[end[k]] = amount[k];
          waiting[size++] = end[k];
        }
      }
    }
  }
}
