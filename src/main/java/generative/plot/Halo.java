package generative.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
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
    Font font = styler.getAnnotationTextFont();
    Shape outline = new TextLayout(text, font, pen.getFontRenderContext()).getOutline(null);
    Rectangle2D size = outline.getBounds2D();
    AffineTransform place =
        AffineTransform.getTranslateInstance(
            getXAxisScreenValue(x) - size.getCenterX(), getYAxisScreenValue(y) - size.getCenterY());
    Shape word = place.createTransformedShape(outline);
    pen.setColor(Color.WHITE);
    pen.setStroke(new BasicStroke(4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(word);
    pen.setColor(Theme.INK);
    pen.fill(word);
    bounds = word.getBounds2D();
  }
}
