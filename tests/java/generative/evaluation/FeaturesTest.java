package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.data.Blur;
import generative.data.Examples;
import generative.data.Images;
import generative.nn.DenseLayer;
import generative.nn.QuantizedLayer;
import generative.tensor.Compute;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesTest {

  private static final int SOME = 2_000;

  private final NDManager manager = Compute.newManager();
  private final Images mnist = Images.load("mnist");
  private final Features features = Features.load();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void nameNinetyEightInAHundredTestImagesRightly() {
    assertThat(features.accuracy(mnist.test())).isBetween(0.98, 0.995);
    assertThat(features.accuracy(mnist.validation())).isGreaterThan(0.98);
  }

  @Test
  void areSixtyFourNotNegativeNumbersOfTheImagesManager() {
    NDArray images = mnist.test().first(100).data().duplicate();
    images.attach(manager);
    NDArray found = features.of(images);
    assertThat(found.getShape()).isEqualTo(new Shape(100, 64));
    assertThat(found.min().getFloat()).isZero();
    assertThat(found.getManager()).isSameAs(images.getManager());
    assertThat(features.of(images).toFloatArray()).containsExactly(found.toFloatArray());
  }

  @Test
  void leaveNothingBehindButTheirResult() {
    Examples blank =
        Examples.of(manager.zeros(new Shape(3, 784)), manager.zeros(new Shape(3), DataType.INT64));
    int before = manager.getManagedArrays().size();
    features.accuracy(blank);
    features.of(blank.data());
    assertThat(manager.getManagedArrays()).hasSize(before + 1);
  }

  /** Real images are at the floor, blurred ones far above, and one image for all farther still. */
  @Test
  void setRealBlurredAndMeanImagesApart() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray real = features.of(mnist.test().data());
      NDArray training = mnist.train().first(SOME).data();
      NDArray mean = mnist.train().data().mean(new int[] {0}, true).repeat(0, SOME);
      double floor = FrechetDistance.between(features.of(training), real);
      double blurred = FrechetDistance.between(features.of(Blur.blurred(training)), real);
      double one = FrechetDistance.between(features.of(mean), real);
      assertThat(floor).isBetween(0.5, 5.0);
      assertThat(blurred).isGreaterThan(4 * floor);
      assertThat(one).isGreaterThan(10 * blurred);
    }
  }

  @Test
  void areLoadedOnceAndOutliveAScope() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      assertThat(Features.load()).isSameAs(features);
    }
    assertThat(features.accuracy(mnist.test().first(10))).isGreaterThan(0.8);
  }

  @Test
  void nameImagesOfAnotherSize() {
    assertThatThrownBy(() -> features.of(manager.zeros(new Shape(2, 783))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the images have shape (2, 783); [n, 784] is expected");
    assertThatThrownBy(() -> features.accuracy(Examples.of(manager.zeros(new Shape(2, 784)), null)))
        .hasMessage("these examples have no labels to hold a guess against");
  }

  @Test
  void nameNumbersThatAreNoPixels() {
    NDArray images = manager.ones(new Shape(2, 784));
    assertThatThrownBy(() -> features.of(images.mul(255)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the images lie between 255.0 and 255.0; pixels from 0 to 1 are expected, such as"
                + " bytes divided by 255");
    assertThatThrownBy(() -> features.of(images.mul(Float.NaN)))
        .hasMessageStartingWith("the images lie between NaN and NaN;");
    assertThatThrownBy(() -> features.of(images.toType(DataType.INT32, false)))
        .hasMessage(
            "the array of images is int32 (2, 784); float32 [n, d] or [n, c, h, w] is expected");
    NDArray none = manager.zeros(new Shape(0, 784));
    assertThat(features.of(none).getShape()).isEqualTo(new Shape(0, 64));
    Examples noExamples = Examples.of(none, manager.zeros(new Shape(0), DataType.INT64));
    assertThatThrownBy(() -> features.accuracy(noExamples))
        .hasMessage("there are no examples to name; give at least 1");
  }

  /** One bit, a part that is lacking, bytes too many: none is loaded. */
  @Test
  void nameDamagedWeights() throws IOException {
    byte[] file = Features.class.getResourceAsStream("features.bin").readAllBytes();
    assertThat(Features.read(file, "it").accuracy(mnist.test().first(100))).isGreaterThan(0.9);
    for (int place = 0; place < file.length; place += 997) {
      byte[] flipped = file.clone();
      flipped[place] ^= (byte) (1 << place % 8);
      refuses(flipped);
    }
    for (int length : new int[] {0, 7, 8, 1000, file.length - 1, file.length + 1}) {
      refuses(Arrays.copyOf(file, length));
    }
  }

  private static void refuses(byte[] file) {
    assertThatThrownBy(() -> Features.read(file, "features.bin"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "features.bin, the classifier's weights, is damaged: the checksum is another; build the"
                + " module again");
  }

  /** A weight is off by half its row's scale at most; a bias not at all; a row of zeros stays. */
  @Test
  void areRoundedToAByteAWeight() {
    float[] weights = {1, -127, 0.4f, 0.6f, 0, 0, 0, 0};
    NDArray weight = manager.create(weights, new Shape(2, 4));
    NDArray bias = manager.create(new float[] {0.3f, -7});
    DenseLayer rounded = QuantizedLayer.of(new DenseLayer(weight, bias), 127).layer(manager);
    assertThat(rounded.weight().getShape()).isEqualTo(new Shape(2, 4));
    assertThat(rounded.weight().toFloatArray()).containsExactly(1, -127, 0, 1, 0, 0, 0, 0);
    assertThat(rounded.bias().toFloatArray()).containsExactly(0.3f, -7);
  }

  @Test
  void takeAByteAWeightInAFile(@TempDir Path folder) throws IOException {
    DenseLayer layer =
        new DenseLayer(manager.randomNormal(new Shape(5, 30)), manager.zeros(new Shape(5)));
    Path file = folder.resolve("features.bin");
    Features.write(List.of(layer, layer), file);
    assertThat(Files.size(file)).isEqualTo(4 + 2 * (8 + 5 * 8 + 150) + 8);
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      assertThat(in.readInt()).isEqualTo(2);
      DenseLayer read = QuantizedLayer.read(in).layer(manager);
      float half = layer.weight().abs().max().getFloat() / 127 / 2;
      assertThat(read.weight().toFloatArray())
          .containsExactly(layer.weight().toFloatArray(), within(1.001f * half));
    }
    assertThatThrownBy(() -> Features.write(List.of(layer), folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("can't be written");
  }
}
