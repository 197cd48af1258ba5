package generative.transport.points;

/**
 * The cheapest plan between points, and the prices that prove it. The arrays are the caller's.
 *
 * @param from each flow's source
 * @param to its target
 * @param amount its mass, above zero
 * @param u the sources' prices {@code [n]}
 * @param v the targets' prices {@code [m]}; u_i + v_j is at most the cost, and equal to it along
 *     flows
 */
public record PointPlan(int[] from, int[] to, double[] amount, double[] u, double[] v) {

  /** The same plan from the targets to the sources. */
  PointPlan turned() {
    return new PointPlan(to, from, amount, v, u);
  }
}
