package generative.plot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * What a decoder draws all over the latent plane (D. P. Kingma, M. Welling, "Auto-Encoding
 * Variational Bayes", 2014, figure 4): the codings lie at the quantiles of the unit Gaussian, so
 * that each image stands for an equal share of what the model generates.
 */
public final class Manifold {

  private static final NormalDistribution GAUSSIAN = new NormalDistribution(null, 0, 1);
  private static final double[] TICKS = {-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3};

  /** A tick may stand so far beyond the outermost coding, where its image still is. */
  private static final double BEYOND = 0.05;

  /** Images a side whose codings one array holds. */
  private static final int MOST = 32_767;

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
   * Returns the codings of a grid of images: in its rows, the first coding grows to the right, the
   * second one upward. Along each axis they are the unit Gaussian's quantiles at (i + ½) / side.
   *
   * @param side images along each axis
   * @return {@code [side², 2]}, row by row from the top
   * @throws IllegalArgumentException if {@code side} is below 1 or above 32,767
   */
  public static NDArray gaussianGrid(NDManager manager, int side) {
    requireOpen(manager);
    if (side < 1 || side > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a grid of %d images a side; 1 to %d are possible, and 20 fit a column of text",
              side,
              MOST));
    }
    float[] codings = new float[2 * side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        codings[2 * (row * side + column)] = (float) quantile(column, side);
        codings[2 * (row * side + column) + 1] = (float) quantile(side - 1 - row, side);
      }
    }
    return manager.create(codings, new Shape((long) side * side, 2));
  }

  private static double quantile(int i, int side) {
    return GAUSSIAN.inverseCumulativeProbability((i + 0.5) / side);
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
    requireOpen(manager);
    try (NDManager lent = manager.newSubManager()) {
      Tiles images =
          Tiles.of(
              Objects.requireNonNull(
                  decoder.apply(gaussianGrid(lent, side)), "the decoder's images"));
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
    double outermost = quantile(side - 1, side) + BEYOND;
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

  private static void requireOpen(NDManager manager) {
    if (!Objects.requireNonNull(manager, "manager").isOpen()) {
      throw new IllegalStateException("the manager was closed; give one that is open");
    }
  }
}
