package generative.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {

  @TempDir Path folder;

  @AfterEach
  void restoreProperties() {
    System.clearProperty("generative.data");
  }

  /** The sums of the authors' own files, header included, as their copies everywhere have them. */
  @Test
  void theEmbeddedFilesAreTheAuthors() throws Exception {
    assertThat(md5("train-images-idx3-ubyte")).isEqualTo("6bbc9ace898e44ae57da46a324031adb");
    assertThat(md5("train-labels-idx1-ubyte")).isEqualTo("a25bea736e30d166cdddb491f175f624");
    assertThat(md5("t10k-images-idx3-ubyte")).isEqualTo("2646ac647ad5339dbf082846283269ea");
    assertThat(md5("t10k-labels-idx1-ubyte")).isEqualTo("27ae3e4e09519cfbb04c329615203637");
  }

  /** The first ten digits of each set, and how often each digit occurs in the training set. */
  @Test
  void readsMnist() {
    LabeledImages train = ImageFiles.mnist().train();
    assertThat(train).hasToString("60,000 images of 28 × 28 pixels");
    assertThat(firstLabels(train)).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    int[] histogram = new int[10];
    for (int i = 0; i < train.count(); i++) {
      histogram[train.label(i)]++;
    }
    assertThat(histogram)
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);

    LabeledImages test = ImageFiles.mnist().test();
    assertThat(test).hasToString("10,000 images of 28 × 28 pixels");
    assertThat(firstLabels(test)).containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
  }

  @Test
  void findsMnistByTheFolderThatThePropertyNames() throws Exception {
    TestFiles.folder(Files.createDirectory(folder.resolve("mnist")), 5, 3);
    System.setProperty("generative.data", folder.toString());
    assertThat(ImageFiles.mnist().train().count()).isEqualTo(5);
    assertThat(ImageFiles.mnist().test().count()).isEqualTo(3);
  }

  @Test
  void prefersThePackedFile() {
    TestFiles.folder(folder, 5, 3);
    TestFiles.write(folder.resolve("train-images-idx3-ubyte"), new byte[1]);
    assertThat(ImageFiles.in(folder).train().count()).isEqualTo(5);
  }

  @Test
  void namesTheFolderThatDoesNotExist() {
    Path missing = folder.resolve("nowhere");
    assertThatThrownBy(() -> ImageFiles.in(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("There is no folder %s. Name the one that holds the four IDX files.", missing);
  }

  @Test
  void namesTheFileThatIsMissing() throws Exception {
    TestFiles.folder(folder, 5, 3);
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    assertThat(ImageFiles.in(folder).train().count()).isEqualTo(5);
    assertThatThrownBy(() -> ImageFiles.in(folder).test())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "%s holds neither t10k-labels-idx1-ubyte.gz nor t10k-labels-idx1-ubyte."
                + " Put the four IDX files there.",
            folder);
  }

  @Test
  void namesTheFilesThatDoNotBelongTogether() {
    TestFiles.folder(folder, 5, 3);
    Path labels = folder.resolve("train-labels-idx1-ubyte");
    TestFiles.write(labels, TestFiles.idx(new int[] {4}, new byte[4]));
    assertThatThrownBy(() -> ImageFiles.in(folder).train())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s and train-labels-idx1-ubyte do not belong together: labels have the shape [4];"
                + " [5] is expected, one for each image. Take all four files from one source.",
            folder.resolve("train-images-idx3-ubyte.gz"));
  }

  /** In a program of its own, without DJL on its class path: these classes need the JDK alone. */
  @Test
  void findsMnistInAFolderAbove() throws Exception {
    Path below = Files.createDirectories(Path.of("target", "a folder", "below"));
    assertThat(outputOfAProgramIn(below)).isEqualTo("10,000 images of 28 × 28 pixels");
  }

  @Test
  void saysWhereItLooked() throws Exception {
    assertThat(outputOfAProgramIn(folder.toRealPath()))
        .isEqualTo(
            "MNIST's folder environment/data/mnist is neither in %s nor above it. Start in the"
                + " course's folder, or name its environment/data by the environment variable"
                + " GENERATIVE_DATA.",
            folder.toRealPath());
  }

  /** The program that these two tests start. */
  static final class Program {
    public static void main(String[] arguments) {
      String answer;
      try {
        answer = ImageFiles.mnist().test().toString();
      } catch (UncheckedIOException e) {
        answer = e.getMessage();
      }
      new PrintStream(System.out, true, UTF_8).println(answer);
    }
  }

  private static String outputOfAProgramIn(Path folder) throws Exception {
    String classes =
        Path.of("target", "classes").toAbsolutePath()
            + File.pathSeparator
            + Path.of("target", "test-classes").toAbsolutePath();
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes,
                Program.class.getName())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    return new String(program.getInputStream().readAllBytes(), UTF_8).strip();
  }

  private static String md5(String name) throws Exception {
    Path file = Path.of("environment", "data", "mnist", name + ".gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      byte[] sum = MessageDigest.getInstance("MD5").digest(in.readAllBytes());
      return HexFormat.of().formatHex(sum);
    }
  }

  private static int[] firstLabels(LabeledImages images) {
    return IntStream.range(0, 10).map(images::label).toArray();
  }
}
