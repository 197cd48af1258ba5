package generative.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A transportation problem as the simplex wants it: atoms of weight zero left out, and where one
 * side weighs more, an atom on the other that takes the spare mass at no cost.
 */
final class Balanced {

  /** Sums closer to each other than this share count as equal. */
  private static final double EQUAL = 1e-12;

  /** A flow of this share of the mass is what rounding has left, and no flow. */
  private static final double ROUNDING = 1e-15;

  /** A copy of the matrix, with what the solver needs beside it. */
  private static final double COPY = 1.2;

  private final double[] p;
  private final double[] q;
  private final double[][] cost;

  /** The sources and targets of positive weight. */
  private final int[] sources;

  private final int[] targets;

  /** What the sources weigh beyond the targets; negative if the targets weigh more. */
  private final double spare;

  Balanced(double[] p, double[] q, double[][] cost) {
    this(p, q, cost, CostMatrix.fit(positive(p).length, positive(q).length, COPY));
  }

  /** Says whether there is room for a copy of the matrix. */
  Balanced(double[] p, double[] q, double[][] cost, boolean isRoom) {
    this.p = p;
    this.q = q;
    this.cost = cost;
    sources = positive(p);
    spare = spare(p, q);
    targets = targets(isRoom);
  }

  /**
   * The targets of positive weight. Without room for a copy of their columns it's all of them: then
   * those of no weight get the least there is, whose flow is less than rounding. Costs there that
   * are above all others would spoil the prices.
   */
  private int[] targets(boolean isRoom) {
    int[] positive = positive(q);
    if (positive.length == q.length || isRoom) {
      return positive;
    }
    if (largest(positive) < CostMatrix.largest(cost)) {
      CostMatrix.requireRoom(sources.length, positive.length, COPY);
    }
    return IntStream.range(0, q.length).toArray();
  }

  private double largest(int[] columns) {
    double largest = 0;
    for (double[] row : cost) {
      for (int j : columns) {
        largest = Math.max(largest, Math.abs(row[j]));
      }
    }
    return largest;
  }

  /** What p weighs beyond q, zero if it's as little as rounding makes. */
  static double spare(double[] p, double[] q) {
    double sumP = Arrays.stream(p).sum();
    double sumQ = Arrays.stream(q).sum();
    double spare = sumP - sumQ;
    return Math.abs(spare) <= EQUAL * Math.max(sumP, sumQ) ? 0 : spare;
  }

  private static int[] positive(double[] weights) {
    return IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
  }

  Transport solve(EarthMoversDistance.Listener listener) {
    double[] supply = weights(p, sources, -spare);
    double[] demand = weights(q, targets, spare);
    double[][] rows = rows();
    SpanningTree tree = new TransportSimplex(rows, supply, demand, listener).solve();
    double[] u = new double[p.length];
    double[] v = new double[q.length];
    readPotentials(tree, u, v);
    return new Transport(p, q, cost, flows(tree), u, v);
  }

  private static double[] weights(double[] all, int[] kept, double extra) {
    double[] weights = new double[kept.length + (extra > 0 ? 1 : 0)];
    Arrays.setAll(weights, i -> i < kept.length ? Math.max(all[kept[i]], Double.MIN_VALUE) : extra);
    return weights;
  }

  /** The rows of the costs without the atoms left out; copies only where a target is. */
  private double[][] rows() {
    double[][] rows = new double[sources.length + (spare < 0 ? 1 : 0)][];
    for (int i = 0; i < sources.length; i++) {
      double[] row = cost[sources[i]];
      rows[i] = targets.length < row.length ? pick(row, targets) : row;
    }
    if (spare < 0) {
      rows[sources.length] = new double[targets.length];
    }
    return rows;
  }

  private static double[] pick(double[] all, int[] kept) {
    return kept.length == all.length ? all : Arrays.stream(kept).mapToDouble(i -> all[i]).toArray();
  }

  private List<Transport.Flow> flows(SpanningTree tree) {
    List<Transport.Flow> flows = new ArrayList<>();
    double least = ROUNDING * Math.max(Arrays.stream(p).sum(), Arrays.stream(q).sum());
    for (int node = 0; node < tree.root; node++) {
      int up = tree.parent[node];
      int source = Math.min(node, up);
      int target = Math.max(node, up) - tree.sources;
      boolean real = up != tree.root && source < sources.length && target < targets.length;
      if (real && tree.flow[node] > least) {
        int i = sources[source];
        int j = targets[target];
        flows.add(new Transport.Flow(i, j, tree.flow[node], cost[i][j]));
      }
    }
    return flows;
  }

  /** Fills in the prices: those of the spare atom are zero, those left out as high as allowed. */
  private void readPotentials(SpanningTree tree, double[] u, double[] v) {
    Arrays.fill(u, Double.NaN);
    Arrays.fill(v, Double.NaN);
    double zero =
        spare > 0 ? tree.potential[tree.root - 1] : tree.potential[spare < 0 ? sources.length : 0];
    for (int i = 0; i < sources.length; i++) {
      u[sources[i]] = zero - tree.potential[i];
    }
    for (int j = 0; j < targets.length; j++) {
      v[targets[j]] = tree.potential[tree.sources + j] - zero;
    }
    for (int i = 0; i < u.length; i++) {
      if (Double.isNaN(u[i])) {
        u[i] = spare > 0 ? 0 : Double.POSITIVE_INFINITY;
        for (int j : targets) {
          u[i] = Math.min(u[i], cost[i][j] - v[j]);
        }
      }
    }
    for (int j = 0; j < v.length; j++) {
      if (Double.isNaN(v[j])) {
        v[j] = spare < 0 ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < u.length; i++) {
          v[j] = Math.min(v[j], cost[i][j] - u[i]);
        }
      }
    }
  }
}
