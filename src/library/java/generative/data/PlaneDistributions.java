package generative.data;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Distributions on the plane on which one sees what a generator has learned and what not: {@code
 * [n, 2]} float32 on the device, without labels.
 *
 * <p>Ring, grid and Swiss roll are those of I. Gulrajani, F. Ahmed, M. Arjovsky, V. Dumoulin, A.
 * Courville, "Improved Training of Wasserstein GANs", 2017, at the scale of its published code. The
 * same seed gives the same points on every device, and leaves the engine's seed alone. Safe to
 * share between threads.
 *
 * <p>Without a manager, points are drawn once, handed out again, so that a cell can be run again,
 * and stay until the program ends, 20 million in all; a draw counts as a thousand at least. With a
 * manager they are drawn at each call, and end with it: that is for loops.
 */
public final class PlaneDistributions {

  private static final double RING_SCALE = 1.414;
  private static final double GRID_SCALE = 2.828;
  private static final double ROLL_SCALE = 7.5;

  private static final double[][] RING_CENTERS = ringCenters();
  private static final double[][] GRID_CENTERS = gridCenters();

  private static final int MOST = 10_000_000;
  private static final Kept<Drawn, Examples> DRAWN =
      new Kept<>(
          2 * MOST,
          Examples::isClosed,
          "20 million points are kept already until the program ends; draw more into a manager of"
              + " yours, such as ring(manager, points, seed)");

  private PlaneDistributions() {}

  private record Drawn(Kind kind, int points, long seed) {}

  private enum Kind {
    RING("ring", random -> around(RING_CENTERS, 0.02 / RING_SCALE, random)),
    GRID("grid", random -> around(GRID_CENTERS, 0.05 / GRID_SCALE, random)),
    SWISS_ROLL("Swiss roll", PlaneDistributions::onTheRoll),
    TWO_MOONS("two moons", PlaneDistributions::onAMoon);

    private final String title;
    private final Function<Random, double[]> draw;

    Kind(String title, Function<Random, double[]> draw) {
      this.title = title;
      this.draw = draw;
    }
  }

  /**
   * Draws from eight Gaussians of deviation 0.02 on a circle of radius 2, all over 1.414.
   *
   * @param points 1 to 10,000,000
   * @throws IllegalArgumentException if there are fewer or more points
   * @throws IllegalStateException if 20 million others are kept
   * @throws CancellationException if the thread was interrupted
   */
  public static Examples ring(int points, long seed) {
    return kept(Kind.RING, points, seed);
  }

  /**
   * Draws the same points as {@link #ring(int, long)} and keeps nothing.
   *
   * @param manager becomes the owner of the array
   * @throws IllegalArgumentException if there are fewer or more points, or the manager is closed
   * @throws CancellationException if the thread was interrupted
   */
  public static Examples ring(NDManager manager, int points, long seed) {
    return drawn(Kind.RING, manager, points, seed);
  }

  /**
   * Draws from 25 Gaussians of deviation 0.05 at −4, −2, 0, 2, 4 in both directions, all over
   * 2.828.
   *
   * @param points 1 to 10,000,000
   * @throws IllegalArgumentException if there are fewer or more points
   * @throws IllegalStateException if 20 million others are kept
   * @throws CancellationException if the thread was interrupted
   */
  public static Examples grid(int points, long seed) {
    return kept(Kind.GRID, points, seed);
  }

  /**
   * Draws the same points as {@link #grid(int, long)} and keeps nothing.
   *
   * @param manager becomes the owner of the array
   * @throws IllegalArgumentException if there are fewer or more points, or the manager is closed
   * @throws CancellationException if the thread was interrupted
   */
  public static Examples grid(NDManager manager, int points, long seed) {
    return drawn(Kind.GRID, manager, points, seed);
  }

  /**
   * Draws from the spiral t (cos t, sin t) with t uniform from 1.5 π to 4.5 π and a noise of
   * deviation 0.25, all over 7.5.
   *
   * @param points 1 to 10,000,000
   * @throws IllegalArgumentException if there are fewer or more points
   * @throws IllegalStateException if 20 million others are kept
   * @throws CancellationException if the thread was interrupted
   */
  public static Examples swissRoll(int points, long seed) {
    return kept(Kind.SWISS_ROLL, points, seed);
  }

  /**
   * Draws the same points as {@link #swissRoll(int, long)} and keeps nothing.
   *
   * @param manager becomes the owner of the array
   * @throws IllegalArgumentException if there are fewer or more points, or the manager is closed
   * @throws CancellationException if the thread was interrupted
   */
  public static Examples swissRoll(NDManager manager, int points, long seed) {
    return drawn(Kind.SWISS_ROLL, manager, points, seed);
  }

  /**
   * Draws from two half circles of radius 1, one above the x-axis around (0, 0) and one that opens
   * upward around (1, 0.5), with a noise of deviation 0.05.
   *
   * @param points 1 to 10,000,000
   * @throws IllegalArgumentException if there are fewer or more points
   * @throws IllegalStateException if 20 million others are kept
   * @throws CancellationException if the thread was interrupted
   */
  public static Examples moons(int points, long seed) {
    return kept(Kind.TWO_MOONS, points, seed);
  }

  /**
   * Draws the same points as {@link #moons(int, long)} and keeps nothing.
   *
   * @param manager becomes the owner of the array
   * @throws IllegalArgumentException if there are fewer or more points, or the manager is closed
   * @throws CancellationException if the thread was interrupted
   */
  public static Examples moons(NDManager manager, int points, long seed) {
    return drawn(Kind.TWO_MOONS, manager, points, seed);
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

  private static double[] onTheRoll(Random random) {
    double t = 1.5 * Math.PI * (1 + 2 * random.nextDouble());
    double[] point = near(t * Math.cos(t), t * Math.sin(t), 0.25, random);
    return new double[] {point[0] / ROLL_SCALE, point[1] / ROLL_SCALE};
  }

  private static double[] onAMoon(Random random) {
    double t = Math.PI * random.nextDouble();
    double x = Math.cos(t);
    double y = Math.sin(t);
    return random.nextBoolean() ? near(x, y, 0.05, random) : near(1 - x, 0.5 - y, 0.05, random);
  }

  /** Its array outlives an {@link NDScope} that is open now. */
  private static Examples kept(Kind kind, int points, long seed) {
    check(kind, points);
    return DRAWN.get(
        new Drawn(kind, points, seed),
        Math.max(points, 1_000),
        () ->
            Kept.resident(
                manager -> {
                  Examples drawn = drawn(kind, manager, points, seed);
                  NDScope.unregister(drawn.data());
                  return drawn;
                }));
  }

  private static Examples drawn(Kind kind, NDManager manager, int points, long seed) {
    Given.manager(manager, "the manager");
    check(kind, points);
    Random random = new Random(seed);
    float[] coordinates = new float[2 * points];
    for (int i = 0; i < points; i++) {
      if (Thread.interrupted()) {
        throw new CancellationException("Stopped.");
      }
      double[] point = kind.draw.apply(random);
      coordinates[2 * i] = (float) point[0];
      coordinates[2 * i + 1] = (float) point[1];
    }
    return Examples.of(manager.create(coordinates, new Shape(points, 2)), null);
  }

  private static void check(Kind kind, int points) {
    if (points < 1 || points > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d points of the %s; give 1 to %,d, such as 2,000",
              points,
              kind.title,
              MOST));
    }
  }
}
