package generative.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Fits ticks and legend to the data: tick labels of one axis have the same decimals, as many as
 * their distance needs, and the legend stands in the corner with the fewest points.
 */
public final class Axes {

  private static final List<LegendPosition> CORNERS =
      List.of(
          LegendPosition.InsideNE,
          LegendPosition.InsideNW,
          LegendPosition.InsideSE,
          LegendPosition.InsideSW);

  private static final Pattern HIDDEN = Pattern.compile(" \\(\\d+ values? ≤ 0 not shown\\)$");

  private static final int FEW = 15;
  private static final double PAD = 0.0217;

  /** Labels that a logarithmic axis has room for beside one of a linear axis. */
  private static final double LABEL_X = 1.3;

  private static final double LABEL_Y = 2;

  private Axes() {}

  public static void fit(XYChart chart) {
    double[][] points = points(chart);
    AxesChartStyler styler = chart.getStyler();
    chart.setXAxisTitle(title(chart.getXAxisTitle(), points[0], styler.isXAxisLogarithmic()));
    chart.setYAxisTitle(title(chart.getYAxisTitle(), points[1], styler.isYAxisLogarithmic()));
    double columns = (chart.getWidth() - 90.0) / styler.getXAxisTickMarkSpacingHint();
    double rows = (chart.getHeight() - 100.0) / styler.getYAxisTickMarkSpacingHint();
    styler.setXAxisDecimalPattern(pattern(points[0], columns));
    if (styler.isXAxisLogarithmic()) {
      Decades decades = Decades.of(points[0], columns * LABEL_X);
      styler.setXAxisTickLabelsFormattingFunction(decades::label);
      styler.setXAxisLogarithmicDecadeOnly(false);
      styler.setXAxisMin(finite(decades.least()));
      styler.setXAxisMax(finite(decades.most()));
    } else if (!areFewCounts(points[0])) {
      pad(points[0], styler::setXAxisMin, styler::setXAxisMax);
    }
    if (styler.isYAxisLogarithmic()) {
      Decades decades = Decades.of(points[1], rows * LABEL_Y);
      styler.setYAxisTickLabelsFormattingFunction(decades::label);
      styler.setYAxisLogarithmicDecadeOnly(false);
      styler.setYAxisMin(finite(decades.least()));
      styler.setYAxisMax(finite(decades.most()));
    } else {
      styler.setYAxisDecimalPattern(pattern(points[1], rows));
      pad(points[1], styler::setYAxisMin, styler::setYAxisMax);
    }
    if (styler.getLegendPosition() != LegendPosition.OutsideE) {
      styler.setLegendPosition(emptiestCorner(points));
    }
  }

