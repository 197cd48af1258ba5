package generative.transport;

import generative.transport.simplex.Problem;
import generative.transport.simplex.Stop;
import generative.transport.simplex.TwofoldSum;
import java.util.List;

/** Computes a {@link Certificate} from costs, weights, flows and prices. Time O(n m). */
final class Audit {

  /** What the work may be above the least, as a share of it. */
  private static final double CLOSE = 1e-9;

  /** What flows may differ from a weight by their rounding, as a share of it. */
  private static final double LAST_DIGITS = 0x1p-40;

  /** Of what is computed in twice the precision. */
  private static final double TWOFOLD = 0x1p-98;

  private final double[] p;
  private final double[] q;
  private final double[][] cost;
  private final Prices prices;
  private final double spare;

  /** What the flows leave of each weight. */
  private final TwofoldSum[] left;

  private final TwofoldSum[] open;
  private final TwofoldSum gap = new TwofoldSum();
  private final TwofoldSum work = new TwofoldSum();
  private double leastFlow;
  private double size;

  /** What the gap is but for the rounding of flows, and what undercut costs may add to it. */
  private final TwofoldSum ownGap = new TwofoldSum();

  private double undercut;
  private double dualViolation;
  private double marginalViolation;
  private boolean keepsWeights = true;

  /** No cost is below zero; then a plan that costs nothing needs no further proof. */
  private boolean isNowhereNegative = true;

  private boolean isFree = true;

  Audit(double[] p, double[] q, double[][] cost, List<Transport.Flow> flows, Prices prices) {
    this.p = p;
    this.q = q;
    this.cost = cost;
    this.prices = prices;
    spare = Problem.spare(p, q);
    left = sums(p);
    open = sums(q);
    flows.forEach(this::take);
    for (int i = 0; i < p.length; i++) {
      settle(p[i], left[i], prices.u()[i], prices.uRest()[i], spare > 0);
    }
    for (int j = 0; j < q.length; j++) {
      settle(q[j], open[j], prices.v()[j], prices.vRest()[j], spare < 0);
    }
    compare();
  }

  private static TwofoldSum[] sums(double[] weights) {
    TwofoldSum[] sums = new TwofoldSum[weights.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new TwofoldSum();
      sums[i].add(weights[i]);
    }
    return sums;
  }

  private void take(Transport.Flow flow) {
    double each = cost[flow.from()][flow.to()];
    left[flow.from()].add(-flow.amount());
    open[flow.to()].add(-flow.amount());
    work.add(flow.amount(), each);
    gap.add(flow.amount(), each);
    ownGap.add(flow.amount(), each);
    size += Math.abs(flow.amount() * each);
    leastFlow = Math.min(leastFlow, flow.amount());
    isFree &= each == 0;
  }

  /** Takes an atom's earnings from the gap, and from its own gap those of what flows. */
  private void settle(double weight, TwofoldSum rest, double price, double more, boolean heavier) {
    gap.add(-weight, price);
    gap.add(-weight, more);
    ownGap.add(-weight, price);
    ownGap.add(-weight, more);
    double missing = rest.value();
    boolean isRounding = Math.abs(missing) <= LAST_DIGITS * weight;
    if (isRounding) {
      ownGap.add(missing, price);
    }
    if (!heavier || missing < 0) {
      keepsWeights &= isRounding;
      marginalViolation = Math.max(marginalViolation, Math.abs(missing));
    }
    if (heavier && price > 0) {
      dualViolation = Math.max(dualViolation, price);
      undercut += weight * price;
    }
    size += Math.abs(weight * price);
  }

  private void compare() {
    for (int i = 0; i < p.length; i++) {
      Stop.check();
      double violation = 0;
      for (int j = 0; j < q.length; j++) {
        isNowhereNegative &= cost[i][j] >= 0;
        if (cost[i][j] < Double.POSITIVE_INFINITY) {
          double excess = excess(i, j);
          dualViolation = excess > dualViolation ? excess : dualViolation;
          violation = q[j] > 0 && !(excess <= violation) ? excess : violation;
        }
      }
      undercut += p[i] > 0 ? p[i] * violation : 0;
    }
  }

  /** By how much two prices undercut a cost, in twice the precision. */
  private double excess(int i, int j) {
    double u = prices.u()[i];
    double v = prices.v()[j];
    double sum = u + v;
    double excess = sum - cost[i][j];
    double rest = error(u, v, sum) + error(sum, -cost[i][j], excess);
    return excess + (rest + (prices.uRest()[i] + prices.vRest()[j]));
  }

  private static double error(double x, double y, double sum) {
    double part = sum - x;
    return (x - (sum - part)) + (y - part);
  }

  Certificate certificate() {
    double rounding = gap.lost() + ownGap.lost() + TWOFOLD * size;
    double resolution = rounding + Math.abs(gap.value() - ownGap.value());
    return new Certificate(
        marginalViolation, leastFlow, dualViolation, gap.value(), resolution, verdict(rounding));
  }

  private Certificate.Verdict verdict(double rounding) {
    double unproven = Math.abs(ownGap.value()) + undercut;
    boolean whole = keepsWeights && leastFlow >= 0;
    boolean proven = unproven == 0 || isFree && isNowhereNegative;
    if (whole && (proven || unproven + rounding <= CLOSE * Math.abs(work.value()))) {
      return Certificate.Verdict.OPTIMAL;
    }
    return whole && !(unproven > rounding)
        ? Certificate.Verdict.BEYOND_PRECISION
        : Certificate.Verdict.NOT_OPTIMAL;
  }
}
