package generative.transport;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * Entropic optimal transport: the plan of least cost − ε · entropy, which is quick to find and
 * close to the cheapest when ε is small (M. Cuturi, "Sinkhorn Distances: Lightspeed Computation of
 * Optimal Transport", 2013).
 *
 * <p>Rows and columns of exp(−cost / ε) are scaled in turn until both sum to the weights. Where the
 * factors leave the range of numbers, logarithms take over (G. Peyré, M. Cuturi, "Computational
 * Optimal Transport", 2019, section 4.4), so ε may be as small as 1e-12 of the largest cost. But
 * the smaller it is, the more iterations it takes, and the limit may come first, or rounding errors
 * of costs over ε may keep the marginals off: {@link EntropicPlan#converged} says so. The way there
 * starts at the largest cost and halves ε again and again, since potentials of one ε are a good
 * start for the next.
 *
 * <p>Time O(n m) an iteration, memory two matrices {@code [n][m]} beside the cost. Immutable and
 * safe to share between threads. An interrupted thread leaves with a CancellationException.
 */
public final class Sinkhorn {

  /** The error at which an ε on the way is left for the next. */
  private static final double ON_THE_WAY = 0.05;

  /** The smallest ε as a part of the largest cost; below, rounding errors would make the plan. */
  private static final double SMALLEST = 1e-12;

  /** Up to so many ε, costs need neither logarithms nor a way through larger ε. */
  private static final double PLAIN = 100;

  /** The largest cost of which sums still are numbers. */
  private static final double LARGEST = 1e300;

  /** The plan and the rounded plan, with the rows' overhead. */
  private static final double PLANS = 2.01;

  private final double epsilon;
  private final double tolerance;
  private final int limit;

  private Sinkhorn(double epsilon, double tolerance, int limit) {
    this.epsilon = epsilon;
    this.tolerance = tolerance;
    this.limit = limit;
  }

  /**
   * Returns the method for this ε, with tolerance 1e-9 and a limit of 10,000 iterations.
   *
   * @param epsilon above 0, in the unit of the cost; a thousandth of a typical cost is small
   */
  public static Sinkhorn of(double epsilon) {
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "epsilon is %s; it must be above 0 and finite", epsilon));
    }
    return new Sinkhorn(epsilon, 1e-9, 10_000);
  }

  /**
   * Returns the method with another tolerance.
   *
   * @param tolerance at which marginals are good: Σ |marginal − weight| over both sides, weights of
   *     sum 1
   */
  public Sinkhorn tolerance(double tolerance) {
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the tolerance is %s; it must be above 0", tolerance));
    }
    return new Sinkhorn(epsilon, tolerance, limit);
  }

  /**
   * Returns the method with another limit.
   *
   * @param iterations at least 1; two more than these write down the plan
   */
  public Sinkhorn limit(int iterations) {
    if (iterations < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the limit is %d iterations; allow at least 1", iterations));
    }
    return new Sinkhorn(epsilon, tolerance, iterations);
  }

  /**
   * Returns the plan between two signatures whose weights have the same sum.
   *
   * @throws IllegalArgumentException if sums or dimensions differ, a cost isn't finite, or the
   *     costs and both plans don't fit in memory
   * @throws CancellationException if the thread was interrupted
   */
  public EntropicPlan transport(Signature p, Signature q, GroundDistance distance) {
    Objects.requireNonNull(distance, "distance");
    CostMatrix.checkDimensions(p, q);
    CostMatrix.requireRoom(p.size(), q.size(), 1 + PLANS);
    return transport(p.weights, q.weights, distance.costs(p, q));
  }

  /**
   * Returns the plan between two weightings of the same sum; shares of that sum are what it moves.
   *
   * @param source weights {@code [n]}, finite, not negative, not all zero
   * @param target weights {@code [m]} likewise
   * @param cost {@code [n][m]} of a unit of mass from i to j, finite
   * @throws IllegalArgumentException if not so, or the shape is another, or the sums differ by more
   *     than a billionth, epsilon is below 1e-12 of the largest cost, a cost is above 1e300, or
   *     both plans don't fit in memory; it names index and value
   * @throws CancellationException if the thread was interrupted, which it then no longer is
   */
  public EntropicPlan transport(double[] source, double[] target, double[][] cost) {
    Signature.checkWeights(Objects.requireNonNull(source, "source"));
    Signature.checkWeights(Objects.requireNonNull(target, "target"));
    CostMatrix.check(cost, source.length, target.length);
    CostMatrix.requireRoom(source.length, target.length, PLANS);
    checkSums(sum(source), sum(target));
    return solve(shares(source), shares(target), cost, checkedSize(cost));
  }

  private EntropicPlan solve(double[] a, double[] b, double[][] cost, double largest) {
    Scaling scaling = largest <= PLAIN * epsilon ? plain(a, b, cost) : cooled(a, b, cost, largest);
    fit(scaling, tolerance);
    scaling.finish();
    double marginalError = Rounding.marginalError(scaling.kernel, a, b);
    double[][] rounded = Rounding.feasible(scaling.kernel, a, b);
    return new EntropicPlan(
        epsilon,
        scaling.kernel,
        rounded,
        cost(rounded, cost),
        lowerBound(a, b, scaling.f, cost),
        scaling.f,
        scaling.g,
        scaling.iterations(),
        marginalError,
        marginalError <= tolerance);
  }

  private Scaling plain(double[] a, double[] b, double[][] cost) {
    Scaling scaling = new Scaling(a, b, cost, epsilon);
    scaling.begin();
    return scaling;
  }

  private Scaling cooled(double[] a, double[] b, double[][] cost, double largest) {
    double current = Math.max(epsilon, largest);
    Scaling scaling = new Scaling(a, b, cost, current);
    scaling.iterateInLogarithms();
    while (current > epsilon) {
      fit(scaling, ON_THE_WAY);
      current = scaling.iterations() < limit ? Math.max(epsilon, current / 2) : epsilon;
      scaling.cool(current);
    }
    return scaling;
  }

  /** Iterates until the columns are off by at most the tolerance, or the limit is reached. */
  private void fit(Scaling scaling, double tolerance) {
    double error = Double.POSITIVE_INFINITY;
    while (error > tolerance && scaling.iterations() < limit) {
      error = scaling.iterate();
    }
  }

  /** The value of f with the largest prices g that no cost undercuts, g_j = min_i cost_ij − f_i. */
  private static double lowerBound(double[] a, double[] b, double[] f, double[][] cost) {
    double[] g = new double[b.length];
    Arrays.fill(g, Double.POSITIVE_INFINITY);
    double value = 0;
    for (int i = 0; i < a.length; i++) {
      value += a[i] * f[i];
      for (int j = 0; j < g.length; j++) {
        g[j] = Math.min(g[j], cost[i][j] - f[i]);
      }
    }
    for (int j = 0; j < g.length; j++) {
      value += b[j] * g[j];
    }
    return value;
  }

  private static double cost(double[][] plan, double[][] cost) {
    double total = 0;
    for (int i = 0; i < plan.length; i++) {
      for (int j = 0; j < plan[i].length; j++) {
        total += plan[i][j] * cost[i][j];
      }
    }
    return total;
  }

  /** The largest |cost|, if this epsilon can be told from the rounding errors of such numbers. */
  private double checkedSize(double[][] cost) {
    double largest =
        Arrays.stream(cost).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
    if (largest > LARGEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "costs reach %s and sums of such overflow; divide costs and epsilon by a number",
              largest));
    }
    if (epsilon < SMALLEST * largest) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "epsilon is %s and costs reach %s; take an epsilon of at least %s",
              epsilon,
              largest,
              SMALLEST * largest));
    }
    return largest;
  }

  private static double[] shares(double[] weights) {
    double total = sum(weights);
    return Arrays.stream(weights).map(weight -> weight / total).toArray();
  }

  private static double sum(double[] weights) {
    return Arrays.stream(weights).sum();
  }

  private static void checkSums(double source, double target) {
    if (Math.abs(source - target) > 1e-9 * Math.max(source, target)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the weights sum to %s and %s; divide each side by its sum",
              source,
              target));
    }
  }
}
