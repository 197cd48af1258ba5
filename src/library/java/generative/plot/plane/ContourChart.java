package generative.plot.plane;

import static org.knowm.xchart.style.markers.SeriesMarkers.NONE;

import generative.plot.Axes;
import generative.plot.Ramp;
import generative.plot.Theme;
import generative.plot.Ticks;
import generative.plot.plane.Contours.Polyline;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * A function of the plane as lines of equal value: at round values, colored from the lowest to the
 * highest, which the legend names, as in "f = 2". A step to the right is as long as the same step
 * upward, so far as the chart's height allows it.
 */
public final class ContourChart extends XYChart {

  private static final int STEPS = 160;
  private static final int MOST_LEVELS = 20;
  private static final int BESIDE = 150;
  private static final int BELOW = 70;
  private static final int LOWEST = 260;
  private static final int HIGHEST = 560;

  private ContourChart(double[] x, double[] y) {
    super(Theme.WIDTH, height(x[x.length - 1] - x[0], y[y.length - 1] - y[0]));
    Theme.dress(getStyler());
    getStyler().setLegendPosition(LegendPosition.OutsideE);
    getStyler().setMarkerSize(9);
    getStyler().setPlotContentSize(1);
    getStyler().setXAxisMin(x[0]).setXAxisMax(x[x.length - 1]);
    getStyler().setYAxisMin(y[0]).setYAxisMax(y[y.length - 1]);
    getStyler().setXAxisDecimalPattern(Axes.pattern(x, 7));
    getStyler().setYAxisDecimalPattern(Axes.pattern(y, 7));
  }

  private static int height(double spanX, double spanY) {
    double toScale = BELOW + (Theme.WIDTH - BESIDE) * spanY / spanX;
    return (int) Math.max(LOWEST, Math.min(HIGHEST, toScale));
  }

  /**
   * Returns the chart of a function, which is called at 161 × 161 points.
   *
   * @param function value at a point {@code [2]}; NaN or ∞ leaves a hole
   * @param xRange from and to along the first axis
   * @param yRange from and to along the second axis
   * @param levels about how many values have lines, 1 to 20
   * @throws IllegalArgumentException if a range isn't one, the number of levels is out of range, or
   *     the function has one value everywhere or none at all
   */
  public static ContourChart contourChart(
      ToDoubleFunction<double[]> function, double[] xRange, double[] yRange, int levels) {
    Objects.requireNonNull(function, "function");
    double[] x = grid("x", xRange);
    double[] y = grid("y", yRange);
    double[][] values = new double[y.length][x.length];
    for (int row = 0; row < y.length; row++) {
      for (int column = 0; column < x.length; column++) {
        values[row][column] = function.applyAsDouble(new double[] {x[column], y[row]});
      }
    }
    return contourChart(x, y, values, levels);
  }

  /**
   * Returns the chart of a function that was evaluated at many points in one go.
   *
   * @param x first coordinates {@code [m]} of the grid, ascending
   * @param y second coordinates {@code [n]}, ascending
   * @param values {@code [n][m]}, a row for each y; NaN or ∞ leaves a hole
   * @param levels about how many values have lines, 1 to 20
   * @throws IllegalArgumentException as above, if the grid doesn't ascend, or if there are more or
   *     fewer values
   */
  public static ContourChart contourChart(double[] x, double[] y, double[][] values, int levels) {
    Contours.requireGrid(x, y, values);
    requireRange("x", ends(x));
    requireRange("y", ends(y));
    requireAscending("x", x);
    requireAscending("y", y);
    double[] finite =
        Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
    Ticks ticks = levels(finite, levels);
    ContourChart chart = new ContourChart(x, y);
    for (int i = ticks.values().length - 1; i >= 0; i--) {
      double level = ticks.values()[i];
      List<Polyline> lines = Contours.lines(x, y, values, level);
      if (!lines.isEmpty()) {
        Color color = Ramp.VALUES.at(i / Math.max(1, ticks.values().length - 1.0));
        ContourSeries.add(chart, ticks.label(level), lines, false)
            .setLineColor(color)
            .setLineStyle(new BasicStroke(2))
            .setLabel("f = " + ticks.label(level));
      }
    }
    return chart;
  }

  /**
   * Adds points in the next color, which lie on the lines.
   *
   * @param chart a chart of this kind; its axes stay as they are
   * @param name what the legend calls them
   * @param points {@code [n][2]}, n at least 1
   * @return the same chart
   */
  public static XYChart withPoints(XYChart chart, String name, double[][] points) {
    Objects.requireNonNull(points, "points");
    for (int i = 0; i < points.length; i++) {
      if (Objects.requireNonNull(points[i], "a point").length != 2) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "point %d of \"%s\" has %d coordinates; on the plane it needs 2",
                i,
                name,
                points[i].length));
      }
    }
    if (points.length == 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "\"%s\" has no point; give at least one", name));
    }
    Axes.requireNew(chart, name);
    int before =
        (int) chart.getSeriesCollection().stream().filter(s -> s.getMarker() != NONE).count();
    XYSeries series = chart.addSeries(name, coordinates(points, 0), coordinates(points, 1));
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(Theme.marker(before));
    series.setMarkerColor(Theme.color(before));
    return chart;
  }

  private static double[] coordinates(double[][] points, int axis) {
    return Arrays.stream(points).mapToDouble(point -> point[axis]).toArray();
  }

  static double[] grid(String axis, double[] range) {
    Objects.requireNonNull(range, axis + "Range");
    requireRange(axis, range);
    double step = (range[1] - range[0]) / STEPS;
    return IntStream.rangeClosed(0, STEPS)
        .mapToDouble(i -> i == STEPS ? range[1] : range[0] + i * step)
        .toArray();
  }

  private static double[] ends(double[] grid) {
    return grid.length < 2 ? grid : new double[] {grid[0], grid[grid.length - 1]};
  }

  private static void requireRange(String axis, double[] range) {
    if (range.length != 2 || !(range[0] < range[1]) || !Double.isFinite(range[1] - range[0])) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the range of %s is %s; give two finite numbers, the lower one first",
              axis,
              Arrays.toString(range)));
    }
  }

  private static void requireAscending(String axis, double[] grid) {
    for (int i = 1; i < grid.length; i++) {
      if (!(grid[i - 1] < grid[i])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s has %s at %d and %s after it; the grid must ascend",
                axis,
                grid[i - 1],
                i - 1,
                grid[i]));
      }
    }
  }

  private static Ticks levels(double[] finite, int levels) {
    if (levels < 1 || levels > MOST_LEVELS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d levels; between 1 and %d can be told apart", levels, MOST_LEVELS));
    }
    if (finite.length == 0) {
      throw new IllegalArgumentException(
          "the function is finite nowhere on the rectangle; choose another one");
    }
    double least = Arrays.stream(finite).min().getAsDouble();
    double most = Arrays.stream(finite).max().getAsDouble();
    if (least == most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the function is %s everywhere; lines need values that differ", least));
    }
    double end = 1e-9 * (most - least); // where a line would be rounding noise
    return Ticks.within(least + end, most - end, levels);
  }
}
