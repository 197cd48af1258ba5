package generative.plot.transport;

import generative.plot.Lettering;
import generative.plot.Theme;
import generative.plot.Ticks;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * The plane to scale: a step to the right is as long as the same step upward.
 *
 * @param left first coordinate at the left border
 * @param bottom second coordinate at the lower border
 * @param scale points of the picture for a unit
 * @param height the picture's height in points
 */
record PlaneView(double left, double bottom, double scale, int height) implements View {

  private static final int MARGIN = 52;
  private static final int TOP = 34;
  private static final int BELOW = 30;
  private static final int WIDTH = Theme.WIDTH - MARGIN - 10;
  private static final int LOWEST = 200;
  private static final int HIGHEST = 440;

  /** Room around the outermost points, in points of the picture. */
  private static final int PAD = 44;

  static PlaneView of(double[][] points) {
    double[] x = View.range(points, 0);
    double[] y = View.range(points, 1);
    double spanX = x[1] - x[0];
    double spanY = y[1] - y[0];
    double scale = Math.min((WIDTH - 2 * PAD) / spanX, (HIGHEST - 2 * PAD) / spanY);
    if (!Double.isFinite(scale)) {
      scale = LOWEST;
    }
    double inside = Math.max(LOWEST, scale * spanY + 2 * PAD);
    return new PlaneView(
        (x[0] + x[1] - WIDTH / scale) / 2,
        (y[0] + y[1] - inside / scale) / 2,
        scale,
        (int) Math.ceil(TOP + inside + BELOW));
  }

  @Override
  public Point2D at(double[] point) {
    return new Point2D.Double(
        MARGIN + (point[0] - left) * scale, floor() - (point[1] - bottom) * scale);
  }

  private double floor() {
    return height - BELOW;
  }

  @Override
  public double nearness(double[] point) {
    return 1;
  }

  @Override
  public void drawFoot(Graphics2D pen, double[] point) {}

  @Override
  public void drawAxes(Graphics2D pen, List<Rectangle2D> taken) {
    pen.setFont(Theme.font(11));
    Ticks across = Ticks.within(left, left + WIDTH / scale, 8);
    for (double value : across.values()) {
      double x = MARGIN + (value - left) * scale;
      pen.setColor(Theme.GRID);
      pen.draw(new Line2D.Double(x, TOP, x, floor()));
      pen.setColor(Theme.QUIET);
      taken.add(Lettering.write(pen, across.label(value), x, floor() + 12, Lettering.CENTER));
    }
    double inside = floor() - TOP;
    Ticks up = Ticks.within(bottom, bottom + inside / scale, (int) Math.ceil(inside / 60));
    for (double value : up.values()) {
      double y = floor() - (value - bottom) * scale;
      pen.setColor(Theme.GRID);
      pen.draw(new Line2D.Double(MARGIN, y, MARGIN + WIDTH, y));
      pen.setColor(Theme.QUIET);
      taken.add(Lettering.write(pen, up.label(value), MARGIN - 6, y, Lettering.RIGHT));
    }
  }
}
