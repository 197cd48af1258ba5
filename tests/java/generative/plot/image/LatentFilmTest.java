package generative.plot.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.plot.Theme;
import generative.tensor.Compute;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatentFilmTest {

  private static final int MOST_BYTES = 400_000;

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void free() {
    manager.close();
  }

  /** Points that drift from one clump into a cluster for each class, trembling. */
  private LatentFilm drift(int points, int frames) {
    Random random = new Random(1);
    long[] labels = new long[points];
    float[] goals = new float[2 * points];
    for (int i = 0; i < points; i++) {
      labels[i] = i % 10;
      double radius = labels[i] % 2 == 0 ? 2.5 : 1.3;
      goals[2 * i] = (float) (radius * Math.cos(labels[i] * 0.628) + 0.35 * random.nextGaussian());
      goals[2 * i + 1] =
          (float) (radius * Math.sin(labels[i] * 0.628) + 0.35 * random.nextGaussian());
    }
    LatentFilm film = new LatentFilm(manager.create(labels));
    for (int f = 0; f < frames; f++) {
      float[] codings = new float[2 * points];
      for (int k = 0; k < codings.length; k++) {
        double done = 1 - Math.exp(-f / 10.0);
        codings[k] = (float) (goals[k] * done + 0.07 * random.nextGaussian());
      }
      try (NDArray z = manager.create(codings, new Shape(points, 2))) {
        film.add("step " + 100 * f, z);
      }
    }
    return film;
  }

  @Test
  void fortyFramesOfAThousandPointsStaySmall() throws IOException {
    Gif gif = drift(1000, 40).gif();
    assertThat(gif.bytes()).hasSizeLessThan(MOST_BYTES);
    assertThat(GifFrames.of(gif).images()).hasSize(40);
    assertThat(gif.width()).isEqualTo(420);
    assertThat(gif.height()).isEqualTo(380);
    assertThat(gif.description()).isEqualTo("the latent plane from step 0 to step 3900");
  }

  @Test
  void aPointThatRestsStaysWhereItIsThoughOthersMove() throws IOException {
    LatentFilm film = new LatentFilm(manager.create(new long[] {0, 1}), List.of("shirt"));
    film.add("a", manager.create(new float[] {0, 0, 1, 1}, new Shape(2, 2)));
    film.add("b", manager.create(new float[] {0, 0, 9, 5}, new Shape(2, 2)));
    List<java.awt.image.BufferedImage> frames = GifFrames.of(film.gif()).images();
    int blue = Theme.color(0).getRGB();
    int[] first = frames.get(0).getRGB(0, 0, 340, 380, null, 0, 340);
    int[] second = frames.get(1).getRGB(0, 0, 340, 380, null, 0, 340);
    assertThat(first).contains(blue);
    for (int i = 0; i < first.length; i++) {
      assertThat(second[i] == blue).isEqualTo(first[i] == blue);
    }
  }

  @Test
  void whatIsNotFiniteOrDoesNotDifferIsDrawnAllTheSame() throws IOException {
    LatentFilm film = new LatentFilm(manager.create(new long[] {0, 1}));
    film.add("a", manager.create(new float[] {2, 2, 2, 2}, new Shape(2, 2)));
    film.add("b", manager.create(new float[] {2, 2, Float.NaN, 2}, new Shape(2, 2)));
    assertThat(GifFrames.of(film.gif()).images()).hasSize(2);
    LatentFilm lost = new LatentFilm(manager.create(new long[] {0}));
    lost.add("a", manager.full(new Shape(1, 2), Float.POSITIVE_INFINITY));
    assertThat(GifFrames.of(lost.gif()).images()).hasSize(1);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    LatentFilm film = new LatentFilm(manager.create(new long[] {0, 1}));
    assertThatThrownBy(film::gif).hasMessage("an animation of 0 frames; add at least one");
    assertThatThrownBy(() -> film.add("a", manager.zeros(new Shape(3, 2))))
        .hasMessage("codings has shape [3, 2]; [2, 2] is needed");
    assertThatThrownBy(() -> new LatentFilm(manager.zeros(new Shape(3, 2))))
        .hasMessage("labels has shape [3, 2]; [n] is needed");
  }
}
