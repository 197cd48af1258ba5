package generative.plot.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.plot.Theme;
import generative.tensor.Compute;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PointFilmTest {

  private static final int REAL = Theme.REAL.getRGB();
  private static final int GENERATED = Theme.GENERATED.getRGB();

  private final NDManager manager = Compute.newManager();
  private final Random random = new Random(1);

  @AfterEach
  void free() {
    manager.close();
  }

  /** Eight clusters on a circle; with share 0 all points lie in the middle instead. */
  private NDArray ring(int points, double share, double deviation) {
    float[] values = new float[2 * points];
    for (int i = 0; i < points; i++) {
      double angle = Math.PI / 4 * (i % 8);
      values[2 * i] = (float) (share * Math.cos(angle) + deviation * random.nextGaussian());
      values[2 * i + 1] = (float) (share * Math.sin(angle) + deviation * random.nextGaussian());
    }
    return manager.create(values, new Shape(points, 2));
  }

  private NDArray at(double... coordinates) {
    float[] values = new float[coordinates.length];
    IntStream.range(0, values.length).forEach(i -> values[i] = (float) coordinates[i]);
    return manager.create(values, new Shape(values.length / 2, 2));
  }

  /** Pixels of a color inside the axes; the smooth edges of letters have the grays as well. */
  private static long count(BufferedImage frame, int color) {
    BufferedImage plot = frame.getSubimage(60, 36, 350, 270);
    return IntStream.of(plot.getRGB(0, 0, 350, 270, null, 0, 350)).filter(c -> c == color).count();
  }

  @Test
  void generatedPointsMoveInColorOverGrayOnesThatRest() throws IOException {
    PointFilm film = new PointFilm(ring(800, 1.414, 0.014));
    for (int i = 0; i <= 40; i++) {
      film.add("step " + 100 * i, ring(800, 1.414 * i / 40, 0.3 - 0.28 * i / 40));
    }
    Gif gif = film.gif();
    List<BufferedImage> frames = GifFrames.of(gif).images();
    assertThat(frames).hasSize(41);
    assertThat(gif.bytes()).hasSizeLessThan(400_000);
    assertThat(gif.description())
        .isEqualTo("the generated points over the real ones from step 0 to step 4000");
    assertThat(count(frames.get(0), REAL)).isPositive();
    assertThat(count(frames.get(0), GENERATED)).isGreaterThan(count(frames.get(40), GENERATED));
  }

  @Test
  void aRingIsRound() throws IOException {
    PointFilm film = new PointFilm(at(-1, 0, 1, 0, 0, -1, 0, 1));
    BufferedImage frame = GifFrames.of(film.add("a", at(0, 0)).gif()).images().get(0);
    int[] gray =
        IntStream.range(0, 350 * 270)
            .filter(i -> frame.getRGB(60 + i % 350, 36 + i / 350) == REAL)
            .toArray();
    double high = IntStream.of(gray).max().orElse(0) / 350 - gray[0] / 350;
    var across = IntStream.of(gray).map(i -> i % 350).summaryStatistics();
    assertThat((across.getMax() - across.getMin()) / high).isBetween(0.97, 1.03);
  }

  @Test
  void aPointFarOutIsDrawnAtTheBorderAndDoesNotShrinkTheRest() throws IOException {
    NDArray real = at(0, 0, 1, 1);
    Gif near = new PointFilm(real).add("a", at(1.4, 1.4, -0.4, -0.4)).gif();
    Gif far = new PointFilm(real).add("a", at(1e6, 1e6, -1e6, 0.5)).gif();
    BufferedImage frame = GifFrames.of(far).images().get(0);
    assertThat(count(frame, GENERATED)).isPositive();
    assertThat(count(frame, REAL)).isEqualTo(count(GifFrames.of(near).images().get(0), REAL));
  }

  @Test
  void whatIsNotFiniteIsLeftOut() throws IOException {
    PointFilm film = new PointFilm(at(2, 2));
    film.add("a", at(Float.NaN, 0, Float.POSITIVE_INFINITY, 1));
    assertThat(count(GifFrames.of(film.gif()).images().get(0), GENERATED)).isZero();
  }

  @Test
  void whatDoesNotFitIsNamed() {
    PointFilm film = new PointFilm(at(0, 0));
    assertThatThrownBy(film::gif).hasMessage("an animation of 0 frames; add at least one");
    assertThatThrownBy(() -> film.add("a", manager.zeros(new Shape(3, 3))))
        .hasMessage("generated has shape [3, 3]; [n, 2] is needed");
    assertThatThrownBy(() -> new PointFilm(manager.zeros(new Shape(3))))
        .hasMessage("real has shape [3]; [n, 2] is needed");
    assertThatThrownBy(() -> new PointFilm(at(Float.NaN, Float.NaN)))
        .hasMessage("none of the 1 real points is finite; give at least one");
  }
}
