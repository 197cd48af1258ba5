package generative.transport;

import generative.transport.points.Ground;
import generative.transport.points.PointPlan;
import generative.transport.points.PointTransport;
import generative.transport.points.Proof;
import generative.transport.simplex.TwofoldSum;
import java.util.Arrays;

/**
 * The distance between many points of two or three dimensions, without a matrix of costs. It is
 * taken only if the plan's prices prove it for all pairs.
 */
final class ManyPoints {

  /** Pairs of which a matrix of costs takes 128 MB. */
  private static final double MANY = 1 << 24;

  /** The same for the largest of the coordinates' distances, whose bounds are weak. */
  private static final double VERY_MANY = 1e8;

  /** What the work may be above the least, as a share of it. */
  private static final double CLOSE = 1e-9;

  /** What flows may differ from a weight by their rounding, as a share of it. */
  private static final double LAST_DIGITS = 0x1p-40;

  private final Signature p;
  private final Signature q;
  private final Ground ground;
  private final GroundDistance distance;
  private final PointPlan plan;

  private ManyPoints(Signature p, Signature q, Ground ground, GroundDistance distance) {
    this.p = p;
    this.q = q;
    this.ground = ground;
    this.distance = distance;
    plan =
        PointTransport.solve(
            p.points, p.weights, q.points, q.weights, ground, (pivots, work) -> {});
  }

  /** Returns the distance, or NaN if the points are few, the space is another, or proof fails. */
  static double distance(Signature p, Signature q, GroundDistance distance) {
    Ground ground = ground(distance);
    int d = p.points[0].length;
    double pairs = (double) p.size() * q.size();
    boolean many = pairs >= (ground == Ground.CHEBYSHEV ? VERY_MANY : MANY);
    return ground != null && many && (d == 2 || d == 3)
        ? new ManyPoints(p, q, ground, distance).proved()
        : Double.NaN;
  }

  private static Ground ground(GroundDistance distance) {
    if (distance instanceof Metric metric) {
      return switch (metric) {
        case EUCLIDEAN -> Ground.EUCLIDEAN;
        case MANHATTAN -> Ground.MANHATTAN;
        case CHEBYSHEV -> Ground.CHEBYSHEV;
        case SQUARED_EUCLIDEAN -> Ground.SQUARED_EUCLIDEAN;
      };
    }
    return null;
  }

  private double proved() {
    double[] left = p.weights.clone();
    double[] open = q.weights.clone();
    TwofoldSum carried = new TwofoldSum();
    TwofoldSum work = new TwofoldSum();
    for (int k = 0; k < plan.amount().length; k++) {
      int i = plan.from()[k];
      int j = plan.to()[k];
      double amount = plan.amount()[k];
      left[i] -= amount;
      open[j] -= amount;
      carried.add(amount);
      work.add(amount, distance.between(p.points[i], q.points[j]));
    }
    double sumP = Arrays.stream(p.weights).sum();
    double sumQ = Arrays.stream(q.weights).sum();
    boolean keeps = keeps(p.weights, left, sumP > sumQ) && keeps(q.weights, open, sumQ > sumP);
    double unproven = unproven(work.value(), Math.max(sumP, sumQ), sumP > sumQ, sumQ > sumP);
    return keeps && unproven <= CLOSE * work.value() ? work.value() / carried.value() : Double.NaN;
  }

  private static boolean keeps(double[] weights, double[] rest, boolean heavier) {
    for (int i = 0; i < weights.length; i++) {
      double rounding = LAST_DIGITS * weights[i];
      if (rest[i] < -rounding || !heavier && rest[i] > rounding) {
        return false;
      }
    }
    return true;
  }

  /** By how much the work may be above the least: weak duality, with prices that undercut none. */
  private double unproven(double work, double mass, boolean pIsHeavier, boolean qIsHeavier) {
    TwofoldSum earned = new TwofoldSum();
    double above = 0;
    for (int i = 0; i < p.size(); i++) {
      earned.add(p.weights[i], plan.u()[i]);
      above = pIsHeavier ? Math.max(above, plan.u()[i]) : above;
    }
    for (int j = 0; j < q.size(); j++) {
      earned.add(q.weights[j], plan.v()[j]);
      above = qIsHeavier ? Math.max(above, plan.v()[j]) : above;
    }
    double violation = Proof.violation(p.points, q.points, ground, plan.u(), plan.v());
    return Math.abs(work - earned.value()) + mass * (violation + above);
  }
}
