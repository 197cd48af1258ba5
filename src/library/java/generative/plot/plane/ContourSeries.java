package generative.plot.plane;

import generative.plot.Axes;
import generative.plot.Theme;
import generative.plot.plane.Contours.Polyline;
import java.awt.BasicStroke;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Contour lines on a chart: thin and dark, all lines of a level one series. */
public final class ContourSeries {

  private static final float WIDTH = 1.3f;
  private static final BasicStroke SOLID = new BasicStroke(WIDTH);
  private static final BasicStroke DASHED =
      new BasicStroke(
          WIDTH,
          BasicStroke.CAP_BUTT,
          BasicStroke.JOIN_ROUND,
          10f,
          new float[] {Dashes.DASH, Dashes.GAP},
          0f);

  private ContourSeries() {}

  /**
   * Adds the lines, at least one; dashes fit the points that the chart has already.
   *
   * @return the series, dark
   */
  static XYSeries add(XYChart chart, String name, List<Polyline> lines, boolean dashed) {
    double unitX = Axes.spanX(chart) / chart.getWidth();
    double unitY = Axes.spanY(chart) / chart.getHeight();
    DoubleStream.Builder x = DoubleStream.builder();
    DoubleStream.Builder y = DoubleStream.builder();
    for (Polyline line : lines) {
      Polyline drawn = dashed ? Dashes.cut(line, unitX, unitY) : line;
      DoubleStream.of(drawn.x()).forEach(x);
      DoubleStream.of(drawn.y()).forEach(y);
      x.add(line.x()[0]);
      y.add(Double.NaN); // a gap
    }
    XYSeries series = chart.addSeries(name, x.build().toArray(), y.build().toArray());
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    series.setLineColor(Theme.INK).setLineStyle(dashed ? DASHED : SOLID);
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }
}
