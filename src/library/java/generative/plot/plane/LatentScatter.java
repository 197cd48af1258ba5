package generative.plot.plane;

import ai.djl.ndarray.NDArray;
import generative.plot.Axes;
import generative.plot.Theme;
import generative.tensor.Require;
import generative.tensor.Values;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The latent plane: a point for each image, its color and shape by class, the class's name at the
 * median of its points.
 */
public final class LatentScatter {

  private static final int HEIGHT = 520;
  private static final int OPACITY = 150;
  private static final String HALF = "50 % inside";

  private LatentScatter() {}

  /** Returns the plane of the codings {@code [n, 2]} with classes {@code [n]}, named by number. */
  public static XYChart latentScatter(NDArray codings, NDArray labels) {
    return latentScatter(codings, labels, List.of());
  }

  /**
   * Returns the plane of the codings.
   *
   * @param codings {@code [n, 2]}; those that aren't finite are left out, and the axis says so
   * @param labels class of each, {@code [n]}, from 0
   * @param classNames names of the classes by number; a class beyond them is named by its number
   * @throws IllegalArgumentException if there is no coding, none is finite, a label is no class,
   *     which it names, or two classes have one name
   */
  public static XYChart latentScatter(NDArray codings, NDArray labels, List<String> classNames) {
    Require.shape(codings, "codings", -1, 2);
    Require.shape(labels, "labels", codings.getShape().get(0));
    requireSome(codings);
    float[] points = Values.floats(codings);
    Classes classes = Classes.of(labels, classNames);
    XYChart chart = empty(Theme.WIDTH, HEIGHT);
    long hidden = classes.labels().length - finite(points).count();
    if (hidden == classes.labels().length) {
      throw new IllegalArgumentException(
          "none of the " + hidden + " codings is finite; the network has to be trained again");
    }
    if (hidden > 0) {
      String note = String.format(Locale.ROOT, "first coding (%d not finite, left out)", hidden);
      chart.setXAxisTitle(note);
    }
    List<Halo> names = new ArrayList<>();
    for (int label : classes.numbers()) {
      int[] rows = classes.members(label).filter(i -> isFinite(points, i)).toArray();
      if (rows.length > 0) {
        double[] x = IntStream.of(rows).mapToDouble(i -> points[2 * i]).toArray();
        double[] y = IntStream.of(rows).mapToDouble(i -> points[2 * i + 1]).toArray();
        XYSeries series = chart.addSeries(classes.name(label), x, y);
        Color color = Theme.color(label);
        series.setMarkerColor(
            new Color(color.getRed(), color.getGreen(), color.getBlue(), OPACITY));
        series.setMarker(Theme.marker(label));
        names.add(new Halo(classes.name(label), median(x), median(y)));
      }
    }
    apart(names, points);
    names.forEach(chart::addAnnotation);
    Axes.fit(chart);
    return chart;
  }

  public static void requireSome(NDArray points) {
    if (points.getShape().get(0) == 0) {
      throw new IllegalArgumentException("there is nothing to draw; give at least one");
    }
  }

  private static boolean isFinite(float[] points, int i) {
    return Float.isFinite(points[2 * i]) && Float.isFinite(points[2 * i + 1]);
  }

  private static IntStream finite(float[] points) {
    return IntStream.range(0, points.length / 2).filter(i -> isFinite(points, i));
  }

  /**
   * Draws a way over the plane, in black: a walk from one coding to another.
   *
   * @param way points {@code [k, 2]} in their order, finite
   * @return the same chart
   * @throws IllegalArgumentException if there is no point, one isn't finite, or the name is taken
   */
  public static XYChart withPath(XYChart plane, String name, NDArray way) {
    Require.shape(way, "way", -1, 2);
    requireSome(way);
    Axes.requireNew(plane, name);
    double[] points = Values.doubles(way);
    int k = points.length / 2;
    for (int i = 0; i < points.length; i++) {
      if (!Double.isFinite(points[i])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "point %d of the way has %s; a way is finite", i / 2, points[i]));
      }
    }
    double[] x = IntStream.range(0, k).mapToDouble(i -> points[2 * i]).toArray();
    double[] y = IntStream.range(0, k).mapToDouble(i -> points[2 * i + 1]).toArray();
    XYSeries path = plane.addSeries(name, x, y);
    path.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    path.setLineColor(Color.BLACK).setLineWidth(2);
    path.setMarkerColor(Color.BLACK);
    path.setMarker(SeriesMarkers.CIRCLE);
    return plane;
  }

  /**
   * Draws the smallest regions that hold half and nine tenths of the codings: contour lines of a
   * density that is estimated with a Gaussian around each coding, as wide as Scott's rule says.
   *
   * @param codings {@code [n, 2]}, those of the plane or more of them
   * @return the same chart
   * @throws IllegalArgumentException if the codings aren't finite or don't differ along an axis, or
   *     the plane has its regions already
   */
  public static XYChart withDensity(XYChart plane, NDArray codings) {
    Require.shape(codings, "codings", -1, 2);
    Axes.requireNew(plane, HALF);
    double[] points = Values.doubles(codings);
    Density density = Density.of(points);
    ContourSeries.add(plane, HALF, density.around(points, 0.5), false);
    ContourSeries.add(plane, "90 % inside", density.around(points, 0.9), true);
    Axes.fit(plane);
    return plane;
  }

  /** Moves names that would lie on each other up and down until they don't. */
  private static void apart(List<Halo> names, float[] points) {
    double width = 0.03 * range(points, 0);
    double height = 0.05 * range(points, 1);
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < names.size(); i++) {
        for (int j = 0; j < i; j++) {
          names.get(i).pushFrom(names.get(j), width, height);
        }
      }
    }
  }

  private static double range(float[] points, int axis) {
    double[] values = finite(points).mapToDouble(i -> points[2 * i + axis]).toArray();
    return Arrays.stream(values).max().orElse(1) - Arrays.stream(values).min().orElse(0);
  }

  /** A plane of the given size in points, without classes. */
  public static XYChart empty(int width, int height) {
    XYChart chart = new XYChart(width, height);
    Theme.dress(chart.getStyler());
    chart.setXAxisTitle("first coding");
    chart.setYAxisTitle("second coding");
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    chart.getStyler().setMarkerSize(5);
    chart.getStyler().setXAxisTickMarkSpacingHint(50);
    chart.getStyler().setYAxisTickMarkSpacingHint(50);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setAnnotationTextFont(Theme.font(15).deriveFont(Font.BOLD));
    return chart;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
