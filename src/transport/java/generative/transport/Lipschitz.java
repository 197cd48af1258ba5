package generative.transport;

import generative.transport.simplex.Stop;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;

/**
 * How steep a function is that is known at some points, and functions on all of space that agree
 * with it there and are no steeper.
 *
 * <p>A function is K-Lipschitz if |f(x) − f(y)| ≤ K d(x, y) for all x and y. Values with that
 * property on a set of points extend to all of space (E. J. McShane, "Extension of Range of
 * Functions", 1934). Of all extensions {@link #upper} is the largest and {@link #lower} the
 * smallest. That needs a distance with the triangle inequality, which the squared one lacks, and
 * the same in both directions.
 *
 * <p>Values are {@code [n]}, points {@code [n][d]}. Stateless and safe to share between threads, as
 * are the functions it returns if the distance is.
 */
public final class Lipschitz {

  /** The part of the largest value by which rounding errors may break the bound. */
  private static final double ROUNDING = 1e-9;

  private Lipschitz() {}

  /**
   * The smallest K for some points, and the pair that needs it.
   *
   * @param value K; infinite where two points at distance 0 have different values
   * @param i index of the pair's first point
   * @param j index of the pair's second point; i where there is but one
   */
  public record Constant(double value, int i, int j) {}

  /**
   * Returns the largest |f(x_i) − f(x_j)| / d(x_i, x_j) and the first pair that has it.
   *
   * <p>Time O(n² d).
   *
   * @throws IllegalArgumentException if lengths or dimensions differ, there is no point, or a
   *     number isn't finite or a distance isn't 0 or more, or K is larger than a number can be; it
   *     names the index and the value
   * @throws CancellationException if the thread was interrupted
   */
  public static Constant constant(double[] values, double[][] points, GroundDistance distance) {
    check(values, points);
    Objects.requireNonNull(distance, "distance");
    Constant steepest = new Constant(0, 0, Math.min(1, values.length - 1));
    for (int i = 0; i < values.length; i++) {
      Stop.check();
      for (int j = i + 1; j < values.length; j++) {
        double slope =
            values[i] == values[j] ? 0 : finite(values, way(points, i, j, distance), i, j);
        if (slope > steepest.value) {
          steepest = new Constant(slope, i, j);
        }
      }
    }
    return steepest;
  }

  /**
   * Returns the largest K-Lipschitz function with these values, f(x) = min_i values_i + K d(x_i,
   * x).
   *
   * <p>Time O(n² d) once, then O(n d) for each x; the function keeps copies. It throws
   * IllegalArgumentException if x isn't finite or of another dimension, or f(x) isn't finite.
   *
   * @param constant K, at least the values' own constant but for rounding errors
   * @throws IllegalArgumentException as {@link #constant} does, or if two values need a larger K
   * @throws CancellationException if the thread was interrupted
   */
  public static ToDoubleFunction<double[]> upper(
      double[] values, double[][] points, double constant, GroundDistance distance) {
    Cones cones = new Cones(values, points, constant, distance);
    return x -> cones.lowest(cones.checked(x));
  }

  /**
   * Returns the smallest K-Lipschitz function with these values, f(x) = max_i values_i − K d(x_i,
   * x).
   *
   * <p>Cost, parameters and errors are those of {@link #upper}.
   */
  public static ToDoubleFunction<double[]> lower(
      double[] values, double[][] points, double constant, GroundDistance distance) {
    Cones cones = new Cones(values, points, constant, distance);
    return x -> cones.highest(cones.checked(x));
  }

  private static void check(double[] values, double[][] points) {
    if (Objects.requireNonNull(points, "points").length
        != Objects.requireNonNull(values, "values").length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d points have %d values; give each point one",
              points.length,
              values.length));
    }
    Signature.checkPoints(points);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "value %d is %s; values must be finite", i, values[i]));
      }
    }
  }

  private static double finite(double[] values, double way, int i, int j) {
    double slope = slope(values[i], values[j], way);
    if (way > 0 && Double.isInfinite(slope)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "points %d and %d need a constant larger than a number can be; divide the values by a"
                  + " number",
              i,
              j));
    }
    return slope;
  }

  private static double slope(double a, double b, double way) {
    double rise = Math.abs(a - b);
    return Double.isInfinite(rise) ? halfRise(a, b) / way * 2 : rise / way;
  }

  /** Of two large values, whose difference may be larger than a number can be. */
  private static double halfRise(double a, double b) {
    return Math.abs(a / 2 - b / 2);
  }

  private static double way(double[][] points, int i, int j, GroundDistance distance) {
    double way = distance.between(points[i], points[j]);
    if (!(way >= 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the distance of points %d and %d is %s; a distance is 0 or more",
              i,
              j,
              way));
    }
    return way;
  }

  /** A cone of slope K on each point, opening upwards or downwards. */
  private static final class Cones {
    private final double[] values;
    private final double[][] points;
    private final double constant;
    private final GroundDistance distance;

    Cones(double[] values, double[][] points, double constant, GroundDistance distance) {
      check(values, points);
      if (!(constant >= 0 && constant < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "the constant is %s; it must be finite and not negative", constant));
      }
      this.values = values.clone();
      this.points = Signature.copy(points);
      this.constant = constant;
      this.distance = Objects.requireNonNull(distance, "distance");
      checkSlopes();
    }

    double lowest(double[] x) {
      double lowest = Double.POSITIVE_INFINITY;
      for (int i = 0; i < values.length; i++) {
        lowest = Math.min(lowest, values[i] + constant * distance.between(points[i], x));
      }
      return finite(lowest);
    }

    double highest(double[] x) {
      double highest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < values.length; i++) {
        highest = Math.max(highest, values[i] - constant * distance.between(points[i], x));
      }
      return finite(highest);
    }

    private double[] checked(double[] x) {
      if (Objects.requireNonNull(x, "x").length != points[0].length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "x has %d coordinates; the points have %d",
                x.length,
                points[0].length));
      }
      for (int k = 0; k < x.length; k++) {
        if (!Double.isFinite(x[k])) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT, "coordinate %d of x is %s; coordinates must be finite", k, x[k]));
        }
      }
      return x;
    }

    private static double finite(double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the function's value here is %s; divide values and constant by a number",
                value));
      }
      return value;
    }

    private void checkSlopes() {
      double rounding = ROUNDING * Arrays.stream(values).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < values.length; i++) {
        Stop.check();
        for (int j = i + 1; j < values.length; j++) {
          double way = way(points, i, j, distance);
          if (isSteeper(values[i], values[j], way, rounding)) {
            throw new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "the constant is %s and points %d and %d need %s; take a larger constant or closer values",
                    constant,
                    i,
                    j,
                    slope(values[i], values[j], way)));
          }
        }
      }
    }

    private boolean isSteeper(double a, double b, double way, double rounding) {
      double rise = Math.abs(a - b);
      return Double.isInfinite(rise)
          ? halfRise(a, b) > constant * (way / 2) + rounding / 2
          : rise > constant * way + rounding;
    }
  }
}
