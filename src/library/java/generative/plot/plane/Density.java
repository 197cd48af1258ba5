package generative.plot.plane;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How densely points of the plane lie, estimated by a Gaussian around each of them.
 *
 * <p>Its deviation along each axis is σ·n<sup>−1/6</sup>, with σ that of the n points along the
 * axis (D. W. Scott, "Multivariate Density Estimation", 1992). The density is not normalized, since
 * contours don't need it. Time O(n) beside the grid, which has at most 400 × 400 points.
 *
 * @param x first coordinates {@code [m]} of the grid
 * @param y second coordinates {@code [k]} of the grid
 * @param values density {@code [k][m]}
 */
public record Density(double[] x, double[] y, double[][] values) {

  /** A Gaussian is cut off at so many deviations. */
  private static final double REACH = 4;

  private static final int STEPS_PER_DEVIATION = 4;
  private static final int MOST_STEPS = 399;

  /**
   * Estimates the density of points.
   *
   * @param points x, y, x, y, …
   * @throws IllegalArgumentException if a coordinate isn't finite, or all are the same along an
   *     axis; it names which
   */
  static Density of(double[] points) {
    Axis across = Axis.of(coordinates(points, 0), "first");
    Axis up = Axis.of(coordinates(points, 1), "second");
    double[][] values = new double[up.grid.length][across.grid.length];
    for (int i = 0; i < points.length / 2; i++) {
      add(values, across, points[2 * i], up, points[2 * i + 1]);
    }
    return new Density(across.grid, up.grid, values);
  }

  private static void add(double[][] values, Axis across, double x, Axis up, double y) {
    for (int row = up.first(y); row <= up.last(y); row++) {
      double height = up.kernel(row, y);
      for (int column = across.first(x); column <= across.last(x); column++) {
        values[row][column] += height * across.kernel(column, x);
      }
    }
  }

  /**
   * Returns the lines of one density around a share of the points.
   *
   * @param points the points {@code x, y, x, y, …} that it was estimated from
   * @param share in (0, 1)
   */
  List<Contours.Polyline> around(double[] points, double share) {
    int n = points.length / 2;
    double[] atPoints =
        IntStream.range(0, n)
            .mapToDouble(i -> at(points[2 * i], points[2 * i + 1]))
            .sorted()
            .toArray();
    double level = atPoints[(int) Math.min(n - 1, Math.round((1 - share) * n))];
    return Contours.lines(x, y, values, level);
  }

  /** The density at a place within the grid, linear between grid points. */
  private double at(double placeX, double placeY) {
    double column = (placeX - x[0]) / (x[1] - x[0]);
    double row = (placeY - y[0]) / (y[1] - y[0]);
    int j = (int) column;
    int i = (int) row;
    double below = between(values[i][j], values[i][j + 1], column - j);
    double above = between(values[i + 1][j], values[i + 1][j + 1], column - j);
    return between(below, above, row - i);
  }

  private static double between(double from, double to, double share) {
    return from + share * (to - from);
  }

  private static double[] coordinates(double[] points, int axis) {
    return IntStream.range(0, points.length / 2).mapToDouble(i -> points[2 * i + axis]).toArray();
  }

  /** The grid along one axis, REACH deviations beyond the points, and the Gaussian's deviation. */
  private record Axis(double[] grid, double deviation) {

    static Axis of(double[] values, String name) {
      double least = Arrays.stream(values).min().orElse(Double.NaN);
      double most = Arrays.stream(values).max().orElse(Double.NaN);
      if (!(most > least) || Double.isInfinite(most - least)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the %s codings lie between %s and %s; a density needs finite ones that differ",
                name,
                least,
                most));
      }
      double mean = Arrays.stream(values).average().orElseThrow();
      double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
      double sigma = Math.sqrt(variance / values.length);
      double deviation = sigma * Math.pow(values.length, -1 / 6.);
      double start = least - REACH * deviation;
      double length = most - least + 2 * REACH * deviation;
      double wanted = Math.ceil(length / deviation * STEPS_PER_DEVIATION);
      int steps = (int) Math.min(MOST_STEPS, wanted);
      double[] grid =
          IntStream.rangeClosed(0, steps).mapToDouble(i -> start + length * i / steps).toArray();
      return new Axis(grid, deviation);
    }

    private double step() {
      return grid[1] - grid[0];
    }

    int first(double center) {
      double index = Math.ceil((center - REACH * deviation - grid[0]) / step());
      return (int) Math.max(0, index);
    }

    int last(double center) {
      double index = Math.floor((center + REACH * deviation - grid[0]) / step());
      return (int) Math.min(grid.length - 1, index);
    }

    double kernel(int index, double center) {
      double distance = (grid[index] - center) / deviation;
      return Math.exp(-distance * distance / 2);
    }
  }
}
