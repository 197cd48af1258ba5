package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GunzipTest {

  private static final String REMEDY = " Put a fresh copy in its place.";

  @TempDir Path folder;

  @Test
  void tellsAPackedFileByItsContentNotByItsName() throws Exception {
    byte[] content = TestFiles.idx(new int[] {3}, new byte[] {1, 2, 3});
    Path packed = TestFiles.write(folder.resolve("labels.gz"), content);
    Path renamed = Files.move(packed, folder.resolve("labels"));
    assertThat(IdxFile.read(renamed).values()).containsExactly(1, 2, 3);
  }

  @Test
  void refusesWhatFollowsThePackedPart() throws Exception {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    byte[] packed = packed(TestFiles.idx(new int[] {200_000}, noise));
    for (int more : new int[] {1, 2, 8, 9, 17, 18, 19, 100, 100_000}) {
      byte[] followed = Arrays.copyOf(packed, packed.length + more);
      damaged(followed, "something else follows what gzip packed");
      Arrays.fill(followed, packed.length, followed.length, (byte) 'x');
      damaged(followed, "something else follows what gzip packed");
    }
  }

  /** RFC 1952: members follow one another, and mean what their contents do. */
  @Test
  void readsAFileThatWasPackedInParts() throws Exception {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    byte[] content = TestFiles.idx(new int[] {100_000}, noise);
    for (int cut : new int[] {0, 3, 8, 65_000, 100_008}) {
      byte[] parts =
          concat(
              packed(Arrays.copyOf(content, cut)),
              packed(Arrays.copyOfRange(content, cut, content.length)));
      Path file = TestFiles.write(folder.resolve("parts"), parts);
      assertThat(IdxFile.read(file).values()).isEqualTo(noise);
      damaged(concat(parts, new byte[1]), "something else follows what gzip packed");
      damaged(concat(parts, packed(new byte[1])), "more than the 100,000 values expected");
    }
  }

  private static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Each cut is told: in gzip's header, in the packed values, in the checksum. */
  @Test
  void refusesAPackedFileCutAnywhere() throws Exception {
    byte[] whole = packed(TestFiles.idx(new int[] {3}, new byte[] {1, 2, 3}));
    for (int length = 1; length < whole.length; length++) {
      Path file = TestFiles.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> IdxFile.read(file))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(file + " is damaged: it ends too early." + REMEDY);
    }
  }

  @Test
  void refusesATruncatedPackedFile() throws Exception {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    Path whole = TestFiles.write(folder.resolve("x.gz"), TestFiles.idx(new int[] {5000}, noise));
    damaged(Arrays.copyOf(Files.readAllBytes(whole), 2000), "it ends too early");
  }

  @Test
  void refusesAPackedFileWithAFlippedBit() throws Exception {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    Path whole = TestFiles.write(folder.resolve("x.gz"), TestFiles.idx(new int[] {5000}, noise));
    byte[] content = Files.readAllBytes(whole);
    content[2500] ^= 1;
    damaged(content, "Corrupt GZIP trailer");
  }

  private void damaged(byte[] content, String how) {
    Path file = TestFiles.write(folder.resolve("damaged"), content);
    assertThatThrownBy(() -> IdxFile.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(file + " is damaged: " + how + "." + REMEDY);
  }
}
