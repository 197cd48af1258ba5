package generative.plot.explorer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.plot.image.Tiles;
import generative.tensor.Gradients;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What a decoder of two codings draws all over the plane, drawn beforehand, side by side. */
final class LatentTiles {

  /** Images a side: a step of 0.3. */
  static final int ACROSS = 21;

  static final String CAPTION =
      "What the decoder draws over the plane of its two codings, each from −3 to 3";

  private LatentTiles() {}

  /** Returns the images, row by row from the top. */
  static Tiles of(UnaryOperator<NDArray> decoder, NDManager manager) {
    try (NDManager lent = manager.newSubManager()) {
      NDArray codings = lent.create(plane(), new Shape(ACROSS * ACROSS, 2));
      NDArray images =
          Objects.requireNonNull(
              Gradients.without(() -> decoder.apply(codings)), "the decoder's images");
      Tiles tiles = Tiles.of(images);
      if (tiles.count() != ACROSS * ACROSS) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the decoder made %d images of %d codings; one of each is needed",
                tiles.count(),
                ACROSS * ACROSS));
      }
      return tiles;
    }
  }

  private static float[] plane() {
    float[] codings = new float[2 * ACROSS * ACROSS];
    for (int i = 0; i < ACROSS * ACROSS; i++) {
      codings[2 * i] = -3 + 6f * (i % ACROSS) / (ACROSS - 1);
      codings[2 * i + 1] = 3 - 6f * (i / ACROSS) / (ACROSS - 1);
    }
    return codings;
  }
}
