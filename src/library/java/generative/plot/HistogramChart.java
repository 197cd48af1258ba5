package generative.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What share of the values falls into each of many bins of one width, built by naming its groups:
 *
 * <pre>{@code
 * histogram("weight", 50).group("clipped", clipped).group("with penalty", penalized)
 * }</pre>
 *
 * <p>The bins reach from the least to the largest value of all groups and include both. Each
 * group's shares add up to 100 %, however many values it has.
 */
public final class HistogramChart extends XYChart {

  private static final int MOST_BINS = 500;
  private static final int OPACITY = 60;
  private static final double ABOVE = 1.08;

  /** The part of the height that a line of the legend takes. */
  private static final double LEGEND = 0.09;

  private static final double ROWS = (Theme.HEIGHT - 100) / 40.0;

  private final int bins;
  private final Map<String, double[]> groups = new LinkedHashMap<>();

  private HistogramChart(String xLabel, int bins) {
    super(Theme.WIDTH, Theme.HEIGHT);
    this.bins = bins;
    Theme.dress(getStyler());
    getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
    getStyler().setYAxisMin(0.0);
    setXAxisTitle(xLabel);
    setYAxisTitle("share of the values [%]");
  }

  /**
   * Starts a chart.
   *
   * @param xLabel names the quantity and its unit
   * @param bins 1 to 500
   * @throws IllegalArgumentException if there are fewer or more
   */
  public static HistogramChart histogram(String xLabel, int bins) {
    if (bins < 1 || bins > MOST_BINS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d bins; between 1 and %d can be told apart", bins, MOST_BINS));
    }
    return new HistogramChart(xLabel, bins);
  }

  /**
   * Adds a group in the next color.
   *
   * @param values at least one
   * @throws IllegalArgumentException if there is none, one isn't finite, they lie too far apart, or
   *     the name is taken or empty
   */
  public HistogramChart group(String name, double... values) {
    requireFinite(name, values);
    Axes.requireNew(this, name);
    requireRange(name, values);
    groups.put(name, values.clone());
    double[] edges = edges();
    Color color = Theme.color(groups.size() - 1);
    XYSeries series = addSeries(name, new double[1], new double[1]);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color).setLineStyle(new BasicStroke(1.5f));
    series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), OPACITY));
    double[] corners = corners(edges);
    groups.forEach((group, own) -> updateXYSeries(group, corners, outline(own, edges), null));
    fit();
    return this;
  }

  /** Sets the title above the chart. */
  public HistogramChart title(String title) {
    setTitle(title);
    return this;
  }

  private static void requireFinite(String name, double[] values) {
    if (Objects.requireNonNull(values, "values").length == 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "\"%s\" has no value; give at least one", name));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "value %d of \"%s\" is %s; values must be finite",
                i,
                name,
                values[i]));
      }
    }
  }

  private void requireRange(String name, double[] values) {
    var all =
        Stream.concat(groups.values().stream(), Stream.of(values))
            .flatMapToDouble(Arrays::stream)
            .summaryStatistics();
    if (Double.isInfinite(2 * (all.getMax() - all.getMin()))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "with \"%s\" the values lie between %s and %s; that is too far apart for bins",
              name,
              all.getMin(),
              all.getMax()));
    }
  }

  /** Where bins begin and end, {@code [bins + 1]}. */
  private double[] edges() {
    var all = groups.values().stream().flatMapToDouble(Arrays::stream).summaryStatistics();
    boolean wide = all.getMin() < all.getMax();
    double least = wide ? all.getMin() : all.getMin() - 0.5;
    double most = wide ? all.getMax() : all.getMax() + 0.5;
    return IntStream.rangeClosed(0, bins)
        .mapToDouble(i -> least + (most - least) * i / bins)
        .toArray();
  }

  /**
   * Each edge twice and half a bin beyond at both ends: XChart would put its ticks on values that
   * are evenly spaced, though they be no round ones.
   */
  private double[] corners(double[] edges) {
    double half = (edges[1] - edges[0]) / 2;
    double[] corners = new double[2 * bins + 4];
    corners[0] = edges[0] - half;
    for (int i = 0; i <= bins; i++) {
      corners[2 * i + 1] = edges[i];
      corners[2 * i + 2] = edges[i];
    }
    corners[2 * bins + 3] = edges[bins] + half;
    return corners;
  }

  /** The heights of the corners: 0 outside, up and down at the edges. */
  private double[] outline(double[] values, double[] edges) {
    double[] heights = new double[2 * bins + 4];
    double scale = bins / (edges[bins] - edges[0]);
    for (double value : values) {
      int bin = Math.min(bins - 1, (int) ((value - edges[0]) * scale));
      heights[2 * bin + 2] += 100.0 / values.length;
    }
    for (int bin = 0; bin < bins; bin++) {
      heights[2 * bin + 3] = heights[2 * bin + 2];
    }
    return heights;
  }

  private void fit() {
    Axes.fit(this);
    double top =
        getSeriesCollection().stream()
            .flatMapToDouble(series -> Arrays.stream(series.getYData()))
            .max()
            .orElse(100);
    double room = groups.size() > 1 ? LEGEND * groups.size() : 0;
    getStyler().setYAxisMin(0.0).setYAxisMax((ABOVE + room) * top);
    getStyler().setLegendPosition(LegendPosition.InsideNE);
    getStyler().setYAxisDecimalPattern(Axes.pattern(new double[] {0, top}, ROWS));
    getStyler().setLegendVisible(groups.size() > 1);
  }
}
