package generative.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * An image with twice as many pixels in each direction as the size it is shown at, so that it is
 * sharp on paper and on a high-density display.
 */
public final class Picture extends BufferedImage {

  /** Pixels for each point of the shown size. */
  public static final int DENSITY = 2;

  private static final double MOST_PIXELS = 300e6;

  /**
   * Creates a white picture.
   *
   * @param shownWidth width it is shown at, in points
   * @param shownHeight height it is shown at, in points
   * @throws IllegalArgumentException if a side is below 1, or it would have more than 300 million
   *     pixels
   */
  public Picture(int shownWidth, int shownHeight) {
    super(pixels(shownWidth, shownHeight), pixels(shownHeight, shownWidth), TYPE_INT_RGB);
    Graphics2D graphics = createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, getWidth(), getHeight());
    graphics.dispose();
  }

  private static int pixels(int side, int other) {
    double all = (double) DENSITY * side * DENSITY * other;
    if (Math.min(side, other) < 1 || all > MOST_PIXELS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a picture with sides of %,d and %,d points can't be drawn; draw fewer things in it",
              side,
              other));
    }
    return side * DENSITY;
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
