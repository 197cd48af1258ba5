package generative.transport;

import java.util.Arrays;
import java.util.Random;

/** Two distributions on the line, about 20 wide. */
final class Line {
  final double[] x;
  final double[] y;
  final double[] p;
  final double[] q;

  Line(long seed, int n, int m) {
    Random random = new Random(seed);
    x = random.doubles(n, -10, 5).toArray();
    y = random.doubles(m, -5, 10).toArray();
    p = weights(random, n);
    q = weights(random, m);
  }

  double[][] costs() {
    return Arrays.stream(x)
        .mapToObj(from -> Arrays.stream(y).map(to -> Math.abs(from - to)).toArray())
        .toArray(double[][]::new);
  }

  double distance() {
    return LineDistance.between(x, p, y, q);
  }

  private static double[] weights(Random random, int n) {
    double[] weights = random.doubles(n, 0.1, 1).toArray();
    double total = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / total).toArray();
  }
}
