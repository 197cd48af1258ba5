package generative.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * An image with twice as many pixels in each direction as the size it is shown at, so that it is
 * sharp on paper and on a high-density display.
 */
public final class Picture extends BufferedImage {

  /** Pixels for each point of the shown size. */
  public static final int DENSITY = 2;

  /**
   * Creates a white picture.
   *
   * @param shownWidth width it is shown at, in points
   * @param shownHeight height it is shown at, in points
   */
  public Picture(int shownWidth, int shownHeight) {
    super(shownWidth * DENSITY, shownHeight * DENSITY, TYPE_INT_RGB);
    Graphics2D graphics = createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, getWidth(), getHeight());
    graphics.dispose();
  }

  /** Returns the width it is shown at, in points. */
  public int shownWidth() {
    return getWidth() / DENSITY;
  }

  /** Returns the height it is shown at, in points. */
  public int shownHeight() {
    return getHeight() / DENSITY;
  }

  /** Returns a pen that counts in points and draws smoothly; the caller disposes it. */
  public Graphics2D pen() {
    Graphics2D graphics = createGraphics();
    graphics.scale(DENSITY, DENSITY);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    return graphics;
  }
}
