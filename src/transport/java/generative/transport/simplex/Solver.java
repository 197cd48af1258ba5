package generative.transport.simplex;

import java.util.Arrays;

/**
 * Solves a transportation problem in up to three steps: {@link TransportSimplex} finds a basis as
 * good as doubles tell, {@link Proof} asks whether that is good enough, and if not, {@link
 * ExactSimplex} goes on from there without rounding. Stateless.
 */
public final class Solver {

  /** Costs up to two to this power can be summed along a tree. */
  private static final int ROOM = 960;

  private Solver() {}

  /** Whether costs are so large, or forbidden, that a copy is needed which has them otherwise. */
  public static boolean needsCopy(double largest, boolean forbids) {
    return forbids || Math.getExponent(largest) >= ROOM;
  }

  /**
   * Returns the cheapest plan.
   *
   * @param largest the largest finite |cost|
   * @param forbids whether there is an infinite cost
   * @throws ForbiddenException if each plan uses a forbidden pair
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static Solution solve(
      Problem problem, double largest, boolean forbids, PivotListener progress) {
    boolean copies = needsCopy(largest, forbids);
    double[][] rows = copies ? tame(problem, largest) : problem.rows();
    TransportSimplex simplex =
        new TransportSimplex(rows, positive(problem.p()), positive(problem.q()), progress);
    SpanningTree tree = simplex.solve();
    Solution proven = copies ? null : Proof.of(problem, tree, simplex.slack(), largest);
    if (proven == null) {
      tree = simplex.refine();
      proven = copies ? null : Proof.of(problem, tree, simplex.slack(), largest);
    }
    return proven != null ? proven : new ExactSimplex(problem, tree).solve();
  }

  private static double[] positive(double[] weights) {
    return Arrays.stream(weights).map(weight -> Math.max(weight, Double.MIN_VALUE)).toArray();
  }

  /** The costs scaled down, with a large number for infinity. */
  private static double[][] tame(Problem problem, double largest) {
    int digits = Integer.SIZE - Integer.numberOfLeadingZeros(problem.nodes()) + 1;
    int exponent = Math.max(Math.getExponent(largest), Double.MIN_EXPONENT) + digits;
    int scale = Math.min(0, ROOM - exponent);
    double factor = Math.scalb(1.0, scale);
    double forbidden = Math.scalb(1.0, exponent + scale);
    double[][] rows = new double[problem.rows().length][];
    for (int i = 0; i < rows.length; i++) {
      Stop.check();
      rows[i] = problem.rows()[i].clone();
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = rows[i][j] == Double.POSITIVE_INFINITY ? forbidden : rows[i][j] * factor;
      }
    }
    return rows;
  }
}