  /**
   * Refuses a name that the chart's legend can't tell apart.
   *
   * @throws IllegalArgumentException if it is empty or taken
   */
  public static void requireNew(Chart<?, ?> chart, String name) {
    Objects.requireNonNull(chart, "chart");
    if (Objects.requireNonNull(name, "name").isEmpty()) {
      throw new IllegalArgumentException("a name in the legend is empty; give it a word");
    }
    if (chart.getSeriesCollection().stream().anyMatch(s -> s.getName().equals(name))) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is in the chart already; give what is drawn another name");
    }
  }

  /** Returns an axis' title, which says how many values a logarithmic axis can't show. */
  private static String title(String title, double[] values, boolean logarithmic) {
    String own = title == null ? "" : HIDDEN.matcher(title).replaceFirst("");
    long hidden = logarithmic ? Arrays.stream(values).filter(v -> v <= 0).count() : 0;
    return hidden == 0
        ? own
        : String.format(
            Locale.ROOT, "%s (%d value%s ≤ 0 not shown)", own, hidden, hidden == 1 ? "" : "s");
  }

  /**
   * Refuses values of which a logarithmic axis could show none.
   *
   * @throws IllegalArgumentException if some are 0 or below and none is above
   */
  static void requirePositive(double[] values) {
    if (Arrays.stream(values).anyMatch(v -> v <= 0)
        && Arrays.stream(values).noneMatch(v -> v > 0)) {
      throw new IllegalArgumentException(
          "no value is above 0, so a logarithmic axis can show none; leave the axis linear");
    }
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** A few whole numbers, such as epochs, each of which deserves its tick. */
  private static boolean areFewCounts(double[] values) {
    return Arrays.stream(values).allMatch(v -> v == Math.rint(v))
        && Arrays.stream(values).distinct().count() <= FEW;
  }

  /**
   * Sets the axis a little beyond the data. XChart puts ticks on the data where they are evenly
   * spaced up to the axis' ends, and on round numbers otherwise.
   */
  private static void pad(double[] values, Consumer<Double> least, Consumer<Double> most) {
    double span = span(values);
    boolean wide = span > 0 && Double.isFinite(span);
    boolean set = wide || Arrays.stream(values).anyMatch(Double::isInfinite); // XChart refuses ∞
    double[] ends = range(Arrays.stream(values));
    least.accept(set ? ends[0] : null);
    most.accept(set ? ends[1] : null);
  }

  /** The ends of an axis that holds the values that are finite. */
  public static double[] padded(double[] values) {
    var finite = Arrays.stream(values).filter(Double::isFinite).summaryStatistics();
    double pad = PAD * (finite.getMax() - finite.getMin());
    return new double[] {finite.getMin() - pad, finite.getMax() + pad};
  }

  /** A pattern with the decimals that a round step between about so many ticks needs. */
  public static String pattern(double[] values, double ticks) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    double span = most > least ? most - least : Math.max(Math.abs(most), 1e-3);
    double step = span / ticks;
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step / 0.75)));
    if (decimals > 6 || Math.abs(most) >= 1e7) {
      int digits = (int) Math.ceil(Math.log10(Math.abs(most) / step));
      return "0." + "#".repeat(Math.max(2, Math.min(15, digits))) + "E0";
    }
    return "#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals));
  }

  /** How far the chart's points lie apart along x. */
  public static double spanX(XYChart chart) {
    return span(points(chart)[0]);
  }

  /** How far the chart's points lie apart along y. */
  public static double spanY(XYChart chart) {
    return span(points(chart)[1]);
  }

  private static double span(double[] values) {
    var finite = Arrays.stream(values).filter(Double::isFinite).summaryStatistics();
    return finite.getMax() - finite.getMin();
  }

  static double[][] points(XYChart chart) {
    return new double[][] {
      chart.getSeriesCollection().stream()
          .flatMapToDouble(s -> Arrays.stream(s.getXData()))
          .toArray(),
      chart.getSeriesCollection().stream()
          .flatMapToDouble(s -> Arrays.stream(s.getYData()))
          .toArray()
    };
  }

  private static LegendPosition emptiestCorner(double[][] points) {
    double[] x = unit(points[0]);
    double[] y = unit(points[1]);
    int[] crowd = new int[CORNERS.size()];
    for (int i = 0; i < x.length; i++) {
      if ((x[i] < 0.4 || x[i] > 0.6) && (y[i] < 0.3 || y[i] > 0.7)) {
        crowd[(y[i] > 0.5 ? 0 : 2) + (x[i] > 0.5 ? 0 : 1)]++;
      }
    }
    int best = 0;
    for (int i = 1; i < crowd.length; i++) {
      best = crowd[i] < crowd[best] ? i : best;
    }
    return CORNERS.get(best);
  }

  private static double[] unit(double[] values) {
    double least = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
    double most = Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
    return Arrays.stream(values).map(v -> (v - least) / (most - least)).toArray();
  }

  /** Returns the ends of an axis that holds all finite values, and is never without length. */
  public static double[] range(DoubleStream values) {
    double[] ends = padded(values.toArray());
    if (ends[0] < ends[1]) {
      return ends;
    }
    double middle = Double.isFinite(ends[0]) ? ends[0] : 0;
    return new double[] {middle - 1, middle + 1};
  }
}
