package generative.plot.transport;

import generative.plot.Lettering;
import generative.plot.Theme;
import generative.plot.Ticks;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Space as a box, seen from the front, somewhat from the right and from above, without perspective:
 * x leads to the right, y into the depth, z upward. Each point has a foot below it on the floor.
 *
 * @param x where the box's faces and grid lines are along x
 * @param y the same along y
 * @param z the same along z
 */
record BoxView(Ticks x, Ticks y, Ticks z) implements View {

  private static final double TURN = Math.toRadians(32);
  private static final double TILT = Math.toRadians(24);
  private static final double WIDE = 370;
  private static final double HIGH = 300;
  private static final int HEIGHT = 510;
  private static final double CENTER_Y = 266;
  private static final Color STEM = new Color(0xA8A8A8);

  static BoxView of(double[][] points) {
    return new BoxView(ticks(points, 0), ticks(points, 1), ticks(points, 2));
  }

  private static Ticks ticks(double[][] points, int axis) {
    double[] range = View.range(points, axis);
    boolean flat = range[0] == range[1];
    return Ticks.around(range[0] - (flat ? 1 : 0), range[1] + (flat ? 1 : 0), 4);
  }

  private static double unit(Ticks axis, double value) {
    return (value - axis.first()) / (axis.last() - axis.first()) - 0.5;
  }

  private static double away(double a, double b) {
    return b * Math.cos(TURN) - a * Math.sin(TURN);
  }

  @Override
  public Point2D at(double[] point) {
    double a = unit(x, point[0]);
    double b = unit(y, point[1]);
    double c = unit(z, point[2]);
    double right = a * Math.cos(TURN) + b * Math.sin(TURN);
    double up = c * Math.cos(TILT) + away(a, b) * Math.sin(TILT);
    return new Point2D.Double(Theme.WIDTH / 2.0 + WIDE * right, CENTER_Y - HIGH * up);
  }

  @Override
  public double nearness(double[] point) {
    double away = away(unit(x, point[0]), unit(y, point[1])) * Math.cos(TILT);
    double most = (Math.cos(TURN) + Math.sin(TURN)) * Math.cos(TILT) / 2 + Math.sin(TILT) / 2;
    return (1 - (away - unit(z, point[2]) * Math.sin(TILT)) / most) / 2;
  }

  @Override
  public int height() {
    return HEIGHT;
  }

  @Override
  public void drawFoot(Graphics2D pen, double[] point) {
    Point2D foot = at(new double[] {point[0], point[1], z.first()});
    pen.setColor(STEM);
    pen.setStroke(
        new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {3, 3}, 0));
    pen.draw(new Line2D.Double(at(point), foot));
    pen.fill(new Ellipse2D.Double(foot.getX() - 4, foot.getY() - 2, 8, 4));
    pen.setStroke(new BasicStroke(1));
  }

  @Override
  public void drawAxes(Graphics2D pen, List<Rectangle2D> taken) {
    pen.setFont(Theme.font(11));
    for (double value : x.values()) {
      line(pen, value, y.first(), z.first(), value, y.last(), z.first());
      line(pen, value, y.last(), z.first(), value, y.last(), z.last());
      taken.add(
          label(
              pen, x.label(value), corner(value, y.first(), z.first()), -8, 13, Lettering.CENTER));
    }
    for (double value : y.values()) {
      line(pen, x.first(), value, z.first(), x.last(), value, z.first());
      line(pen, x.first(), value, z.first(), x.first(), value, z.last());
      taken.add(
          label(pen, y.label(value), corner(x.last(), value, z.first()), 12, 9, Lettering.LEFT));
    }
    for (double value : z.values()) {
      line(pen, x.first(), y.first(), value, x.first(), y.last(), value);
      line(pen, x.first(), y.last(), value, x.last(), y.last(), value);
      taken.add(
          label(pen, z.label(value), corner(x.first(), y.first(), value), -7, 0, Lettering.RIGHT));
    }
    names(pen, taken);
  }

  private void names(Graphics2D pen, List<Rectangle2D> taken) {
    pen.setFont(Theme.font(12));
    double middleX = (x.first() + x.last()) / 2;
    double middleY = (y.first() + y.last()) / 2;
    double middleZ = (z.first() + z.last()) / 2;
    taken.add(label(pen, "x", corner(middleX, y.first(), z.first()), -16, 34, Lettering.CENTER));
    taken.add(label(pen, "y", corner(x.last(), middleY, z.first()), 42, 26, Lettering.CENTER));
    taken.add(label(pen, "z", corner(x.first(), y.first(), middleZ), -46, 0, Lettering.CENTER));
  }

  private Point2D corner(double a, double b, double c) {
    return at(new double[] {a, b, c});
  }

  private void line(
      Graphics2D pen, double a, double b, double c, double toA, double toB, double toC) {
    pen.setColor(Theme.GRID);
    pen.draw(new Line2D.Double(corner(a, b, c), corner(toA, toB, toC)));
  }

  private static Rectangle2D label(
      Graphics2D pen, String text, Point2D place, double right, double down, double align) {
    pen.setColor(Theme.QUIET);
    return Lettering.write(pen, text, place.getX() + right, place.getY() + down, align);
  }
}
