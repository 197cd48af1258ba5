package generative.plot.transport;

import generative.plot.Digits;
import generative.plot.Lettering;
import generative.plot.Ramp;
import generative.plot.Theme;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * A source, drawn as a disk, or a target, drawn as a ring.
 *
 * @param point where it is, {@code [d]}
 * @param center where that is on the picture
 */
record Spot(double[] point, double weight, boolean isSource, Point2D center, double radius) {

  static final Color SOURCE = Theme.color(0);
  static final Color TARGET = Theme.color(1);

  private static final double RING = 2.5;
  private static final double DISTANCE = 4;

  Rectangle2D bounds() {
    return new Rectangle2D.Double(
        center.getX() - radius, center.getY() - radius, 2 * radius, 2 * radius);
  }

  /** Draws it, the farther from the eye the paler, nearness from 0 to 1. */
  void draw(Graphics2D pen, double nearness) {
    Color color = Ramp.mix(Color.WHITE, isSource ? SOURCE : TARGET, 0.5 + 0.5 * nearness);
    double line = isSource ? 1 : Math.min(RING, radius / 2);
    pen.setColor(isSource ? color : Ramp.mix(Color.WHITE, color, 0.18));
    pen.fill(circle(radius));
    pen.setColor(isSource ? Color.WHITE : color);
    pen.setStroke(new BasicStroke((float) line));
    pen.draw(circle(isSource ? radius : radius - line / 2));
    pen.setStroke(new BasicStroke(1));
  }

  private Ellipse2D circle(double r) {
    return new Ellipse2D.Double(center.getX() - r, center.getY() - r, 2 * r, 2 * r);
  }

  /** Writes its weight into it if there is room. */
  void writeWeight(Graphics2D pen) {
    String text = Digits.wholeOrSignificant(weight, 3);
    if (Lettering.width(pen, text) / 2 + 3 < radius) {
      pen.setColor(isSource ? Color.WHITE : Theme.INK);
      Lettering.write(pen, text, center.getX(), center.getY(), Lettering.CENTER);
    }
  }

  /** Returns places for a name: above, below, at the right, at the left. */
  List<Rectangle2D> beside(double wide, double high) {
    double up = radius + DISTANCE + high / 2;
    double right = radius + DISTANCE + wide / 2;
    return List.of(
        at(0, -up, wide, high),
        at(0, up, wide, high),
        at(right, 0, wide, high),
        at(-right, 0, wide, high));
  }

  private Rectangle2D at(double right, double down, double wide, double high) {
    return new Rectangle2D.Double(
        center.getX() + right - wide / 2, center.getY() + down - high / 2, wide, high);
  }
}
