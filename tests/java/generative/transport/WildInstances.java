package generative.transport;

import generative.transport.Instances.Instance;
import java.util.Arrays;
import java.util.Random;

/**
 * Transportation problems of the kind that bug reports bring: weights and costs over many decades,
 * forbidden pairs, a large number for "forbidden", one far point, ties, zeros, repetitions.
 */
public final class WildInstances {

  private static final int LARGEST = 12;

  private WildInstances() {}

  /**
   * The instance of a number, of at most 12 sources and targets; equal numbers, equal instances.
   */
  public static Instance of(int number) {
    Random random = new Random(0x5EEDL * 1_000_003 + number);
    int largest = random.nextInt(4) == 0 ? LARGEST : 5;
    int n = 1 + random.nextInt(largest);
    int m = random.nextBoolean() ? n : 1 + random.nextInt(largest);
    int kind = random.nextInt(8);
    double[] p = weights(n, kind, random);
    double[] q = weights(m, kind, random);
    level(p, q, random);
    double[][] cost = costs(n, m, random);
    if (random.nextInt(4) == 0) {
      spoil(cost, random, Double.POSITIVE_INFINITY);
    } else if (random.nextInt(4) == 0) {
      spoil(cost, random, decade(random, 3, 300));
    }
    return new Instance(p, q, cost);
  }

  private static double[] weights(int n, int kind, Random random) {
    double[] weights = new double[n];
    Arrays.setAll(
        weights,
        i ->
            switch (kind) {
              case 0, 1 -> 1;
              case 2 -> 1.0 / n;
              case 3 -> random.nextInt(4);
              case 4 -> random.nextDouble();
              case 5 -> decade(random, -12, 300);
              case 6 -> decade(random, -20, 20);
              default -> Math.scalb(1, random.nextInt(120) - 60);
            });
    if (Arrays.stream(weights).sum() == 0) {
      weights[random.nextInt(n)] = 1;
    }
    return weights;
  }

  /**
   * In two of three instances gives both sides the same sum, as nearly as doubles can, unless they
   * are too far apart.
   */
  private static void level(double[] p, double[] q, Random random) {
    switch (random.nextInt(3)) {
      case 0 -> {
        double scale = Arrays.stream(p).sum() / Arrays.stream(q).sum();
        boolean fits = scale < 1e200 && scale > 1e-200;
        Arrays.setAll(q, j -> fits ? q[j] * scale : q[j]);
      }
      case 1 -> {
        for (int k = 0; k < q.length; k++) {
          q[k] = k < p.length ? p[p.length - 1 - k] : 0;
        }
        if (Arrays.stream(q).sum() == 0) {
          q[0] = 1;
        }
      }
      default -> {}
    }
  }

  private static double[][] costs(int n, int m, Random random) {
    int kind = random.nextInt(10);
    double[][] cost = new double[n][m];
    double[][] x = points(n, kind, random);
    double[][] y = points(m, kind, random);
    double high = decade(random, -2, 308);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        cost[i][j] =
            switch (kind) {
              case 0 -> 7;
              case 1 -> random.nextInt(10);
              case 2 -> decade(random, -12, 300);
              case 3 -> decade(random, -6, 20);
              case 4 -> random.nextGaussian() * decade(random, -8, 8);
              case 5 -> random.nextInt(3) * 0.5 * high;
              case 6 -> GroundDistance.EUCLIDEAN.between(x[i], y[j]);
              case 7 -> GroundDistance.MANHATTAN.between(x[i], y[j]);
              case 8 -> GroundDistance.SQUARED_EUCLIDEAN.between(x[i], y[j]);
              default -> random.nextInt(3) == 0 ? 1e20 : random.nextInt(10);
            };
      }
    }
    return cost;
  }

  /** On a grid with repetitions, or anywhere with one far off. */
  private static double[][] points(int n, int kind, Random random) {
    double[][] points = new double[n][2];
    boolean grid = random.nextBoolean();
    for (double[] point : points) {
      Arrays.setAll(point, k -> grid ? random.nextInt(4) : random.nextDouble());
    }
    if (kind == 8) {
      points[n - 1] = new double[] {1e6, 1e6};
    }
    return points;
  }

  private static void spoil(double[][] cost, Random random, double by) {
    double share = random.nextDouble() * 0.7;
    for (double[] row : cost) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextDouble() < share ? by : row[j];
      }
    }
  }

  private static double decade(Random random, int from, int to) {
    return Math.pow(10, from + (to - from) * random.nextDouble());
  }
}
