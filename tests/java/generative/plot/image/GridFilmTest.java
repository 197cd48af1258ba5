package generative.plot.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.data.Images;
import generative.tensor.Compute;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GridFilmTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void imagesStandInRowsBelowTheCaption() throws IOException {
    NDArray images = manager.zeros(new Shape(3, 784));
    GridFilm film = new GridFilm(2).add("step 0", images).add("step 100", images.add(1));
    Gif gif = film.gif();
    assertThat(gif.width()).isEqualTo(2 * 56 + 3);
    assertThat(gif.height()).isEqualTo(24 + 2 * 56 + 3);
    assertThat(gif.description()).isEqualTo("images from step 0 to step 100");
    List<BufferedImage> frames = GifFrames.of(gif).images();
    for (int[] inside : new int[][] {{0, 24}, {55, 79}, {59, 24}, {0, 83}, {55, 138}}) {
      assertThat(frames.get(0).getRGB(inside[0], inside[1])).isEqualTo(0xFF000000);
      assertThat(frames.get(1).getRGB(inside[0], inside[1])).isEqualTo(0xFFFFFFFF);
    }
    for (int[] outside : new int[][] {{57, 30}, {10, 81}, {80, 100}}) {
      assertThat(frames.get(0).getRGB(outside[0], outside[1])).isEqualTo(0xFFFFFFFF);
    }
  }

  @Test
  void graysAreKeptToOneOfThirtyTwoAndNotANumberIsOrange() throws IOException {
    NDArray images = manager.create(new float[] {0.4f, Float.NaN, 2, -1}, new Shape(1, 2, 2));
    BufferedImage frame = GifFrames.of(new GridFilm(5).add("a", images).gif()).images().get(0);
    assertThat(frame.getRGB(0, 24) & 0xFF).isBetween(98, 106);
    assertThat(frame.getRGB(2, 24)).isEqualTo(0xFFE69F00);
    assertThat(frame.getRGB(0, 26)).isEqualTo(0xFFFFFFFF);
    assertThat(frame.getRGB(2, 26)).isEqualTo(0xFF000000);
  }

  @Test
  void aFilmOfDigitsStaysSmall() {
    GridFilm film = new GridFilm(10);
    NDArray digits = Images.load("mnist").test().first(40).data();
    for (int i = 0; i <= 20; i++) {
      NDArray noise = manager.randomUniform(0, 1, digits.getShape()).mul((20 - i) / 40f);
      film.add("step " + 250 * i, digits.mul(i / 20f).add(noise));
    }
    Gif gif = film.gif();
    assertThat(gif.bytes()).hasSizeLessThan(2_500_000);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> new GridFilm(0)).hasMessage("0 columns; at least one is needed");
    GridFilm film = new GridFilm(2);
    assertThatThrownBy(film::gif).hasMessage("an animation of 0 frames; add at least one");
    assertThatThrownBy(() -> film.add("a", manager.zeros(new Shape(2, 783))))
        .hasMessageStartingWith("images have shape [2, 783]; ");
    film.add("a", manager.zeros(new Shape(2, 784)));
    assertThatThrownBy(() -> film.add("b", manager.zeros(new Shape(1, 784))))
        .hasMessage("\"b\" has 1 image of 28 × 28; the first frame has 2 images of 28 × 28");
  }
}
