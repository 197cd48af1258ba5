package generative.plot.plane;

import generative.plot.Lettering;
import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** A word at a point of a chart, readable on any crowd of points: dark, with a white rim. */
final class Halo extends Annotation {

  private final String text;
  private final double x;
  private double y;

  Halo(String text, double x, double y) {
    super(false);
    this.text = text;
    this.x = x;
    this.y = y;
  }

  /** Moves both words apart, up and down, where they are closer than this in both directions. */
  void pushFrom(Halo other, double width, double height) {
    double distance = y - other.y;
    if (Math.abs(x - other.x) < width && Math.abs(distance) < height) {
      double push = (height - Math.abs(distance)) / 2 * (distance < 0 ? -1 : 1);
      y += push;
      other.y -= push;
    }
  }

  @Override
  public void paint(Graphics2D pen) {
    pen.setFont(styler.getAnnotationTextFont());
    bounds = Lettering.writeWithRim(pen, text, getXAxisScreenValue(x), getYAxisScreenValue(y));
  }
}
