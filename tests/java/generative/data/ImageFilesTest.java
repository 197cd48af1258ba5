package generative.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
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
                + " Put a fresh copy in its place.",
            folder);
  }

  @Test
  void namesTheFilesThatDoNotBelongTogether() {
    refused(
        new int[] {5, 2, 3},
        new int[] {4},
        "the labels have the shape [4] where [5] is expected, one for each image; take both files"
            + " from one source");
    refused(
        new int[] {5, 2, 3},
        new int[] {5, 1},
        "the labels have the shape [5, 1] where [5] is expected, one for each image; take both"
            + " files from one source");
  }

  @Test
  void namesChannelsThatAreNoColors() {
    refused(
        new int[] {5, 2, 2, 4},
        new int[] {5},
        "the images have the shape [5, 2, 2, 4]; [n, rows, columns] is expected, or [n, channels,"
            + " rows, columns] with 1 channel or 3");
  }

  @Test
  void namesFilesWithoutAnyPixel() {
    String expected = "; at least one image of one pixel is expected";
    refused(new int[] {0, 2, 3}, new int[] {0}, "the images have the shape [0, 2, 3]" + expected);
    int huge = Integer.MAX_VALUE;
    refused(
        new int[] {5, 0, huge},
        new int[] {5},
        "the images have the shape [5, 0, 2147483647]" + expected);
  }

  private void refused(int[] images, int[] labels, String why) {
    Path pixels = write(folder.resolve("train-images-idx3-ubyte"), images);
    write(folder.resolve("train-labels-idx1-ubyte"), labels);
    assertThatThrownBy(() -> ImageFiles.in(folder).train())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%s with train-labels-idx1-ubyte: %s.", pixels, why);
  }

  private static Path write(Path file, int[] shape) {
    return TestFiles.write(
        file, TestFiles.idx(shape, new byte[Arrays.stream(shape).reduce(1, (a, b) -> a * b)]));
  }

  @Test
  void namesThePropertyThatLeadsNowhere() {
    System.setProperty("generative.data", folder.toString());
    assertThatThrownBy(ImageFiles::mnist)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "There is no folder %s, which the system property generative.data or the environment"
                + " variable GENERATIVE_DATA names. Let it name environment/data of the course, or"
                + " unset it.",
            folder.resolve("mnist"));
    System.setProperty("generative.data", " ");
    assertThat(ImageFiles.mnist().test().count()).isEqualTo(10_000);
  }

  @Test
  void namesWhatIsNull() {
    assertThatThrownBy(() -> ImageFiles.in(null)).hasMessageStartingWith("the folder is null; ");
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
    return TestFiles.outputOf(folder, Program.class, "-Xmx1g");
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
