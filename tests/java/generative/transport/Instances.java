package generative.transport;

import java.util.Arrays;
import java.util.Random;

/** Transportation problems that tempt a solver to err: ties, zeros, repetitions, lopsided sums. */
public final class Instances {

  private Instances() {}

  /** Weights of both sides and costs. */
  public record Instance(double[] p, double[] q, double[][] cost) {}

  /** The instance of a number; equal numbers give equal instances, sizes are 1 to the largest. */
  public static Instance of(int number, int largest) {
    Random random = new Random(number);
    int n = 1 + random.nextInt(largest);
    int m = number % 7 == 0 ? 1 : number % 7 == 1 ? n : 1 + random.nextInt(largest);
    double[] p = weights(n, random);
    double[] q = weights(m, random);
    if (random.nextInt(3) > 0) {
      double scale = Arrays.stream(p).sum() / Arrays.stream(q).sum();
      Arrays.setAll(q, j -> q[j] * scale);
    }
    return new Instance(p, q, costs(n, m, random));
  }

  private static double[] weights(int n, Random random) {
    int kind = random.nextInt(5);
    double[] weights = new double[n];
    Arrays.setAll(
        weights,
        i ->
            switch (kind) {
              case 0 -> 1.0 / n;
              case 1 -> random.nextInt(4);
              case 2 -> random.nextInt(3) == 0 ? random.nextDouble() : 0;
              case 3 -> Math.pow(10, 4 * random.nextDouble() - 2);
              default -> random.nextDouble();
            });
    if (kind == 2) {
      Arrays.fill(weights, 0, n / 2, 0);
    }
    weights[random.nextInt(n)] += 1;
    return weights;
  }

  private static double[][] costs(int n, int m, Random random) {
    int kind = random.nextInt(7);
    double[][] cost = new double[n][m];
    int ties = 1 + random.nextInt(4);
    double[][] x = points(n, random, kind == 3);
    double[][] y = points(m, random, kind == 3);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        cost[i][j] =
            switch (kind) {
              case 0 -> random.nextInt(ties);
              case 1 -> random.nextInt(1000);
              case 2, 3 -> GroundDistance.EUCLIDEAN.between(x[i], y[j]);
              case 4 -> GroundDistance.MANHATTAN.between(x[i], y[j]);
              case 5 -> random.nextGaussian();
              default -> Math.abs(i - j);
            };
      }
    }
    return cost;
  }

  private static double[][] points(int n, Random random, boolean repeated) {
    double[][] points = new double[n][2];
    for (double[] point : points) {
      Arrays.setAll(point, k -> repeated ? random.nextInt(3) : random.nextGaussian());
    }
    return points;
  }
}
