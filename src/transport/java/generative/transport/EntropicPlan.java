package generative.transport;

import java.util.Locale;

/**
 * What {@link Sinkhorn} found: a blurred plan, the plan that it becomes when its marginals are put
 * right, and two numbers that have the distance between them.
 *
 * <p>Amounts are shares of the whole mass, which sum to 1. The potentials f and g say what the plan
 * is, {@code plan[i][j] = a[i] b[j] exp((f[i] + g[j] − cost[i][j]) / epsilon)} for weights a and b
 * of sum 1; as epsilon falls they become the dual prices of the exact problem. They are fixed up to
 * a constant that one side gains and the other loses. The arrays are the plan's own, not copies; as
 * long as no one writes to them, threads may share it. Two are equal only if they hold the very
 * same arrays.
 *
 * @param epsilon strength of the blur, in the unit of the cost
 * @param plan the entropic plan {@code [n][m]}; its marginals are off by {@code marginalError}
 * @param rounded the feasible plan {@code [n][m]} made of it; its marginals are the weights
 * @param cost cost of the rounded plan, never below the earth mover's distance but for rounding
 * @param lowerBound value of the potentials, made feasible; never above the distance likewise
 * @param sourcePotentials f {@code [n]}, in the unit of the cost
 * @param targetPotentials g {@code [m]}, in the unit of the cost
 * @param iterations sweeps over the matrix that it took
 * @param marginalError the sum over both sides of |marginal − weight|
 * @param converged whether {@code marginalError} is within the tolerance; false if the limit of
 *     iterations came first, or epsilon is so small that rounding keeps the marginals off
 */
public record EntropicPlan(
    double epsilon,
    double[][] plan,
    double[][] rounded,
    double cost,
    double lowerBound,
    double[] sourcePotentials,
    double[] targetPotentials,
    int iterations,
    double marginalError,
    boolean converged) {

  /** Says "distance between 0.1498 and 0.1523; converged in 210 iterations, marginals off by …". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "distance between %.6g and %.6g; %s %,d iterations, marginals off by %.1e",
        lowerBound,
        cost,
        converged ? "converged in" : "not converged in",
        iterations,
        marginalError);
  }
}
