package generative.plot.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import generative.nn.LatentGrid;
import generative.plot.Digits;
import generative.plot.Picture;
import generative.plot.Theme;
import generative.tensor.Require;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * What a decoder draws all over the latent plane (D. P. Kingma, M. Welling, "Auto-Encoding
 * Variational Bayes", 2014, figure 4): the codings lie at the quantiles of the unit Gaussian, so
 * that each image stands for an equal share of what the model generates.
 */
public final class Manifold {

  private static final NormalDistribution GAUSSIAN = new NormalDistribution(0, 1);
  private static final double[] TICKS = {-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3};

  /** A tick may stand so far beyond the outermost coding, where its image still is. */
  private static final double BEYOND = 0.05;

  private static final int MARGIN = 46;
  private static final int EDGE = 2;

  private final Graphics2D pen;
  private final int side;
  private final int width;
  private final int height;

  private Manifold(Graphics2D pen, int side, int width, int height) {
    this.pen = pen;
    this.side = side;
    this.width = width;
    this.height = height;
  }

  /**
   * Returns the decoded grid without gaps, with the codings along its left and bottom.
   *
   * @param decoder maps codings {@code [n, 2]} to images {@code [n, 784]} or of another shape that
   *     {@link ImageGrid} takes
   * @param manager lends memory, which is given back
   * @param side images along each axis; 20 fit a column of text
   * @throws IllegalArgumentException if {@code side} is out of range, or the decoder makes more,
   *     fewer or other images
   */
  public static Picture manifold(UnaryOperator<NDArray> decoder, NDManager manager, int side) {
    Objects.requireNonNull(decoder, "decoder");
    Require.open(manager, "the manager");
    try (NDManager lent = manager.newSubManager()) {
      Tiles images =
          Tiles.of(
              Objects.requireNonNull(
                  decoder.apply(LatentGrid.gaussianGrid(lent, side)), "the decoder's images"));
      if (images.count() != side * side) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the decoder made %d images of %d codings; one of each is needed",
                images.count(),
                side * side));
      }
      return picture(images.mosaic(side), side);
    }
  }

  private static Picture picture(Tiles mosaic, int side) {
    int room = (Theme.WIDTH - MARGIN - EDGE) * Picture.DENSITY;
    int scale = Math.max(1, Math.min(5, room / mosaic.width()));
    int width = (mosaic.width() * scale + 1) / Picture.DENSITY;
    int height = (mosaic.height() * scale + 1) / Picture.DENSITY;
    Picture picture = new Picture(MARGIN + width + EDGE, EDGE + height + MARGIN);
    mosaic.draw(picture, 0, MARGIN, EDGE, scale);
    Graphics2D pen = picture.pen();
    new Manifold(pen, side, width, height).axes();
    pen.dispose();
    return picture;
  }

  private void axes() {
    double outermost = GAUSSIAN.inverseCumulativeProbability((side - 0.5) / side) + BEYOND;
    pen.setFont(Theme.font(11));
    pen.setColor(Theme.QUIET);
    for (double value : TICKS) {
      if (Math.abs(value) <= outermost) {
        tick(value);
      }
    }
    pen.setFont(Theme.font(12));
    pen.setColor(Theme.INK);
    center("first coding", MARGIN + width / 2.0, EDGE + height + MARGIN - 6);
    pen.rotate(-Math.PI / 2);
    center("second coding", -(EDGE + height / 2.0), 13);
  }

  private void tick(double value) {
    double share = GAUSSIAN.cumulativeProbability(value);
    double x = MARGIN + share * width;
    double y = EDGE + (1 - share) * height;
    int bottom = EDGE + height;
    pen.draw(new Line2D.Double(x, bottom, x, bottom + 4));
    pen.draw(new Line2D.Double(MARGIN - 4, y, MARGIN, y));
    String text = Digits.tick(value);
    center(text, x, bottom + 16);
    FontMetrics metrics = pen.getFontMetrics();
    pen.drawString(text, MARGIN - 7 - metrics.stringWidth(text), (float) y + 4);
  }

  private void center(String text, double x, int y) {
    float left = (float) (x - pen.getFontMetrics().stringWidth(text) / 2.0);
    pen.drawString(text, left, y);
  }
}
