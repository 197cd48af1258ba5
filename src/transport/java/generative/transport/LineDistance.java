package generative.transport;

import generative.transport.Transport.Flow;
import generative.transport.simplex.TwofoldSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Earth mover's distance of two distributions on the real line, without a solver.
 *
 * <p>On the line the cheapest plan keeps the order of the atoms: the leftmost grain goes to the
 * leftmost place, whatever convex function of the distance a grain costs. So W₁ is the area between
 * the two cumulative distribution functions, and also the one between their inverses,
 *
 * <pre>
 * W₁ = ∫ |F_p(x) − F_q(x)| dx = ∫ |F_p⁻¹(t) − F_q⁻¹(t)| dt,   W₂² = ∫ (F_p⁻¹(t) − F_q⁻¹(t))² dt
 * </pre>
 *
 * <p>(S. S. Vallender, "Calculation of the Wasserstein distance between probability distributions
 * on the line", 1974; G. Peyré, M. Cuturi, "Computational Optimal Transport", 2019, section 2.6).
 * The second form is a sum over the plan's grains, which is how it is computed here.
 *
 * <p>In all methods p and q are positions {@code [n]} and {@code [m]} in any order, of any unit,
 * repeated or not; weights are divided by their sum. Each throws IllegalArgumentException, which
 * names index and value, if lengths differ, a position isn't finite, a weight is negative or not
 * finite, all weights are zero, or a grain's way is longer than a number can be. Time O((n + m)
 * log(n + m)), memory O(n + m). Stateless and safe to share between threads.
 */
public final class LineDistance {

  /** What sums and quotients of sums are off by, as a share of them. */
  private static final double ROUNDING = 0x1p-50;

  /** A part of an atom that may be rounding. */
  private static final double SMALL = 0x1p-20;

  private LineDistance() {}

  /** Returns W₁, the mean way of a grain under the cheapest plan, in the unit of the positions. */
  public static double between(double[] p, double[] pWeights, double[] q, double[] qWeights) {
    return plan(p, pWeights, q, qWeights).stream()
        .mapToDouble(grain -> grain.amount() * grain.cost())
        .sum();
  }

  /**
   * Returns W₂, the root of the mean squared way of a grain under the cheapest plan, in the unit of
   * the positions. It is at least W₁.
   */
  public static double quadratic(double[] p, double[] pWeights, double[] q, double[] qWeights) {
    List<Flow> plan = plan(p, pWeights, q, qWeights);
    int scale = Math.getExponent(plan.stream().mapToDouble(Flow::cost).max().orElseThrow());
    double squares =
        plan.stream()
            .mapToDouble(grain -> grain.amount() * square(Math.scalb(grain.cost(), -scale)))
            .sum();
    return Math.scalb(Math.sqrt(squares), scale);
  }

  /**
   * Returns which grain goes where: from atom i of p to atom j of q, from left to right.
   *
   * @return at most n + m − 1 flows; their amounts are positive shares of the whole, which sum to
   *     1, and their cost is the distance |p_i − q_j|
   */
  public static List<Flow> plan(double[] p, double[] pWeights, double[] q, double[] qWeights) {
    Atoms from = new Atoms(required(p, "p"), required(pWeights, "pWeights"));
    Atoms to = new Atoms(required(q, "q"), required(qWeights, "qWeights"));
    List<Flow> flows = new ArrayList<>();
    double done = 0;
    for (int i = 0, j = 0; i < from.order.length && j < to.order.length; ) {
      double before = from.level(i) - to.level(j);
      boolean both =
          before == 0 || (before < 0 ? isSliver(from, i, to, j) : isSliver(to, j, from, i));
      double level =
          both ? Math.max(from.level(i), to.level(j)) : Math.min(from.level(i), to.level(j));
      if (level > done) {
        int source = from.order[i];
        int target = to.order[j];
        flows.add(new Flow(source, target, level - done, distance(p[source], q[target])));
        done = level;
      }
      i += both || before < 0 ? 1 : 0;
      j += both || before > 0 ? 1 : 0;
    }
    return flows;
  }

  /** Whether what an atom's end lies below another's is rounding, and nothing of the next atom. */
  private static boolean isSliver(Atoms lower, int k, Atoms upper, int l) {
    double sliver = upper.level(l) - lower.level(k);
    return sliver <= ROUNDING * upper.level(l)
        && sliver <= SMALL * Math.min(lower.share(k + 1), upper.share(l));
  }

  private static double[] required(double[] numbers, String name) {
    return Objects.requireNonNull(numbers, name);
  }

  private static double distance(double x, double y) {
    double distance = Math.abs(x - y);
    if (Double.isInfinite(distance)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "positions %s and %s are further apart than a number can be; divide all by one number",
              x,
              y));
    }
    return distance;
  }

  private static double square(double x) {
    return x * x;
  }

  /** A distribution's atoms from left to right and, at each, its cumulative distribution. */
  private static final class Atoms {
    private final int[] order;
    private final double[] cumulated;
    private final double[] weight;

    Atoms(double[] positions, double[] weights) {
      check(positions, weights);
      order =
          IntStream.range(0, positions.length)
              .filter(i -> weights[i] > 0)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> positions[i]))
              .mapToInt(i -> i)
              .toArray();
      cumulated = new double[order.length];
      weight = weights;
      TwofoldSum sum = new TwofoldSum();
      for (int k = 0; k < order.length; k++) {
        sum.add(weights[order[k]]);
        cumulated[k] = sum.value();
      }
    }

    /** The share of the k-th atom alone. */
    double share(int k) {
      return weight[order[k]] / cumulated[cumulated.length - 1];
    }

    /** The share of mass up to the k-th atom from the left; 1 at the last, equal where equal. */
    double level(int k) {
      return cumulated[k] / cumulated[cumulated.length - 1];
    }

    private static void check(double[] positions, double[] weights) {
      if (positions.length != weights.length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%d positions have %d weights; give each position one",
                positions.length,
                weights.length));
      }
      Signature.checkWeights(weights);
      for (int i = 0; i < positions.length; i++) {
        if (!Double.isFinite(positions[i])) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT, "position %d is %s; positions must be finite", i, positions[i]));
        }
      }
    }
  }
}
