package generative.plot.explorer;

import static generative.plot.explorer.LatentExplorer.latentExplorer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import generative.nn.DenseLayer;
import generative.nn.Forward;
import generative.nn.MultilayerPerceptron;
import generative.nn.QuantizedLayer;
import generative.plot.Html;
import generative.tensor.Compute;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatentExplorerTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void free() {
    manager.close();
  }

  private MultilayerPerceptron decoder(int codings, int... units) {
    MultilayerPerceptron decoder = new MultilayerPerceptron(units);
    decoder.initialize(manager, DataType.FLOAT32, new Shape(1, codings));
    return decoder;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 20})
  void theCoursesDecodersMakeAPageBelow1200Kilobytes(int codings) {
    String html = latentExplorer(decoder(codings, 500, 500, 784)).html();
    assertThat(html.length()).isLessThan(1_200_000);
    assertThat(html.chars().filter(c -> c > 127).count()).isLessThan(20);
    assertThat(html)
        .contains("<img src=\"data:image/png;base64,", "[" + codings + ", 500, 500, 784]");
    assertThat(html).doesNotContain("http", "{{", "}}", "import ");
  }

  @Test
  void theSameDecoderGivesTheSamePageAndAnotherAnotherId() {
    MultilayerPerceptron decoder = decoder(3, 8, 16);
    Html page = latentExplorer(decoder);
    assertThat(page).isEqualTo(latentExplorer(decoder)).hasToString("[latent explorer, 3 codings]");
    assertThat(id(page)).isNotEqualTo(id(latentExplorer(decoder(3, 8, 16))));
  }

  private static String id(Html page) {
    Matcher id = Pattern.compile("^<div id=\"(latent-explorer-[0-9a-f]{8})\"").matcher(page.html());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  @Test
  void aWeightIsOffByHalfALevelAtMost() {
    NDArray weights =
        manager.randomNormal(new Shape(7, 30)).mul(manager.randomNormal(new Shape(7, 1)));
    QuantizedLayer packed =
        QuantizedLayer.of(new DenseLayer(weights, manager.zeros(new Shape(7))), 511);
    float[] exact = weights.toFloatArray();
    for (int i = 0; i < exact.length; i++) {
      double scale = packed.scales()[i / 30];
      assertThat(packed.levels()[i]).isBetween((short) -511, (short) 511);
      assertThat(packed.levels()[i] * scale).isCloseTo(exact[i], within(0.5001 * scale));
    }
  }

  @Test
  void aRowOfZerosStaysZero() {
    DenseLayer zeros = new DenseLayer(manager.zeros(new Shape(2, 3)), manager.ones(new Shape(2)));
    assertThat(QuantizedLayer.of(zeros, 511).apply(new float[] {1, 2, 3})).containsExactly(1, 1);
  }

  /** The tolerance that the page promises. */
  @Test
  void thePackedDecoderDrawsWhatDjlDraws() {
    Engine.getInstance().setRandomSeed(3);
    MultilayerPerceptron decoder = decoder(20, 100, 100, 784);
    PackedDecoder packed = PackedDecoder.of(decoder);
    NDArray codings = manager.randomNormal(new Shape(50, 20));
    float[] expected = Activation.sigmoid(Forward.forward(decoder, codings)).toFloatArray();
    float[] z = codings.toFloatArray();
    for (int i = 0; i < 50; i++) {
      float[] pixels = packed.decode(Arrays.copyOfRange(z, 20 * i, 20 * i + 20));
      for (int p = 0; p < 784; p++) {
        assertThat(pixels[p]).isCloseTo(expected[784 * i + p], within(0.02f));
      }
    }
  }

  @Test
  void fourNumbersLieInFiveBytes() {
    TenBits numbers = new TenBits(5);
    for (int number : new int[] {0b1111111111, 0, 0b1000000001, 0b0101010101, 1}) {
      numbers.add(number);
    }
    byte[] bytes = Base64.getDecoder().decode(numbers.base64());
    assertThat(bytes)
        .inHexadecimal()
        .containsExactly(0b11111111, 0b11000000, 0b00001000, 0b00000101, 0b01010101, 0, 0b01000000);
    assertThatThrownBy(() -> numbers.add(1024))
        .hasMessage("1024 does not fit ten bits; it must lie between 0 and 1023");
  }

  @Test
  void dotsBeyondThePlaneAreLeftOut() {
    NDArray codings =
        manager.create(new float[] {-3, 3, 0, 0, 3.1f, 0, 0, Float.NaN}, new Shape(4, 2));
    NDArray labels = manager.create(new long[] {1, 0, 2, 0});
    TenBits expected = new TenBits(6);
    for (int number : new int[] {0, 1023, 1, 512, 512, 0}) {
      expected.add(number);
    }
    String html = latentExplorer(decoder(2, 9), codings, labels).html();
    assertThat(html).contains("tenBits(\"" + expected.base64() + "\")");
    assertThat(html).contains("[\"#0072b2\", \"#d55e00\", \"#009e73\"]");
  }

  @Test
  void whatCanNotBeExploredIsNamed() {
    assertThatThrownBy(() -> latentExplorer(decoder(2, 5, 783)))
        .hasMessage("the decoder has 783 outputs; square images are needed, such as 784 = 28 · 28");
    assertThatThrownBy(() -> latentExplorer(new MultilayerPerceptron(784)))
        .hasMessage(
            "the network has no weights: it got none yet, or they were freed with the training that"
                + " made them; initialize it or train it first");
    NDArray codings = manager.zeros(new Shape(3, 2));
    NDArray labels = manager.create(new long[] {0, 0, -1});
    assertThatThrownBy(() -> latentExplorer(decoder(3, 9), codings, labels))
        .hasMessage("the decoder has 3 codings; dots can be shown for 2, so leave them out");
    assertThatThrownBy(() -> latentExplorer(decoder(2, 9), codings, labels))
        .hasMessage("label 2 is -1; labels are the numbers of classes, 0, 1, 2 and so on");
    DenseLayer broken =
        new DenseLayer(
            manager.create(new float[] {1, 0 / 0f}, new Shape(2, 1)), manager.ones(new Shape(2)));
    assertThatThrownBy(() -> QuantizedLayer.of(broken, 511))
        .hasMessage("unit 1 has a weight or bias that is not finite; train the network again");
  }

  @Test
  void namesALabelThatHasNoColor() {
    NDArray codings = manager.ones(new Shape(3, 2));
    assertThatThrownBy(() -> LatentPoints.of(codings, manager.create(new int[] {0, -3, 0})))
        .hasMessage("label 1 is -3; labels are the numbers of classes, 0, 1, 2 and so on");
    assertThatThrownBy(() -> LatentPoints.of(codings, manager.create(new int[] {0, 1024, 0})))
        .hasMessage("label 1 is 1024; labels must lie between 0 and 1023");
  }

  /** The picture in the page is what the decoder draws at each coding, in the decoder's colors. */
  @Test
  void anyOtherDecoderIsDrawnBeforehand() throws IOException {
    UnaryOperator<NDArray> decoder =
        z -> {
          NDArray part = z.add(3).div(6).reshape(-1, 2, 1, 1);
          NDArray colors = part.concat(part.get(":, 0:1").zerosLike(), 1);
          return colors.broadcast(new Shape(z.getShape().get(0), 3, 4, 8));
        };
    Html page = latentExplorer(decoder, manager);
    assertThat(page).isEqualTo(latentExplorer(decoder, manager));
    assertThat(page).hasToString("[latent explorer, 2 codings]");
    assertThat(page.html()).contains("const across = 21, width = 8, height = 4;");
    assertThat(page.html()).doesNotContain("http", "{{", "}}", "import ");
    Matcher png = Pattern.compile("base64,([^\"]*)").matcher(page.html());
    assertThat(png.find()).isTrue();
    byte[] bytes = Base64.getDecoder().decode(png.group(1));
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
    assertThat(picture.getWidth()).isEqualTo(21 * 8);
    assertThat(picture.getHeight()).isEqualTo(21 * 4);
    assertThat(picture.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x00FF00); // −3, 3
    assertThat(picture.getRGB(167, 83) & 0xFFFFFF).isEqualTo(0xFF0000); // 3, −3
    assertThat(picture.getRGB(84, 42) & 0xFFFFFF).isEqualTo(0x808000); // 0, 0
  }

  @Test
  void aDecoderOfOtherImagesIsNamed() {
    assertThatThrownBy(() -> latentExplorer(z -> manager.ones(new Shape(3, 9)), manager))
        .hasMessage("the decoder made 3 images of 441 codings; one of each is needed");
    assertThatThrownBy(() -> latentExplorer(z -> z, manager))
        .hasMessage(
            "images have shape [441, 2]; [n, 784], [n, 28, 28], [n, 1, 28, 28] or [n, 3, 32, 32] is"
                + " needed, sizes to taste");
  }
}
