package generative.plot.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import org.knowm.xchart.style.markers.Marker;

/** A point of whole pixels: all of them look the same and so take little room in a GIF. */
final class Dot extends Marker {

  @Override
  public void paint(Graphics2D pen, double x, double y, int size) {
    Object smooth = pen.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    int left = (int) Math.round(x - size / 2.0);
    int top = (int) Math.round(y - size / 2.0);
    pen.fillRect(left + 1, top, size - 2, size);
    pen.fillRect(left, top + 1, size, size - 2);
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, smooth);
  }
}
