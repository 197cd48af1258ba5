package generative.plot.explorer;

import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * What a decoder draws at some codings, side by side, for where no script is run.
 *
 * @param images {@code [rows · columns][side · side]} in [0, 1]
 * @param columns images a row
 * @param caption which codings they are
 */
record StillImages(float[][] images, int side, int columns, String caption) {

  private static final int ACROSS = 9;
  private static final int DRAWS = 20;

  /** Covers the plane if there are two codings; else the origin and draws from the Gaussian. */
  static StillImages of(PackedDecoder decoder) {
    return decoder.codings() == 2 ? plane(decoder) : draws(decoder);
  }

  private static StillImages plane(PackedDecoder decoder) {
    float[][] images = new float[ACROSS * ACROSS][];
    for (int i = 0; i < images.length; i++) {
      float x = -3 + 6f * (i % ACROSS) / (ACROSS - 1);
      float y = 3 - 6f * (i / ACROSS) / (ACROSS - 1);
      images[i] = decoder.decode(x, y);
    }
    return new StillImages(images, decoder.side(), ACROSS, LatentTiles.CAPTION);
  }

  private static StillImages draws(PackedDecoder decoder) {
    Random random = new Random(0);
    float[][] images = new float[DRAWS][];
    for (int i = 0; i < images.length; i++) {
      float[] coding = new float[decoder.codings()];
      for (int k = 0; i > 0 && k < coding.length; k++) {
        coding[k] = (float) random.nextGaussian();
      }
      images[i] = decoder.decode(coding);
    }
    String caption =
        "What the decoder draws where all codings are 0, then at 19 draws from the Gaussian";
    return new StillImages(images, decoder.side(), DRAWS / 2, caption);
  }

  /** Returns them as one gray picture, a pixel for a pixel. */
  BufferedImage picture() {
    int rows = images.length / columns;
    BufferedImage picture =
        new BufferedImage(columns * side, rows * side, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < images.length; i++) {
      for (int p = 0; p < side * side; p++) {
        int x = i % columns * side + p % side;
        int y = i / columns * side + p / side;
        picture.getRaster().setSample(x, y, 0, Math.round(255 * images[i][p]));
      }
    }
    return picture;
  }
}
