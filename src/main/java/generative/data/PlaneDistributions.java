package generative.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Distributions on the plane on which one sees what a generator has learned and what not: {@code
 * [n, 2]} float32 on the device, without labels.
 *
 * <p>Ring, grid and Swiss roll are those of I. Gulrajani, F. Ahmed, M. Arjovsky, V. Dumoulin, A.
 * Courville, "Improved Training of Wasserstein GANs", 2017, at the scale of its published code. The
 * same seed gives the same points on every device, and leaves the engine's seed alone. Points are
 * drawn once and handed out again, and stay until the program ends. Safe to share between threads.
 */
public final class PlaneDistributions {

  private static final double RING_SCALE = 1.414;
  private static final double GRID_SCALE = 2.828;
  private static final double ROLL_SCALE = 7.5;

  private static final NDManager RESIDENT = Compute.newManager();
  private static final Map<Drawn, Examples> DRAWN = new HashMap<>();

  private PlaneDistributions() {}

  private record Drawn(String name, int points, long seed) {}

  @FunctionalInterface
  private interface Distribution {
    double[] draw(Random random);
  }

  /**
   * Draws from eight Gaussians of deviation 0.02 on a circle of radius 2, all over 1.414.
   *
   * @throws IllegalArgumentException if there are less than one point
   */
  public static Examples ring(int points, long seed) {
    double[][] centers = ringCenters();
    return draw("ring", points, seed, random -> around(centers, 0.02 / RING_SCALE, random));
  }

  /**
   * Draws from 25 Gaussians of deviation 0.05 at −4, −2, 0, 2, 4 in both directions, all over
   * 2.828.
   *
   * @throws IllegalArgumentException if there are less than one point
   */
  public static Examples grid(int points, long seed) {
    double[][] centers = gridCenters();
    return draw("grid", points, seed, random -> around(centers, 0.05 / GRID_SCALE, random));
  }

  /**
   * Draws from the spiral t (cos t, sin t) with t uniform from 1.5 π to 4.5 π and a noise of
   * deviation 0.25, all over 7.5.
   *
   * @throws IllegalArgumentException if there are less than one point
   */
  public static Examples swissRoll(int points, long seed) {
    return draw(
        "Swiss roll",
        points,
        seed,
        random -> {
          double t = 1.5 * Math.PI * (1 + 2 * random.nextDouble());
          double[] point = near(t * Math.cos(t), t * Math.sin(t), 0.25, random);
          return new double[] {point[0] / ROLL_SCALE, point[1] / ROLL_SCALE};
        });
  }

  /**
   * Draws from two half circles of radius 1, one above the x-axis around (0, 0) and one that opens
   * upward around (1, 0.5), with a noise of deviation 0.05.
   *
   * @throws IllegalArgumentException if there are less than one point
   */
  public static Examples moons(int points, long seed) {
    return draw(
        "two moons",
        points,
        seed,
        random -> {
          double t = Math.PI * random.nextDouble();
          double x = Math.cos(t);
          double y = Math.sin(t);
          return random.nextBoolean()
              ? near(x, y, 0.05, random)
              : near(1 - x, 0.5 - y, 0.05, random);
        });
  }

  /** Returns the centers of the ring's Gaussians, {@code [8][2]}. */
  public static double[][] ringCenters() {
    return IntStream.range(0, 8)
        .mapToDouble(i -> i * Math.PI / 4)
        .mapToObj(t -> new double[] {2 * Math.cos(t) / RING_SCALE, 2 * Math.sin(t) / RING_SCALE})
        .toArray(double[][]::new);
  }

  /** Returns the centers of the grid's Gaussians, {@code [25][2]}. */
  public static double[][] gridCenters() {
    return IntStream.range(0, 25)
        .mapToObj(i -> new double[] {2 * (i / 5 - 2) / GRID_SCALE, 2 * (i % 5 - 2) / GRID_SCALE})
        .toArray(double[][]::new);
  }

  private static double[] around(double[][] centers, double deviation, Random random) {
    double[] center = centers[random.nextInt(centers.length)];
    return near(center[0], center[1], deviation, random);
  }

  private static double[] near(double x, double y, double deviation, Random random) {
    return new double[] {
      x + deviation * random.nextGaussian(), y + deviation * random.nextGaussian()
    };
  }

  private static synchronized Examples draw(
      String name, int points, long seed, Distribution distribution) {
    if (points < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%,d points of the %s; give at least 1, such as 2,000", points, name));
    }
    return DRAWN.computeIfAbsent(
        new Drawn(name, points, seed),
        drawn -> resident(points, new Random(drawn.seed), distribution));
  }

  /** Its array outlives an {@link NDScope} that is open now. */
  private static Examples resident(int points, Random random, Distribution distribution) {
    double[][] drawn = new double[points][];
    Arrays.setAll(drawn, i -> distribution.draw(random));
    float[] coordinates = new float[2 * points];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = (float) drawn[i / 2][i % 2];
    }
    NDArray data = RESIDENT.create(coordinates, new Shape(points, 2));
    NDScope.unregister(data);
    return Examples.of(data, null);
  }
}
