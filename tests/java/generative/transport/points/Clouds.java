package generative.transport.points;

import java.util.Arrays;
import java.util.Random;

/** Pairs of weighted clouds, the tame ones of a benchmark and those that tempt a solver to err. */
final class Clouds {

  /** What points may look like. */
  enum Shape {
    GAUSSIANS,
    SQUARE,
    GRID,
    COARSE_GRID,
    LINE,
    DIAGONAL,
    REPEATED,
    ONE_PLACE,
    CLUSTERS,
    OUTLIERS,
    FAR_OUTLIERS,
    RING,
    APART,
    SAME
  }

  /** What masses may look like. */
  enum Mass {
    UNIFORM,
    RANDOM,
    WHOLE,
    DECADES,
    MOSTLY_ZERO
  }

  final double[][] x;
  final double[][] y;
  final double[] p;
  final double[] q;

  private Clouds(double[][] x, double[] p, double[][] y, double[] q) {
    this.x = x;
    this.y = y;
    this.p = p;
    this.q = q;
  }

  static Clouds of(Shape shape, Mass mass, int d, int n, int m, boolean equal, long seed) {
    Random random = new Random(seed);
    double[][] x = points(shape, d, n, false, random);
    double[][] y = points(shape, d, m, true, random);
    for (int j = 0; shape == Shape.SAME && j < m; j++) {
      y[j] = x[random.nextInt(n)].clone();
    }
    double[] p = masses(mass, n, random);
    double[] q = masses(mass, m, random);
    if (equal) {
      double scale = Arrays.stream(p).sum() / Arrays.stream(q).sum();
      Arrays.setAll(q, j -> q[j] * scale);
    }
    return new Clouds(x, p, y, q);
  }

  /** With one more point on both sides, at the same place and of the same mass. */
  Clouds with(double[] point, double mass) {
    return new Clouds(added(x, point), added(p, mass), added(y, point), added(q, mass));
  }

  private static double[][] added(double[][] points, double[] point) {
    double[][] more = Arrays.copyOf(points, points.length + 1);
    more[points.length] = point;
    return more;
  }

  private static double[] added(double[] masses, double mass) {
    double[] more = Arrays.copyOf(masses, masses.length + 1);
    more[masses.length] = mass;
    return more;
  }

  private static double[][] points(Shape shape, int d, int n, boolean target, Random random) {
    double[][] points = new double[n][d];
    for (double[] point : points) {
      double one = random.nextDouble();
      int cluster = random.nextInt(5);
      boolean out = random.nextInt(10) == 0;
      for (int k = 0; k < d; k++) {
        point[k] = coordinate(shape, k, target, random, one, cluster, out);
      }
    }
    return points;
  }

  private static double coordinate(
      Shape shape, int k, boolean target, Random random, double one, int cluster, boolean out) {
    boolean moved = target && k == 0;
    return switch (shape) {
      case GAUSSIANS -> random.nextGaussian() + (moved ? 1 : 0);
      case SQUARE, SAME -> random.nextDouble();
      case GRID -> random.nextInt(30);
      case COARSE_GRID -> random.nextInt(3);
      case LINE -> k == 0 ? one : 0.25;
      case DIAGONAL -> (k + 1) * one;
      case REPEATED -> Math.floor(4 * one) + k;
      case ONE_PLACE -> 0.1;
      case CLUSTERS -> 7 * ((cluster * (k + 3) + (target ? 1 : 0)) % 5) + random.nextGaussian();
      case OUTLIERS -> random.nextGaussian() + (out ? 1e3 : 0);
      case FAR_OUTLIERS -> random.nextDouble() + (out ? 1e6 : 0);
      case RING -> target ? 3 * (k == 0 ? Math.cos(6.3 * one) : Math.sin(6.3 * one)) : 0.1 * one;
      case APART -> random.nextInt(6) + (moved ? 20 : 0);
    };
  }

  private static double[] masses(Mass mass, int n, Random random) {
    double[] masses = new double[n];
    Arrays.setAll(
        masses,
        i ->
            switch (mass) {
              case UNIFORM -> 1.0 / n;
              case RANDOM -> random.nextDouble();
              case WHOLE -> random.nextInt(4);
              case DECADES -> Math.pow(10, 6 * random.nextDouble() - 3);
              case MOSTLY_ZERO -> random.nextInt(3) == 0 ? random.nextDouble() : 0;
            });
    if (mass == Mass.WHOLE || mass == Mass.MOSTLY_ZERO) {
      masses[random.nextInt(n)] += 1;
    }
    return masses;
  }
}
