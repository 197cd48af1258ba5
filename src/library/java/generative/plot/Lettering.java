package generative.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/** Words at points of a picture. */
public final class Lettering {

  public static final double LEFT = 0;
  public static final double CENTER = 0.5;
  public static final double RIGHT = 1;

  private Lettering() {}

  /**
   * Writes with the middle of the capitals at y; returns about where.
   *
   * @param align the share of the word that stands left of x
   */
  public static Rectangle2D write(Graphics2D pen, String text, double x, double y, double align) {
    double width = width(pen, text);
    double left = x - align * width;
    double capital = 0.72 * pen.getFont().getSize();
    pen.drawString(text, (float) left, (float) (y + capital / 2));
    return new Rectangle2D.Double(left, y - capital / 2, width, capital);
  }

  /** Writes upward, centered. */
  public static void writeUpward(Graphics2D pen, String text, double x, double y) {
    pen.rotate(-Math.PI / 2);
    write(pen, text, -y, x, CENTER);
    pen.rotate(Math.PI / 2);
  }

  /** Writes dark with a white rim, centered, readable on anything; returns where. */
  public static Rectangle2D writeWithRim(Graphics2D pen, String text, double x, double y) {
    if (text.isEmpty()) {
      return new Rectangle2D.Double(x, y, 0, 0);
    }
    Shape outline =
        new TextLayout(text, pen.getFont(), pen.getFontRenderContext()).getOutline(null);
    Rectangle2D size = outline.getBounds2D();
    Shape word =
        AffineTransform.getTranslateInstance(x - size.getCenterX(), y - size.getCenterY())
            .createTransformedShape(outline);
    pen.setColor(Color.WHITE);
    pen.setStroke(new BasicStroke(4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(word);
    pen.setColor(Theme.INK);
    pen.fill(word);
    return word.getBounds2D();
  }

  public static double width(Graphics2D pen, String text) {
    return pen.getFontMetrics().getStringBounds(text, pen).getWidth();
  }
}
