package strangers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.data.Examples;
import generative.data.Images;
import generative.nn.Generator;
import generative.tensor.Compute;
import generative.training.History;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of somebody who has the library's jar and its Javadoc, in under 40 lines each. */
class StrangersTest {

  @Test
  void sensorsFindTheOddReading() {
    Random random = new Random(3);
    float[][] rows = new float[1000][8];
    for (float[] row : rows) {
      double load = 3 * random.nextDouble() - 1.5;
      double heat = 3 * random.nextDouble() - 1.5;
      for (int k = 0; k < row.length; k++) {
        row[k] =
            (float)
                (100
                    + 10 * (load * Math.cos(k) + heat * Math.sin(k))
                    + 0.5 * random.nextGaussian());
      }
    }
    rows[321][2] += rows[321][2] > 100 ? -15 : 15; // no sensor alone tells, all together do
    assertThat(rows[321][2]).isBetween(60f, 140f);
    assertThat(Sensors.oddest(rows)).isEqualTo(321);
  }

  @Test
  void patienceEndsATrainingThatStallsAndResumesIt(@TempDir Path folder) {
    try (NDManager manager = Compute.newManager()) {
      NDArray noise = manager.randomNormal(new Shape(140, 10)); // of which nothing can be learned
      Examples all = Examples.of(noise, null);
      Path file = folder.resolve("run.safetensors");
      Patience patience = new Patience(all.first(100), all.range(100, 140), file);
      History stalled = patience.untilItStalls(200, 3);
      assertThat(stalled.epochs()).isLessThan(200);
      History resumed = new Patience(all.first(100), all.range(100, 140), file).resumed(file, 2);
      assertThat(resumed.epochs()).isEqualTo(stalled.epochs() + 2);
      assertThat(resumed.values("error")).startsWith(stalled.values("error"));
    }
  }

  @Test
  void convolutionsPlayAGame() {
    Examples images = Images.load("mnist").train().first(640).shaped(1, 28, 28);
    Generator generator = Generator.convolutional(16, new Shape(1, 28, 28), 8);
    Convolutions.play(images, generator, 1);
    double before = darkness(generator);
    Convolutions.play(images, generator, 70);
    double wanted = images.data().mean().getFloat();
    assertThat(Math.abs(darkness(generator) - wanted)).isLessThan(Math.abs(before - wanted) / 2);
  }

  private static double darkness(Generator generator) {
    try (NDManager manager = Compute.newManager()) {
      return generator.sample(manager, 64).mean().getFloat();
    }
  }

  @Test
  void colorsAreLearnedFromAFolderOfPictures(@TempDir Path folder) throws IOException {
    for (int i = 0; i < 120; i++) {
      String color = i % 2 == 0 ? "red" : "blue";
      BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
      Graphics2D pen = picture.createGraphics();
      pen.setColor(i % 2 == 0 ? Color.RED : Color.BLUE);
      pen.fillOval(4 + i % 5, 4 + i % 7, 16, 16);
      pen.dispose();
      Files.createDirectories(folder.resolve(color));
      ImageIO.write(picture, "png", folder.resolve(color).resolve(i + ".png").toFile());
    }
    double[] bound = Colors.learn(folder, 12).values("reconstruction");
    assertThat(bound[11]).isLessThan(bound[0] / 3);
  }

  @Test
  void theyUseThePublicSurfaceAndStayShort() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("tests/java/strangers"))) {
      assertThat(files.filter(file -> file.toString().matches(".*(?<!Test)\\.java")))
          .hasSize(5)
          .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThan(40));
    }
  }
}
