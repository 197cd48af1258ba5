package generative.plot.image;

import generative.plot.Axes;
import generative.plot.Theme;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/**
 * A plane with axes that stay, on which groups of dots take new places for each frame of a film.
 */
public final class Stage {

  static final int WIDTH = 420;
  static final int HEIGHT = 380;

  private final XYChart chart;

  /**
   * Sets the stage.
   *
   * @param chart without series, of this width and height
   * @param x from and to along the first axis
   * @param y from and to along the second axis
   */
  Stage(XYChart chart, double[] x, double[] y) {
    this.chart = chart;
    chart.getStyler().setXAxisMin(x[0]).setXAxisMax(x[1]);
    chart.getStyler().setYAxisMin(y[0]).setYAxisMax(y[1]);
    chart.getStyler().setXAxisDecimalPattern(Axes.pattern(x, 6));
    chart.getStyler().setYAxisDecimalPattern(Axes.pattern(y, 6));
  }

  /** Returns the coordinates of row-major points {@code [n, 2]} along an axis. */
  static DoubleStream coordinates(float[] points, int axis) {
    return IntStream.range(0, points.length / 2).mapToDouble(i -> points[2 * i + axis]);
  }

  /** Adds a group, which the legend names; it lies on those before it. */
  void add(String group, Color color) {
    XYSeries series = chart.addSeries(group, new double[1], new double[1]);
    series.setMarkerColor(color);
    series.setMarker(new Dot());
  }

  /** Puts a group on these rows of {@code [n, 2]}; those that aren't finite are left out. */
  void put(String group, float[] points, IntStream rows) {
    int[] finite =
        rows.filter(i -> Float.isFinite(points[2 * i]) && Float.isFinite(points[2 * i + 1]))
            .toArray();
    double[] x = IntStream.of(finite).mapToDouble(i -> points[2 * i]).toArray();
    double[] y = IntStream.of(finite).mapToDouble(i -> points[2 * i + 1]).toArray();
    chart.updateXYSeries(group, x, y, null);
  }

  /** Draws the stage as it is now. */
  BufferedImage draw(String caption) {
    chart.setTitle(caption);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    chart.paint(pen, WIDTH, HEIGHT);
    pen.dispose();
    return image;
  }

  /** Returns the groups' colors and a few grays for everything else. */
  static List<Color> palette(Stream<Color> groups) {
    List<Color> palette = new ArrayList<>(List.of(Color.WHITE, Theme.GRID));
    for (int gray = 0x22; gray < 0xE0; gray += 0x22) {
      palette.add(new Color(gray, gray, gray));
    }
    groups.forEach(palette::add);
    return palette;
  }
}
