package generative.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFileTest {

  private static final String REMEDY = " Put a fresh copy in its place.";
  private static Path scratch;

  @TempDir Path folder;

  @BeforeContainer
  static void makeScratch() throws Exception {
    scratch = Files.createTempDirectory("idx");
  }

  @AfterContainer
  static void deleteScratch() throws Exception {
    Files.deleteIfExists(scratch.resolve("file"));
    Files.deleteIfExists(scratch.resolve("file.gz"));
    Files.delete(scratch);
  }

  @Property(tries = 100)
  void whatWasWrittenIsReadPackedOrNot(@ForAll("shapes") int[] shape, @ForAll byte filler) {
    byte[] values = new byte[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (filler + i);
    }
    for (String name : new String[] {"file", "file.gz"}) {
      IdxFile read =
          IdxFile.read(TestFiles.write(scratch.resolve(name), TestFiles.idx(shape, values)));
      assertThat(read.shape()).isEqualTo(shape);
      assertThat(read.values()).isEqualTo(values);
    }
  }

  @Provide
  Arbitrary<int[]> shapes() {
    return Arbitraries.integers().between(0, 5).array(int[].class).ofMinSize(1).ofMaxSize(4);
  }

  @Test
  void namesAMissingFile() {
    Path missing = folder.resolve("labels");
    assertThatThrownBy(() -> IdxFile.read(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(missing + " does not exist." + REMEDY);
  }

  @Test
  void saysHowManyValuesAreMissing() {
    byte[] content = TestFiles.idx(new int[] {40, 50}, new byte[1999]);
    damaged(content, "1,999 values where 2,000 are expected");
  }

  @Test
  void refusesMoreThanTheShapeSays() {
    damaged(TestFiles.idx(new int[] {2}, new byte[3]), "more than the 2 values expected");
  }

  @Test
  void refusesAHeaderThatEndsTooEarly() {
    damaged(new byte[] {0, 0, 8, 2, 0, 0, 0, 1}, "it ends too early");
    damaged(new byte[] {0}, "it ends too early");
    told(new byte[0], "is empty." + REMEDY);
  }

  @Test
  void refusesAnotherFormat() {
    String expected = " where such a file starts with 00000801 to 000008ff." + REMEDY;
    told(
        new byte[] {0, 0, 8, 0},
        "is no IDX file of unsigned bytes: it starts with 00000800" + expected);
    told(
        new byte[] {1, 0, 8, 1},
        "is no IDX file of unsigned bytes: it starts with 01000801" + expected);
    told(
        "<html>".getBytes(UTF_8),
        "is no IDX file of unsigned bytes: it starts with 3c68746d" + expected);
  }

  /**
   * The format's author lists the types: 08 ubyte, 09 byte, 0B short, 0C int, 0D float, 0E double.
   */
  @ParameterizedTest
  @CsvSource({
    "09, signed bytes",
    "0b, 16-bit integers",
    "0c, 32-bit integers",
    "0d, 32-bit floating-point numbers",
    "0e, 64-bit floating-point numbers"
  })
  void namesAnotherType(String type, String numbers) {
    byte[] content = TestFiles.idx(new int[] {1}, new byte[8]);
    content[2] = Byte.parseByte(type, 16);
    told(
        content,
        "holds %s (IDX type %s); unsigned bytes, 0 to 255 (type 08), are expected."
            + " Save its values as such.",
        numbers,
        type);
  }

  @Test
  void refusesImpossibleSizes() {
    damaged(TestFiles.idx(new int[] {1, -2}, new byte[0]), "dimension 1 has the size -2");
    String tooMany = "claims more than 2,147,483,639 values, the most that an array holds.";
    told(TestFiles.idx(new int[] {60_000, 60_000}, new byte[9]), tooMany);
    int[] huge = new int[254];
    Arrays.fill(huge, Integer.MAX_VALUE);
    told(TestFiles.idx(huge, new byte[9]), tooMany);
  }

  @Test
  void anySizeTimesZeroIsNothing() {
    int[] shape = new int[255];
    Arrays.fill(shape, Integer.MAX_VALUE);
    shape[254] = 0;
    Path file = TestFiles.write(folder.resolve("empty"), TestFiles.idx(shape, new byte[0]));
    assertThat(IdxFile.read(file).values()).isEmpty();
    damaged(TestFiles.idx(shape, new byte[1]), "more than the 0 values expected");
  }

  /** In a program of 40 MB: a small file that claims 2 GB, and 100 MB of zeros packed to 100 kB. */
  @Test
  void takesMemoryOnlyForWhatIsThereAndSaysSoWhereThatIsTooMuch() throws Exception {
    Path liar =
        TestFiles.write(
            folder.resolve("liar"), TestFiles.idx(new int[] {2_147_483_639}, new byte[100]));
    assertThat(TestFiles.outputOf(folder, Program.class, "-Xmx40m", liar.toString()))
        .isEqualTo(liar + " is damaged: 100 values where 2,147,483,639 are expected." + REMEDY);
    Path zeros =
        TestFiles.write(
            folder.resolve("zeros.gz"),
            TestFiles.idx(new int[] {100_000_000}, new byte[100_000_000]));
    assertThat(TestFiles.outputOf(folder, Program.class, "-Xmx40m", zeros.toString()))
        .isEqualTo(zeros + " holds more than Java's free memory; give Java more by -Xmx.");
  }

  /** The program that the test above starts. */
  static final class Program {
    public static void main(String[] arguments) {
      String answer;
      try {
        answer = IdxFile.read(Path.of(arguments[0])).toString();
      } catch (UncheckedIOException e) {
        answer = e.getMessage();
      }
      new PrintStream(System.out, true, UTF_8).println(answer);
    }
  }

  @Test
  void tellsWhatIsNoFile() throws Exception {
    refused(folder, "is a folder. Name the IDX file in it.");
    Path pipe = folder.resolve("pipe");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    refused(pipe, "is no regular file but a pipe or a device. Copy its content to a file.");
  }

  /** The superuser may read everything, so the system's answer is handed over. */
  @Test
  void tellsWhatMayNotBeRead() {
    Path file = folder.resolve("labels");
    assertThat(IdxFile.told(new AccessDeniedException(file.toString()), file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(file + " may not be read by you. Take the right to, such as by chmod u+r.");
    assertThat(IdxFile.told(new IOException("Input/output error"), file))
        .hasMessage(
            file
                + " could not be read (java.io.IOException: Input/output error)."
                + " Try again, or copy it to another disk.");
  }

  @Test
  void onlyTheCoursesOwnFilesComeBackByGit() {
    Path own = Path.of("environment", "data", "mnist", "train-labels");
    String restore = "\"git restore environment/data/mnist\" brings back the course's own.";
    assertThat(IdxFile.remedy(own)).endsWith("in its place; " + restore);
    assertThat(IdxFile.remedy(folder.resolve("a/../").resolve(own))).endsWith(restore);
    assertThat(IdxFile.remedy(Path.of("data", "mnist", "train-labels"))).isEqualTo(REMEDY.strip());
    assertThat(IdxFile.remedy(Path.of("/"))).isEqualTo(REMEDY.strip());
  }

  @Test
  void stopsWhereTheThreadIsInterrupted() {
    Path raw = TestFiles.write(folder.resolve("x"), TestFiles.idx(new int[] {3}, new byte[3]));
    Path packed =
        TestFiles.write(folder.resolve("x.gz"), TestFiles.idx(new int[] {3}, new byte[3]));
    for (Path file : List.of(raw, packed)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> IdxFile.read(file))
          .isInstanceOf(CancellationException.class)
          .hasMessage("Stopped.");
      assertThat(Thread.interrupted()).isFalse();
      assertThat(IdxFile.read(file).values()).hasSize(3);
    }
  }

  private void damaged(byte[] content, String how) {
    told(content, "is damaged: " + how + "." + REMEDY);
  }

  private void told(byte[] content, String what, Object... values) {
    refused(
        TestFiles.write(folder.resolve("damaged"), content),
        String.format(Locale.ROOT, what, values));
  }

  private static void refused(Path file, String what) {
    assertThatThrownBy(() -> IdxFile.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(file + " " + what);
  }
}
