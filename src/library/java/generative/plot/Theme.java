package generative.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The one look of all charts: fonts, grid, sizes, and ten colors that people with any of the three
 * color vision deficiencies can tell apart.
 *
 * <p>The colors combine Okabe and Ito's "Color Universal Design" (2008) with Paul Tol's "Colour
 * Schemes" (2021); under Machado's simulations of protanopia, deuteranopia and tritanopia any two
 * stay 16 or more CIELAB units apart.
 */
public final class Theme {

  /** A chart's width in points. */
  public static final int WIDTH = 640;

  /** A chart's height in points. */
  public static final int HEIGHT = 400;

  public static final Color INK = new Color(0x22, 0x22, 0x22);
  public static final Color QUIET = new Color(0x66, 0x66, 0x66);
  public static final Color GRID = new Color(0xE4, 0xE4, 0xE4);

  private static final List<Color> COLORS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xAA3377),
          new Color(0xE69F00),
          new Color(0x88CCEE),
          new Color(0x7F3C00),
          new Color(0x4B0055),
          new Color(0xDDCC77),
          new Color(0xBBBBBB));

  /** Points of the data, which stay where they are. */
  public static final Color REAL = new Color(0x99, 0x99, 0x99);

  /** Points of a generator. */
  public static final Color GENERATED = COLORS.get(1);

  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN);

  private Theme() {}

  /** Returns the color of the i-th series or class; after ten they begin again. */
  public static Color color(int i) {
    return COLORS.get(Math.floorMod(i, COLORS.size()));
  }

  /** Returns the shape of the i-th series' or class's points; after five they begin again. */
  public static Marker marker(int i) {
    return MARKERS.get(Math.floorMod(i, MARKERS.size()));
  }

  /** Returns the font of everything drawn, at the given size in points. */
  public static Font font(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }

  /** Draws the chart at twice its size. */
  public static Picture picture(Chart<?, ?> chart) {
    Objects.requireNonNull(chart, "chart");
    return picture(chart, chart.getWidth(), chart.getHeight());
  }

  /** Draws the chart at twice the given size. */
  public static Picture picture(Chart<?, ?> chart, int width, int height) {
    Objects.requireNonNull(chart, "chart");
    Picture picture = new Picture(width, height);
    Graphics2D pen = picture.pen();
    chart.paint(pen, width, height);
    pen.dispose();
    return picture;
  }

  /** Gives a chart with axes this look. */
  public static void dress(AxesChartStyler styler) {
    Objects.requireNonNull(styler, "styler");
    styler.setLocale(Locale.ROOT);
    styler.setBaseFont(font(12));
    styler.setChartTitleFont(font(14).deriveFont(Font.BOLD));
    styler.setChartTitleBoxVisible(false);
    styler.setAxisTitleFont(font(12));
    styler.setAxisTickLabelsFont(font(11));
    styler.setLegendFont(font(12));
    styler.setChartFontColor(INK);
    styler.setAxisTickLabelsColor(QUIET);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setAxisTickMarksColor(QUIET);
    styler.setAxisTickMarksStroke(new BasicStroke(1f));
    styler.setAxisTickMarkLength(4);
    styler.setLegendBorderColor(GRID);
    styler.setLegendBackgroundColor(new Color(255, 255, 255, 220));
    styler.setLegendPosition(LegendPosition.InsideNE);
    styler.setLegendPadding(8);
    styler.setLegendSeriesLineLength(22);
    styler.setChartPadding(10);
    styler.setPlotMargin(0);
    styler.setPlotContentSize(0.97);
    styler.setSeriesColors(COLORS.toArray(new Color[0]));
    styler.setSeriesMarkers(MARKERS.toArray(new Marker[0]));
    styler.setMarkerSize(6);
    styler.setXAxisTickMarkSpacingHint(70);
    styler.setYAxisTickMarkSpacingHint(40);
  }
}
