package generative.plot.plane;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.nn.Critic;
import generative.plot.Theme;
import generative.tensor.Compute;
import generative.tensor.Require;
import generative.tensor.Values;
import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What a critic of the plane has learned: its values as contours, with the points that it holds
 * apart, real ones gray and generated ones in color.
 */
public final class CriticChart {

  private static final int LEVELS = 10;
  private static final int MOST_POINTS = 300;
  private static final int MARKER = 4;

  private CriticChart() {}

  /**
   * Returns the chart. The critic is asked once, for 161 × 161 points: 13 MB for a layer of 128
   * units, while it lasts.
   *
   * @param critic of points with two coordinates
   * @param real {@code [n, 2]}; of more than 300, every k-th is drawn
   * @param generated {@code [m, 2]}, likewise
   * @param xRange from and to along the first axis; points beyond aren't drawn
   * @param yRange from and to along the second axis
   * @throws IllegalArgumentException if the critic isn't one of the plane, a shape or range doesn't
   *     fit, or the critic has one value everywhere
   */
  public static XYChart criticChart(
      Critic critic, NDArray real, NDArray generated, double[] xRange, double[] yRange) {
    if (Objects.requireNonNull(critic, "critic").inputs() != 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the critic judges %d numbers at a time; contours need one of the plane, with 2 inputs",
              critic.inputs()));
    }
    return criticChart(critic::value, real, generated, xRange, yRange);
  }

  /**
   * Returns the chart of any function of points {@code [n, 2]} that gives one value for each,
   * {@code [n]} or {@code [n, 1]}; for the rest as above.
   */
  public static XYChart criticChart(
      Function<NDArray, NDArray> critic,
      NDArray real,
      NDArray generated,
      double[] xRange,
      double[] yRange) {
    Objects.requireNonNull(critic, "critic");
    Require.shape(real, "real", -1, 2);
    Require.shape(generated, "generated", -1, 2);
    double[] x = ContourChart.grid("x", xRange);
    double[] y = ContourChart.grid("y", yRange);
    XYChart chart = ContourChart.contourChart(x, y, values(critic, x, y), LEVELS);
    chart.getStyler().setMarkerSize(MARKER);
    add(chart, "real", some(real), Theme.REAL);
    add(chart, "generated", some(generated), Theme.GENERATED);
    return chart;
  }

  private static double[][] values(Function<NDArray, NDArray> critic, double[] x, double[] y) {
    float[] points = new float[2 * x.length * y.length];
    for (int i = 0; i < x.length * y.length; i++) {
      points[2 * i] = (float) x[i % x.length];
      points[2 * i + 1] = (float) y[i / x.length];
    }
    try (NDManager manager = Compute.newManager()) {
      NDArray grid = manager.create(points, new Shape((long) x.length * y.length, 2));
      NDArray given = Require.open(critic.apply(grid), "what the critic gives");
      if (given.size() != grid.getShape().get(0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the critic gives shape %s for %,d points; one number each, [n], is needed",
                Require.brackets(given.getShape()),
                grid.getShape().get(0)));
      }
      double[] values = Values.doubles(given);
      return IntStream.range(0, y.length)
          .mapToObj(row -> Arrays.copyOfRange(values, row * x.length, (row + 1) * x.length))
          .toArray(double[][]::new);
    }
  }

  private static double[][] some(NDArray points) {
    double[] all = Values.doubles(points);
    int count = all.length / 2;
    int drawn = Math.min(count, MOST_POINTS);
    return IntStream.range(0, drawn)
        .map(i -> (int) ((long) i * count / drawn))
        .mapToObj(i -> new double[] {all[2 * i], all[2 * i + 1]})
        .toArray(double[][]::new);
  }

  private static void add(XYChart chart, String name, double[][] points, Color color) {
    ContourChart.withPoints(chart, name, points);
    chart.getSeries(name).setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color);
  }
}
