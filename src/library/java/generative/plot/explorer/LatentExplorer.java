package generative.plot.explorer;

import ai.djl.ndarray.NDArray;
import generative.nn.MultilayerPerceptron;
import generative.plot.Html;
import generative.plot.Png;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * A piece of a page in which a decoder draws while its codings are moved, without a kernel, a
 * library or a network: the weights lie in the page, 10 bits each, beside a script that multiplies
 * them.
 *
 * <p>With two codings the image follows the pointer over the plane; with any number of them there
 * is a slider for each, a die that draws from the unit Gaussian, and the way back to 0. Where
 * scripts are not run, a still picture stands in their place.
 *
 * <p>A weight takes 1.7 bytes of the page: a decoder 20-500-500-784 makes 1.1 MB. The same decoder
 * gives the same page, byte for byte.
 */
public final class LatentExplorer {

  private static final String TEMPLATE = resource("latent-explorer.html");

  private LatentExplorer() {}

  /**
   * Returns the explorer of a decoder.
   *
   * @param decoder from codings to the logits of square images, with its weights; a sigmoid is
   *     taken of what it gives
   * @throws IllegalArgumentException if its outputs are no square, or a weight is not finite
   * @throws IllegalStateException if it has no weights yet
   */
  public static Html latentExplorer(MultilayerPerceptron decoder) {
    return page(PackedDecoder.of(decoder), LatentPoints.NONE);
  }

  /**
   * Returns the explorer of a decoder of two codings, with images it may have seen as dots on the
   * plane, so that a reader sees where they stand.
   *
   * @param codings {@code [n, 2]}; of them the first 5,000 are taken, and shown where they lie
   *     between −3 and 3
   * @param labels class of each, {@code [n]}, from 0
   * @throws IllegalArgumentException if the decoder has not two codings or a shape is another
   */
  public static Html latentExplorer(MultilayerPerceptron decoder, NDArray codings, NDArray labels) {
    PackedDecoder packed = PackedDecoder.of(decoder);
    if (packed.codings() != 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the decoder has %d codings; dots can be shown for 2, so leave them out",
              packed.codings()));
    }
    return page(packed, LatentPoints.of(codings, labels));
  }

  private static Html page(PackedDecoder decoder, LatentPoints points) {
    StillImages still = StillImages.of(decoder);
    BufferedImage picture = still.picture();
    String anonymous =
        TEMPLATE
            .replace("{{caption}}", still.caption())
            .replace("{{width}}", Integer.toString(picture.getWidth()))
            .replace("{{height}}", Integer.toString(picture.getHeight()))
            .replace("{{picture}}", Base64.getEncoder().encodeToString(Png.encode(picture)))
            .replace("{{sizes}}", Arrays.toString(decoder.sizes()))
            .replace("{{levels}}", decoder.levels())
            .replace("{{floats}}", decoder.floats())
            .replace("{{points}}", points.packed())
            .replace("{{colors}}", points.colors());
    String id = String.format(Locale.ROOT, "latent-explorer-%08x", anonymous.hashCode());
    String text = String.format(Locale.ROOT, "[latent explorer, %d codings]", decoder.codings());
    return new Html(anonymous.replace("{{id}}", id), text);
  }

  private static String resource(String name) {
    try (InputStream file = LatentExplorer.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
