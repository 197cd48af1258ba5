package generative.plot.explorer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import generative.nn.MultilayerPerceptron;
import generative.plot.Html;
import generative.plot.Png;
import generative.plot.image.Tiles;
import generative.tensor.Require;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;

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
  private static final String TILES = resource("latent-tiles.html");

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

  /**
   * Returns an explorer of any other decoder of two codings, such as a convolutional one: 21 × 21
   * images over the plane from −3 to 3, drawn now, of which the page shows the one under the
   * pointer. Of 28 × 28 pixels they make some 300 kB of the page.
   *
   * @param decoder from codings {@code [441, 2]} to pixels in [0, 1], in a shape of images that
   *     {@code ImageGrid} takes; {@code vae::decode}
   * @param manager lends memory, which is given back
   * @throws IllegalArgumentException if the decoder makes more, fewer or other images
   */
  public static Html latentExplorer(UnaryOperator<NDArray> decoder, NDManager manager) {
    Objects.requireNonNull(decoder, "decoder");
    Tiles tiles = LatentTiles.of(decoder, Require.open(manager, "the manager"));
    byte[] picture = Png.encode(tiles.picture(LatentTiles.ACROSS));
    return html(
        TILES
            .replace("{{caption}}", LatentTiles.CAPTION)
            .replace("{{picture}}", Base64.getEncoder().encodeToString(picture))
            .replace("{{across}}", Integer.toString(LatentTiles.ACROSS))
            .replace("{{width}}", Integer.toString(tiles.width()))
            .replace("{{height}}", Integer.toString(tiles.height())),
        2);
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
    return html(anonymous, decoder.codings());
  }

  private static Html html(String anonymous, int codings) {
    String id = String.format(Locale.ROOT, "latent-explorer-%08x", anonymous.hashCode());
    String text = String.format(Locale.ROOT, "[latent explorer, %d codings]", codings);
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
