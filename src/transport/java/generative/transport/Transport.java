package generative.transport;

import java.util.List;

/**
 * The cheapest way to carry mass from one signature to another, and the prices that prove it.
 *
 * <p>Prices are u_i for a unit picked up at source i and v_j for one delivered at target j, with
 * u_i + v_j ≤ cost_ij for all pairs: no carrier who asks the cost undercuts them. Along every flow
 * both sides are equal, so Σ u_i p_i + Σ v_j q_j is the work (L. V. Kantorovich, "On the
 * translocation of masses", 1942). Where one side weighs more, its prices aren't above zero.
 *
 * <p>Immutable and safe to share between threads. It keeps the matrix of costs, which {@link
 * #certificate} reads, so the caller leaves a matrix of its own unchanged.
 */
public final class Transport {

  private final double[] p;
  private final double[] q;
  private final double[][] cost;
  private final List<Flow> flows;
  private final Prices prices;
  private final double work;
  private final double distance;

  /**
   * Mass carried from a source to a target.
   *
   * @param from the source's index
   * @param to the target's index
   * @param amount mass, above zero
   * @param cost the cost of each unit of it
   */
  public record Flow(int from, int to, double amount, double cost) {}

  Transport(
      double[] p,
      double[] q,
      double[][] cost,
      List<Flow> flows,
      Prices prices,
      double work,
      double distance) {
    this.p = p;
    this.q = q;
    this.cost = cost;
    this.flows = List.copyOf(flows);
    this.prices = prices;
    this.work = work;
    this.distance = distance;
  }

  /** The work for each unit of mass: the earth mover's distance, right to 1e-9 of itself. */
  public double distance() {
    return distance;
  }

  /**
   * The cost of all flows, Σ amount · cost, right to 1e-9 of itself.
   *
   * @throws ArithmeticException if it's larger than a number can be, which the distance never is
   */
  public double work() {
    if (Double.isInfinite(work)) {
      throw new ArithmeticException(
          "the work is larger than a number can be; divide the weights by one number, or take the"
              + " distance");
    }
    return work;
  }

  /** The mass carried, which is the smaller of the signatures' sums. */
  public double amount() {
    return flows.stream().mapToDouble(Flow::amount).sum();
  }

  /** The flows, at most n + m − 1, in no particular order. */
  public List<Flow> flows() {
    return flows;
  }

  /** A copy of the sources' prices u, {@code [n]}, in the unit of the cost. */
  public double[] sourcePotentials() {
    return prices.u().clone();
  }

  /** A copy of the targets' prices v, {@code [m]}, in the unit of the cost. */
  public double[] targetPotentials() {
    return prices.v().clone();
  }

  /**
   * Measures in twice the precision how far plan and prices are from proving each other, and gives
   * a verdict. Time O(n m).
   */
  public Certificate certificate() {
    return new Audit(p, q, cost, flows, prices).certificate();
  }

  /** Says "distance 160.54276, 6 flows". */
  @Override
  public String toString() {
    return "distance " + distance() + ", " + flows.size() + " flows";
  }
}
