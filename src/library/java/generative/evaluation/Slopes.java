package generative.evaluation;

import static generative.objective.GradientPenalty.slope;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import generative.tensor.Gradients;
import generative.tensor.Scope;
import generative.tensor.Values;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A function's gradient norms and difference quotients, as plain numbers, in the engine's floats.
 */
class Slopes {

  /** Of a sum in floats, some units in the last place. */
  private static final double ROUNDING = 0x1p-20;

  private final Function<NDArray, NDArray> function;
  private final Shape example;

  /**
   * Takes a function of a batch {@code [n, …]} that gives one number for each example.
   *
   * @param example the shape of one; points here are its numbers in a row, {@code [d]}
   */
  Slopes(Function<NDArray, NDArray> function, Shape example) {
    this.function = function;
    this.example = example;
  }

  /**
   * Returns the gradient norm at each point {@code [n][d]}, {@code [n]}, as the engine has it: in
   * floats, of which the squares of large weights overflow, and 1e-6 where nothing moves.
   */
  final double[] at(float[][] points) {
    float[] norms = within(Compute.device(), points, x -> Values.floats(slope(function, x)));
    return IntStream.range(0, norms.length).mapToDouble(i -> norms[i]).toArray();
  }

  /** Returns an upper bound of all slopes, or NaN if none is known. */
  double bound() {
    return Double.NaN;
  }

  /**
   * Returns the largest |f(x) − f(y)| / ‖x − y‖ over pairs of different points {@code [n][d]} of
   * both sets.
   *
   * @throws IllegalArgumentException if the critic's value of a point isn't finite
   */
  final double largestRatio(float[][] reals, float[][] fakes) {
    float[][] different =
        Stream.of(reals, fakes)
            .flatMap(Arrays::stream)
            .map(FloatBuffer::wrap)
            .distinct()
            .map(FloatBuffer::array)
            .toArray(float[][]::new);
    double[] values = values(different);
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the critic's value of a point is %s, so it has no steepness; if its training"
                    + " diverged, train it anew with a smaller learning rate",
                value));
      }
    }
    double[][] points = new double[different.length][];
    for (int i = 0; i < points.length; i++) {
      float[] point = different[i];
      points[i] = IntStream.range(0, point.length).mapToDouble(k -> point[k] + 0.0).toArray();
    }
    return ratio(values, points);
  }

  /** Of floats as large as the values, differences within their rounding errors say nothing. */
  double ratio(double[] values, double[][] points) {
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < i; j++) {
        double unsure = ROUNDING * Math.max(Math.abs(values[i]), Math.abs(values[j]));
        double difference = Math.abs(values[i] - values[j]) - unsure;
        if (difference > 0) {
          largest =
              Math.max(
                  largest, difference / Math.sqrt(Sample.squaredDistance(points[i], points[j])));
        }
      }
    }
    return largest;
  }

  /** Returns the function's value of each point {@code [n][d]}, {@code [n]}. */
  double[] values(float[][] points) {
    double[] values =
        within(
            Compute.device(),
            points,
            x -> Values.doubles(Objects.requireNonNull(function.apply(x), "the critic's values")));
    if (values.length != points.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the critic gives %d values for %d points; one each, [n], is needed",
              values.length,
              points.length));
    }
    return values;
  }

  /** Returns the gradient norm at each point {@code [n][d]}, as precisely as can be had. */
  double[] exactlyAt(float[][] points) {
    return at(points);
  }

  /** Does something with the points as an array {@code [n, …]}; all memory is given back. */
  final <T> T within(Device device, float[][] points, Function<NDArray, T> action) {
    int d = (int) example.size();
    float[] flat = new float[points.length * d];
    for (int i = 0; i < points.length; i++) {
      System.arraycopy(points[i], 0, flat, i * d, d);
    }
    return Gradients.without(
        () ->
            Scope.freeing(
                () -> {
                  try (NDManager manager = Engine.getInstance().newBaseManager(device)) {
                    return action.apply(
                        manager.create(flat, new Shape(points.length).addAll(example)));
                  }
                }));
  }

  /** Cuts row-major values into rows of d. */
  static float[][] rows(float[] values, int d) {
    return IntStream.range(0, values.length / d)
        .mapToObj(i -> Arrays.copyOfRange(values, i * d, (i + 1) * d))
        .toArray(float[][]::new);
  }
}
