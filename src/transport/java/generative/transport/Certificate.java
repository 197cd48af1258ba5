package generative.transport;

/**
 * How well a plan and its prices prove each other optimal; all zero but for rounding.
 *
 * <p>A plan that keeps the marginals and whose work equals the value of prices that undercut no
 * cost is the cheapest there is (weak duality). The figures come from costs, weights, flows and
 * prices alone, in twice the precision of a double, so whoever doubts the solver need not trust it.
 *
 * @param marginalViolation the largest difference between an atom's weight and what flows from or
 *     to it; on the side that weighs more only what flows beyond the weight
 * @param mostNegativeFlow the least flow, or zero if none is negative
 * @param dualViolation the largest u_i + v_j − cost_ij, and on the side that weighs more the
 *     largest price; zero if none is above zero
 * @param dualityGap work − (Σ u_i p_i + Σ v_j q_j), in the unit of the work
 * @param resolution what rounding may make of the gap, in the unit of the work
 * @param verdict what follows
 */
public record Certificate(
    double marginalViolation,
    double mostNegativeFlow,
    double dualViolation,
    double dualityGap,
    double resolution,
    Verdict verdict) {

  /** What figures say of a plan. */
  public enum Verdict {
    /**
     * Each atom's flows are its weight but for rounding, and the work is the least to 1e-9 of it.
     */
    OPTIMAL,

    /** Plan and prices don't prove each other, and rounding isn't the reason. */
    NOT_OPTIMAL,

    /** What is left open is no more than the resolution, which is too coarse for a proof. */
    BEYOND_PRECISION
  }
}
