package generative.plot.image;

import static generative.plot.image.ImageGrid.imageGrid;
import static generative.plot.image.ImageGrid.imageRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import generative.plot.Picture;
import generative.plot.Png;
import generative.plot.Theme;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageGridTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void free() {
    manager.close();
  }

  private static int gray(Picture picture, int x, int y) {
    return picture.getRGB(x, y) & 0xFFFFFF;
  }

  @Test
  void pixelsKeepTheirPlaceAndTheirGray() {
    NDArray images =
        manager.create(new float[] {0, 1, 0.5f, 2, Float.NaN, -1, 0, 0}, new Shape(2, 4));
    Picture picture = imageGrid(images, 2);
    int scale = (picture.getWidth() - 6) / 4;
    assertThat(gray(picture, 0, 0)).isZero();
    assertThat(gray(picture, scale, 0)).isEqualTo(0xFFFFFF);
    assertThat(gray(picture, 0, scale)).isEqualTo(0x808080);
    assertThat(gray(picture, scale, scale)).isEqualTo(0xFFFFFF);
    assertThat(gray(picture, 2 * scale + 6, 0)).as("NaN").isEqualTo(0xE69F00);
    assertThat(gray(picture, 3 * scale + 6, 0)).isZero();
  }

  @Test
  void anyOfTheThreeShapesAndPlainArraysGiveTheSamePicture() {
    NDArray flat = manager.randomUniform(0, 1, new Shape(6, 784));
    byte[] expected = Png.encode(imageGrid(flat, 3));
    assertThat(Png.encode(imageGrid(flat.reshape(6, 28, 28), 3))).isEqualTo(expected);
    assertThat(Png.encode(imageGrid(flat.reshape(6, 1, 28, 28), 3))).isEqualTo(expected);
    double[][] plain = new double[6][784];
    float[] values = flat.toFloatArray();
    for (int i = 0; i < values.length; i++) {
      plain[i / 784][i % 784] = values[i];
    }
    assertThat(Png.encode(imageGrid(plain, 3))).isEqualTo(expected);
  }

  @Test
  void sixtyDigitsFitTheColumnOfText() {
    Picture picture = imageGrid(manager.zeros(new Shape(60, 784)), 15);
    assertThat(picture.shownWidth()).isLessThanOrEqualTo(Theme.WIDTH);
    assertThat(picture.shownHeight()).isEqualTo(4 * 31 - 3);
  }

  /** Red, green and blue planes, [n, 3, h, w], of which a pixel takes one number each. */
  @Test
  void imagesOfThreeChannelsAreInColor() {
    NDArray images = manager.zeros(new Shape(2, 3, 32, 32));
    images.set(new NDIndex("1, 0"), 1f);
    images.set(new NDIndex("1, 2"), 0.5f);
    Picture picture = imageGrid(images, 2);
    assertThat(gray(picture, 5, 5)).isZero();
    assertThat(gray(picture, picture.getWidth() - 5, 5)).isEqualTo(0xFF0080);
    assertThatThrownBy(() -> new GridFilm(2).add("a", images))
        .hasMessage(
            "a frame of 2 color images of 32 × 32; a film has 32 grays, so give one channel");
  }

  @Test
  void captionsStandUnderTheirImages() {
    NDArray three = manager.zeros(new Shape(3, 784));
    Picture bare = imageGrid(three, 3);
    Picture captioned = imageGrid(three, 3, "7", "", "1");
    assertThat(captioned.shownHeight()).isGreaterThan(bare.shownHeight());
    assertThatThrownBy(() -> imageGrid(three, 3, "7"))
        .hasMessage("1 captions for 3 images; give one each, or none");
  }

  @Test
  void rowsStandUnderEachOtherBesideTheirLabels() {
    NDArray ten = manager.zeros(new Shape(10, 784));
    Picture picture = imageRows("original", ten, "reconstruction", ten.add(0.5f));
    assertThat(picture.shownWidth()).isLessThanOrEqualTo(Theme.WIDTH + 3);
    int x = picture.getWidth() - 20;
    assertThat(gray(picture, x, 20)).isZero();
    assertThat(gray(picture, x, picture.getHeight() - 20)).isEqualTo(0x808080);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    NDArray ten = manager.zeros(new Shape(10, 784));
    assertThatThrownBy(() -> imageGrid(manager.zeros(new Shape(10, 783)), 5))
        .hasMessageStartingWith("images have shape [10, 783]; [n, 784], [n, 28, 28]");
    assertThatThrownBy(() -> imageGrid(ten, 0)).hasMessage("0 columns; at least one is needed");
    assertThatThrownBy(() -> imageGrid(new double[0][], 5)).hasMessageContaining("square images");
    assertThatThrownBy(() -> imageRows("a", ten, ten, "b"))
        .hasMessage("arguments 3 and 4 must be a label and its images");
    assertThatThrownBy(() -> imageRows("a", ten, "a", ten))
        .hasMessage("labels and images must take turns, and each label must differ");
    assertThatThrownBy(() -> imageRows("a", ten, "b", manager.zeros(new Shape(9, 784))))
        .hasMessage("\"b\" has 9 images of 28 × 28; the first row has 10 images of 28 × 28");
  }
}
