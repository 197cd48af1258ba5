package generative.transport.points;

import generative.transport.simplex.PivotListener;
import generative.transport.simplex.SpanningTree;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * The exact earth mover's distance between points in few dimensions, without a matrix of costs: a
 * network simplex on {@link Arcs some arcs} of each source, from {@link Levels coarse to fine},
 * whose optimum a {@link KdTree k-d tree} proves for all pairs.
 *
 * <p>Memory is O((n + m) k), about a kilobyte a point; two planar Gaussian clouds of 20,000 take
 * some seconds. Where one side weighs more, as much is carried as the lighter one holds. Stateless
 * and safe to share between threads.
 */
public final class PointTransport {

  /** Sums closer to each other than this share count as equal. */
  private static final double EQUAL = 1e-12;

  /** A flow of this share of its ends' masses is what rounding has left. */
  private static final double ROUNDING = 1e-15;

  private final double[][] x;
  private final double[][] y;
  private final double[] p;
  private final double[] q;
  private final Ground ground;
  private final boolean takesRest;
  private final int exponent;
  private final double unit;

  private PointTransport(
      double[][] x, double[] p, double[][] y, double[] q, Ground ground, boolean takesRest) {
    this.x = x;
    this.y = y;
    this.p = p;
    this.q = q;
    this.ground = ground;
    this.takesRest = takesRest;
    exponent = Scale.exponent(ground, x, y);
    unit = Scale.unit(ground, exponent);
  }

  /**
   * Returns the cheapest plan.
   *
   * @param x sources {@code [n][d]}, finite
   * @param p their masses {@code [n]}, finite, not negative, not all zero
   * @param y targets {@code [m][d]}
   * @param q their masses {@code [m]}
   * @throws IllegalArgumentException if two points are further apart than a number can be
   * @throws CancellationException if the thread was interrupted
   */
  public static PointPlan solve(
      double[][] x, double[] p, double[][] y, double[] q, Ground ground, PivotListener progress) {
    return solve(x, p, y, q, ground, Levels.COARSEST, progress);
  }

  /** As the other, with as many points on the coarsest level. */
  static PointPlan solve(
      double[][] x,
      double[] p,
      double[][] y,
      double[] q,
      Ground ground,
      int coarsest,
      PivotListener progress) {
    Objects.requireNonNull(progress, "progress");
    double sumP = Arrays.stream(p).sum();
    double sumQ = Arrays.stream(q).sum();
    boolean equal = Math.abs(sumP - sumQ) <= EQUAL * Math.max(sumP, sumQ);
    if (equal ? q.length > p.length : sumQ > sumP) {
      return new PointTransport(y, q, x, p, ground, !equal).solve(coarsest, progress).turned();
    }
    return new PointTransport(x, p, y, q, ground, !equal).solve(coarsest, progress);
  }

  private PointPlan solve(int coarsest, PivotListener progress) {
    int[] sources = sorted(x, p);
    int[] targets = sorted(y, q);
    double[] whole = wholeMasses(sources, targets);
    double massUnit = whole == null ? 1 : whole[2];
    Cloud from = cloud(x, p, sources, whole == null ? Double.NaN : whole[0]);
    Cloud to = cloud(y, q, targets, whole == null ? Double.NaN : whole[1]);
    Watch watch = new Watch(progress, unit * massUnit);
    SpanningTree tree = Levels.solve(from, to, ground, takesRest, coarsest, watch).tree();
    double[] u = new double[p.length];
    double[] v = new double[q.length];
    readPrices(tree, sources, targets, u, v);
    return plan(tree, sources, targets, massUnit, u, v);
  }

  /** The points of positive mass, in the order of a k-d tree. */
  private int[] sorted(double[][] points, double[] mass) {
    int[] order = IntStream.range(0, mass.length).filter(i -> mass[i] > 0).toArray();
    Cloud.sort(Scale.columns(points, exponent), order);
    return order;
  }

  private Cloud cloud(double[][] points, double[] mass, int[] order, double each) {
    Cloud cloud = Scale.cloud(points, mass, order, exponent);
    if (!Double.isNaN(each)) {
      Arrays.fill(cloud.mass, each);
    }
    return cloud;
  }

  /**
   * Uniform masses as whole numbers, of which flows never round: those of a source and of a target,
   * and their unit; or null.
   */
  private double[] wholeMasses(int[] sources, int[] targets) {
    double a = p[sources[0]];
    double b = q[targets[0]];
    boolean uniform =
        Arrays.stream(sources).allMatch(i -> p[i] == a)
            && Arrays.stream(targets).allMatch(j -> q[j] == b);
    if (!uniform || takesRest && a != b) {
      return null;
    }
    return a == b
        ? new double[] {1, 1, a}
        : new double[] {targets.length, sources.length, a / targets.length};
  }

  private PointPlan plan(
      SpanningTree tree, int[] sources, int[] targets, double massUnit, double[] u, double[] v) {
    int[] from = new int[tree.root];
    int[] to = new int[tree.root];
    double[] amount = new double[tree.root];
    int count = 0;
    for (int node = 0; node < tree.root; node++) {
      int up = tree.parent[node];
      if (up != tree.root) {
        int i = sources[Math.min(node, up)];
        int j = targets[Math.max(node, up) - tree.sources];
        double most = Math.min(p[i], q[j]);
        double mass = Math.min(most, tree.flow[node] * massUnit);
        if (mass > ROUNDING * most) {
          from[count] = i;
          to[count] = j;
          amount[count++] = mass;
        }
      }
    }
    return new PointPlan(
        Arrays.copyOf(from, count), Arrays.copyOf(to, count), Arrays.copyOf(amount, count), u, v);
  }

  /** Fills in the prices: those of points without mass are as high as allowed. */
  private void readPrices(SpanningTree tree, int[] sources, int[] targets, double[] u, double[] v) {
    double zero = takesRest ? tree.potential[tree.root] : 0;
    for (int i = 0; i < sources.length; i++) {
      u[sources[i]] = (zero - tree.potential[i]) * unit;
    }
    for (int j = 0; j < targets.length; j++) {
      v[targets[j]] = (tree.potential[tree.sources + j] - zero) * unit;
    }
    if (sources.length < x.length) {
      lift(x, p, u, y, targets, v, takesRest ? 0 : Double.POSITIVE_INFINITY);
    }
    if (targets.length < y.length) {
      int[] all = Scale.all(x.length);
      Cloud.sort(Scale.columns(x, exponent), all);
      lift(y, q, v, x, all, u, Double.POSITIVE_INFINITY);
    }
  }

  /** Gives points without mass the least cost minus price to the given points on the other side. */
  private void lift(
      double[][] points,
      double[] mass,
      double[] price,
      double[][] others,
      int[] order,
      double[] theirs,
      double most) {
    KdTree tree = new KdTree(Scale.cloud(others, theirs, order, exponent), ground);
    tree.price(IntStream.of(order).mapToDouble(j -> theirs[j] / unit).toArray(), 0);
    Cloud cloud = Scale.cloud(points, mass, Scale.all(points.length), exponent);
    Best one = new Best(1, order.length);
    for (int i = 0; i < points.length; i++) {
      if (mass[i] == 0) {
        price[i] = Math.min(most, tree.least(cloud, i, one) * unit);
      }
    }
  }
}
