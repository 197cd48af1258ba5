package generative.transport;

import generative.transport.simplex.ForbiddenException;
import generative.transport.simplex.Problem;
import generative.transport.simplex.Solution;
import generative.transport.simplex.Solver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A transportation problem as the simplex wants it: atoms of weight zero left out, and where one
 * side weighs more, an atom on the other that takes the spare mass at no cost.
 */
final class Balanced {

  /** A flow of this share of its atoms' weights, and of the work, is what rounding has left. */
  private static final double ROUNDING = 1e-15;

  /** Indices that a sentence names, at the most. */
  private static final int NAMED = 5;

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

  /** Whether a pair is forbidden, and the largest |cost| of the others. */
  private final boolean forbids;

  private final double largest;

  /** The problem with costs of this size, infinite if a pair is forbidden. */
  Balanced(double[] p, double[] q, double[][] cost, double size) {
    this(p, q, cost, size, CostMatrix.fit(positive(p).length, positive(q).length, COPY));
  }

  /** Says whether there is room for a copy of the matrix. */
  Balanced(double[] p, double[] q, double[][] cost, double size, boolean isRoom) {
    forbids = size == Double.POSITIVE_INFINITY;
    largest = forbids ? CostMatrix.largest(cost) : size;
    this.p = p;
    this.q = q;
    this.cost = cost;
    sources = positive(p);
    spare = Problem.spare(p, q);
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
    if (largest(positive) < largest) {
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

  private static int[] positive(double[] weights) {
    return IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
  }

  Transport solve(EarthMoversDistance.Listener listener) {
    double[] supply = weights(p, sources, -spare);
    double[] demand = weights(q, targets, spare);
    if (Solver.needsCopy(largest, forbids)) {
      CostMatrix.requireRoom(supply.length, demand.length, COPY);
    }
    Problem problem = new Problem(rows(), supply, demand, (int) Math.signum(spare));
    try {
      Solution solution = Solver.solve(problem, largest, forbids, listener::at);
      Prices prices = prices(solution);
      return new Transport(
          p, q, cost, flows(solution), prices, solution.work(), solution.distance());
    } catch (ForbiddenException e) {
      throw new IllegalArgumentException(sentence(e), e);
    }
  }

  private static double[] weights(double[] all, int[] kept, double extra) {
    double[] weights = new double[kept.length + (extra > 0 ? 1 : 0)];
    Arrays.setAll(weights, i -> i < kept.length ? all[kept[i]] : extra);
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

  private List<Transport.Flow> flows(Solution solution) {
    List<Transport.Flow> flows = new ArrayList<>();
    double least = ROUNDING * Math.abs(solution.work());
    for (int k = 0; k < solution.amount().length; k++) {
      int i = sources[solution.from()[k]];
      int j = targets[solution.to()[k]];
      double amount = solution.amount()[k];
      boolean missed = amount > ROUNDING * Math.min(p[i], q[j]);
      if (missed || amount * Math.abs(cost[i][j]) > least) {
        flows.add(new Transport.Flow(i, j, amount, cost[i][j]));
      }
    }
    return flows;
  }

  /** The prices: those of the spare atom are zero, those left out as high as allowed. */
  private Prices prices(Solution solution) {
    int first = sources.length + (spare < 0 ? 1 : 0);
    int zero = spare > 0 ? first + targets.length : spare < 0 ? sources.length : 0;
    Prices prices = Prices.unknown(p.length, q.length);
    for (int i = 0; i < sources.length; i++) {
      prices.setSource(sources[i], solution, i, zero);
    }
    for (int j = 0; j < targets.length; j++) {
      prices.setTarget(targets[j], solution, first + j, zero);
    }
    fillIn(prices);
    return prices;
  }

  private void fillIn(Prices prices) {
    double[] u = prices.u();
    double[] v = prices.v();
    for (int k = 0; k < u.length; k++) {
      int i = k;
      if (Double.isNaN(u[i])) {
        u[i] = highest(spare > 0, IntStream.of(targets), j -> cost[i][j] - v[j]);
      }
    }
    for (int k = 0; k < v.length; k++) {
      int j = k;
      if (Double.isNaN(v[j])) {
        v[j] = highest(spare < 0, IntStream.range(0, u.length), i -> cost[i][j] - u[i]);
      }
    }
  }

  /** The highest price that undercuts no cost; zero where there is none. */
  private static double highest(boolean heavier, IntStream others, IntToDoubleFunction left) {
    double highest = others.mapToDouble(left).min().orElseThrow();
    return heavier ? Math.min(0, highest) : Double.isFinite(highest) ? highest : 0;
  }

  /** Says who weighs more than what may be reached. */
  private String sentence(ForbiddenException proof) {
    int[] i = Arrays.stream(proof.sources).map(k -> sources[k]).toArray();
    int[] j = Arrays.stream(proof.targets).map(k -> targets[k]).toArray();
    double excess = Math.abs(Problem.spare(pick(p, i), pick(q, j)));
    return proof.sourcesWeighMore
        ? sentence("source", i, p, "target", "they may reach", j, excess)
        : sentence("target", j, q, "source", "may reach them", i, excess);
  }

  private static String sentence(
      String heavy,
      int[] these,
      double[] weights,
      String light,
      String reach,
      int[] those,
      double excess) {
    return String.format(
        Locale.ROOT,
        "%s weigh %s, which is %s more than all that %s (%s); change weights or allow more pairs",
        names(heavy, these),
        Arrays.stream(pick(weights, these)).sum(),
        excess,
        reach,
        names(light, those));
  }

  private static String names(String side, int[] indices) {
    if (indices.length == 0) {
      return "no " + side;
    }
    String named =
        Arrays.stream(indices)
            .limit(NAMED)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    String more = indices.length > NAMED ? " and " + (indices.length - NAMED) + " more" : "";
    return side + "s " + named + more;
  }
}
