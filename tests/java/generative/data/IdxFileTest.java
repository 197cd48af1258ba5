package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {

  private static final String REMEDY =
      " Put a fresh copy in its place; \"git restore environment/data/mnist\" brings back the"
          + " course's own.";
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
  void tellsAPackedFileByItsContentNotByItsName() throws Exception {
    byte[] content = TestFiles.idx(new int[] {3}, new byte[] {1, 2, 3});
    Path packed = TestFiles.write(folder.resolve("labels.gz"), content);
    Path renamed = Files.move(packed, folder.resolve("labels"));
    assertThat(IdxFile.read(renamed).values()).containsExactly(1, 2, 3);
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
    damaged(new byte[0], "it ends too early");
  }

  @Test
  void refusesAnotherFormat() {
    String expected = " where an IDX file of unsigned bytes starts with 00000801 to 000008ff";
    damaged(new byte[] {0, 0, 0x0d, 1, 0, 0, 0, 0}, "it starts with 00000d01" + expected);
    damaged(new byte[] {0, 0, 8, 0}, "it starts with 00000800" + expected);
    damaged("<html>".getBytes(), "it starts with 3c68746d" + expected);
  }

  @Test
  void refusesImpossibleSizes() {
    damaged(TestFiles.idx(new int[] {1, -2}, new byte[0]), "dimension 1 has the size -2");
    damaged(
        TestFiles.idx(new int[] {60_000, 60_000}, new byte[9]),
        "3,600,000,000 values are more than an array can hold");
    int huge = Integer.MAX_VALUE;
    damaged(
        TestFiles.idx(new int[] {huge, huge, huge}, new byte[9]),
        "9,903,520,300,447,984,000,000,000,000 values are more than an array can hold");
  }

  @Test
  void refusesATruncatedPackedFile() throws Exception {
    byte[] noise = new byte[5000];
    new java.util.Random(1).nextBytes(noise);
    Path whole = TestFiles.write(folder.resolve("x.gz"), TestFiles.idx(new int[] {5000}, noise));
    damaged(Arrays.copyOf(Files.readAllBytes(whole), 2000), "it ends too early");
  }

  @Test
  void refusesAPackedFileWithAFlippedBit() throws Exception {
    byte[] noise = new byte[5000];
    new java.util.Random(1).nextBytes(noise);
    Path whole = TestFiles.write(folder.resolve("x.gz"), TestFiles.idx(new int[] {5000}, noise));
    byte[] content = Files.readAllBytes(whole);
    content[2500] ^= 1;
    damaged(content, "Corrupt GZIP trailer");
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> IdxFile.read(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(folder + " is damaged: ");
  }

  @Test
  void checksShapeAgainstValues() {
    assertThatThrownBy(() -> new IdxFile(new int[] {2, 3}, new byte[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 values do not fill the shape [2, 3]; it takes 6");
  }

  private void damaged(byte[] content, String how) {
    Path file = folder.resolve("damaged");
    TestFiles.write(file, content);
    assertThatThrownBy(() -> IdxFile.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(file + " is damaged: " + how + "." + REMEDY);
  }
}
