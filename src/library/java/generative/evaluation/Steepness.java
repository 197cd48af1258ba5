package generative.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import generative.nn.Critic;
import generative.tensor.Require;
import generative.tensor.Values;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * How steep a critic is. The supremum that makes the earth mover's distance is over functions of
 * Lipschitz constant 1, and a critic that is K times as steep estimates K times the distance; so
 * its estimate says nothing before its constant is known.
 *
 * <p>The constant itself is hard to compute (A. Virmaux, K. Scaman, "Lipschitz regularity of deep
 * neural networks", 2018). Two numbers lie below it and one above:
 *
 * <pre>largestGradient, largestRatio ≤ K ≤ spectralBound</pre>
 *
 * <p>The mean is no bound. It is what the gradient penalty holds near 1.
 *
 * @param meanOnSegments mean gradient norm at uniform points of 1,000 segments, each from a random
 *     real point to a random fake one
 * @param largestGradient largest gradient norm that a {@linkplain Ascent climb} from many starts
 *     finds
 * @param largestRatio largest |f(x) − f(y)| / ‖x − y‖ over all pairs of the points, real and fake;
 *     of more than 500 of either, 500 are drawn
 * @param spectralBound product of the largest singular values of the layers' weights, since ReLU
 *     makes nothing steeper; NaN of a function whose layers aren't known
 */
public record Steepness(
    double meanOnSegments, double largestGradient, double largestRatio, double spectralBound) {

  private static final int SEGMENTS = 1_000;
  private static final int PAIRED = 500;

  /**
   * Measures a critic, which stays as it is. The same seed on the same device gives the same
   * numbers, and the engine's random numbers are left alone. It takes less than a second on the
   * plane and some seconds at 784 inputs, in memory that is given back, and can be interrupted.
   *
   * @param real {@code [n, inputs]}, n at least 2
   * @param fake {@code [m, inputs]}, m at least 2
   * @param seed of the draws
   * @throws IllegalArgumentException if an array was closed
   * @throws IllegalStateException if the critic has no weights, or isn't made of dense layers
   * @throws CancellationException if the thread was interrupted
   * @throws IllegalArgumentException if a shape doesn't fit, a coordinate isn't finite, or the
   *     critic's values aren't
   */
  public static Steepness of(Critic critic, NDArray real, NDArray fake, long seed) {
    Shape example = new Shape(Objects.requireNonNull(critic, "critic").inputs());
    return of(new DenseSlopes(critic), example, real, fake, seed);
  }

  /**
   * Measures any function, such as a convolutional critic's {@code critic::value}, in the engine's
   * floats: a gradient norm below 1e-6 is taken for that, and of the pairs' differences their
   * rounding errors are taken off.
   *
   * @param critic gives one value for each row, {@code [n]} or {@code [n, 1]}, of {@code [n, …]}
   * @param real {@code [n, …]}, n at least 2
   * @param fake {@code [m, …]}, m at least 2
   * @param seed of the draws
   * @throws CancellationException if the thread was interrupted
   * @throws IllegalArgumentException if a shape doesn't fit, a coordinate isn't finite, or the
   *     critic's values aren't or don't depend on the points
   */
  public static Steepness of(
      Function<NDArray, NDArray> critic, NDArray real, NDArray fake, long seed) {
    Objects.requireNonNull(critic, "critic");
    Shape shape = Require.open(real, "the array of real points").getShape();
    Shape example = shape.dimension() < 2 ? new Shape(1) : shape.slice(1);
    return of(new Slopes(critic, example), example, real, fake, seed);
  }

  private static Steepness of(Slopes slopes, Shape example, NDArray real, NDArray fake, long seed) {
    float[][] reals = points(example, "real", real);
    float[][] fakes = points(example, "fake", fake);
    Random random = new Random(seed);
    double ratio = slopes.largestRatio(some(reals, random), some(fakes, random));
    float[][] between = between(reals, fakes, SEGMENTS, random);
    double[] there = slopes.exactlyAt(between);
    double[] summits = slopes.exactlyAt(new Ascent(slopes, reals, fakes, random).summits(between));
    double mean = Arrays.stream(there).average().orElseThrow();
    double largest =
        DoubleStream.concat(Arrays.stream(there), Arrays.stream(summits)).max().orElseThrow();
    return new Steepness(mean, largest, ratio, slopes.bound());
  }

  private static float[][] points(Shape example, String name, NDArray points) {
    Require.open(points, "the array of " + name + " points");
    Shape shape = points.getShape();
    int d = Math.toIntExact(example.size());
    if (shape.dimension() < 2 || !shape.slice(1).equals(example) || shape.get(0) < 2 || d == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s points have shape %s; the critic needs %s, n at least 2",
              name,
              Require.brackets(shape),
              Require.brackets(new Shape(-1).addAll(example)).replace("-1", "n")));
    }
    Sample.requireReadable(points, "the array of " + name + " points");
    float[] values = Values.floats(points);
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "coordinate %d of %s point %d is %s; coordinates must be finite",
                i % d,
                name,
                i / d,
                values[i]));
      }
    }
    return Slopes.rows(values, d);
  }

  private static float[][] some(float[][] points, Random random) {
    return points.length <= PAIRED
        ? points
        : random
            .ints(0, points.length)
            .distinct()
            .limit(PAIRED)
            .mapToObj(i -> points[i])
            .toArray(float[][]::new);
  }

  /** Uniform points of segments whose ends are drawn independently. */
  private static float[][] between(float[][] reals, float[][] fakes, int count, Random random) {
    float[][] between = new float[count][];
    for (int i = 0; i < count; i++) {
      float[] from = reals[random.nextInt(reals.length)];
      float[] to = fakes[random.nextInt(fakes.length)];
      float share = random.nextFloat();
      between[i] = new float[from.length];
      for (int k = 0; k < from.length; k++) {
        between[i][k] = from[k] + share * (to[k] - from[k]);
      }
    }
    return between;
  }
}
