package generative.transport;

import java.util.Arrays;
import java.util.Random;

/** What is to be done in a small heap, in a Java process of its own; prints how it went. */
final class SmallHeap {

  private SmallHeap() {}

  public static void main(String[] arguments) {
    int n = Integer.parseInt(arguments[1]);
    try {
      System.out.println(
          switch (arguments[0]) {
            case "matrices" -> matrices(n);
            case "zero weight" -> zeroWeight(n);
            case "sinkhorn" -> Sinkhorn.of(1).limit(1).transport(ones(n), ones(n), line(n));
            default -> throw new IllegalArgumentException(arguments[0]);
          });
    } catch (IllegalArgumentException | OutOfMemoryError e) {
      System.out.println(e);
    }
  }

  /** Makes twenty matrices of costs, and keeps none. */
  private static String matrices(int n) {
    double[][] points = new double[n][];
    Random random = new Random(1);
    Arrays.setAll(points, i -> random.doubles(2).toArray());
    Signature cloud = Signature.uniform(points);
    for (int i = 0; i < 20; i++) {
      GroundDistance.EUCLIDEAN.costs(cloud, cloud);
    }
    return "made";
  }

  /** Moves the points of a line by one; the last target has no weight. */
  private static double zeroWeight(int n) {
    double[] sources = ones(n);
    double[] targets = ones(n);
    sources[n - 1] = 0;
    targets[0] = 0;
    return EarthMoversDistance.transport(sources, targets, line(n)).work();
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[][] line(int n) {
    double[][] cost = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        cost[i][j] = Math.abs(i - j);
      }
    }
    return cost;
  }
}
