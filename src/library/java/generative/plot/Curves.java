package generative.plot;

import ai.djl.ndarray.NDArray;
import generative.tensor.Values;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart of lines over one axis, built by naming its lines:
 *
 * <pre>{@code
 * curves("codings", "mean squared error").line("autoencoder", codings, ae).line("PCA", codings, pca)
 * }</pre>
 *
 * <p>It is an XChart {@link XYChart}, so all of XChart's styling stays at hand.
 */
public final class Curves extends XYChart {

  /** Up to this many points are marked, so that one sees where a curve was measured. */
  private static final int MARKED = 30;

  private int colors;

  private Curves(String xLabel, String yLabel) {
    super(Theme.WIDTH, Theme.HEIGHT);
    Theme.dress(getStyler());
    setXAxisTitle(xLabel);
    setYAxisTitle(yLabel);
  }

  /** Starts a chart; a label names the quantity and its unit, as in "time [s]". */
  public static Curves curves(String xLabel, String yLabel) {
    return new Curves(xLabel, yLabel);
  }

  /**
   * Adds a solid line in the next color.
   *
   * @param x positions {@code [n]}; NaN leaves a gap
   * @param y values {@code [n]}; NaN or ∞ leaves a gap
   * @throws IllegalArgumentException if the lengths differ, there is no value, a position is
   *     infinite, or the name is taken or empty
   */
  public Curves line(String name, double[] x, double[] y) {
    add(name, x, y, Theme.color(colors), new BasicStroke(2f));
    colors++;
    return this;
  }

  /** Adds a solid line through the values {@code [n]} at 1, 2, … n. */
  public Curves line(String name, double[] y) {
    Objects.requireNonNull(y, "y");
    return line(name, IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(), y);
  }

  /** Adds a solid line through the points {@code x [n]}, {@code y [n]}. */
  public Curves line(String name, NDArray x, NDArray y) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    return line(name, Values.doubles(x), Values.doubles(y));
  }

  /** Adds a dashed line in the color of the line before it: the same quantity, measured apart. */
  public Curves dashed(String name, double[] x, double[] y) {
    add(name, x, y, Theme.color(Math.max(0, colors - 1)), DASHES);
    return this;
  }

  /** Adds points {@code x [n]}, {@code y [n]} without a line, in the next color. */
  public Curves points(String name, double[] x, double[] y) {
    XYSeries series = add(name, x, y, Theme.color(colors), new BasicStroke(0f));
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(Theme.marker(colors));
    colors++;
    return this;
  }

  /** Sets the title above the chart. */
  public Curves title(String title) {
    setTitle(title);
    return this;
  }

  /**
   * Makes the vertical axis logarithmic. It says how many values it can't show, those that are 0 or
   * below.
   *
   * @throws IllegalArgumentException if it could show none
   */
  public Curves logarithmic() {
    Axes.requirePositive(Axes.points(this)[1]);
    getStyler().setYAxisLogarithmic(true);
    Axes.fit(this);
    return this;
  }

  /**
   * Makes the horizontal axis logarithmic. It says how many positions it can't show, those that are
   * 0 or below.
   *
   * @throws IllegalArgumentException if it could show none
   */
  public Curves logarithmicX() {
    Axes.requirePositive(Axes.points(this)[0]);
    getStyler().setXAxisLogarithmic(true);
    Axes.fit(this);
    return this;
  }

  private static final BasicStroke DASHES =
      new BasicStroke(
          2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {6f, 4f}, 0f);

  private void check(String name, double[] x, double[] y) {
    Axes.requireNew(this, name);
    for (int i = 0; i < x.length; i++) {
      if (Double.isInfinite(x[i])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "position %d of \"%s\" is %s; it must be finite", i, name, x[i]));
      }
    }
    if (getSeriesCollection().isEmpty() && getStyler().isXAxisLogarithmic()) {
      Axes.requirePositive(x);
    }
    if (getSeriesCollection().isEmpty() && getStyler().isYAxisLogarithmic()) {
      Axes.requirePositive(y);
    }
  }

  private XYSeries add(String name, double[] x, double[] y, Color color, BasicStroke stroke) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "\"%s\" has %d positions and %d values; as many of one as of the other are needed, at least one",
              name,
              x.length,
              y.length));
    }
    check(name, x, y);
    XYSeries series = addSeries(name, Arrays.copyOf(x, x.length), Arrays.copyOf(y, y.length));
    series.setLineColor(color);
    series.setLineStyle(stroke);
    series.setMarkerColor(color);
    series.setMarker(x.length <= MARKED ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    getStyler().setLegendVisible(getSeriesCollection().size() > 1);
    Axes.fit(this);
    return series;
  }
}
