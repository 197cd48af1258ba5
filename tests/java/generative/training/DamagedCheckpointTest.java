package generative.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No damage is loaded: bits, ends, headers, other formats, and what is no file. */
class DamagedCheckpointTest extends RefusedCheckpoint {

  @Test
  void oneBitFlippedAtAnyPlace() throws Exception {
    Random random = new Random(1);
    Path file = folder.resolve("flipped");
    for (int i = 0; i < 1000; i++) {
      int bit = random.nextInt(8 * good.length);
      byte[] flipped = good.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(Files.write(file, flipped));
    }
  }

  @Test
  void cutAnywhereOrContinued() throws Exception {
    Path file = folder.resolve("cut");
    for (int length = 0; length < good.length; length += 11) {
      assertRefused(Files.write(file, Arrays.copyOf(good, length)));
    }
    assertRefused(Files.write(file, Arrays.copyOf(good, good.length - 1)));
    assertRefused(Files.write(file, Arrays.copyOf(good, good.length + 1)));
    assertRefused(Files.write(file, Arrays.copyOf(good, 2 * good.length)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "",
        "null",
        "{\"__metadata__\":{}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F33\",\"shape\":[],\"data_offsets\":[0,4]}}",
        "{\"checksum\":{\"dtype\":\"U8\",\"shape\":[32],\"data_offsets\":[0,32]}}",
        "{\"checksum\":{\"dtype\":\"U8\",\"shape\":[32],\"data_offsets\":[0,32]},\"__metadata__\":7}",
      })
  void aHeaderThatSaysNothing(String header) throws Exception {
    Path file = folder.resolve("header");
    Tampered.write(file, header, new byte[0]);
    assertRefused(file);
  }

  @Test
  void headersOfAnyDepthOrLength() throws Exception {
    Path file = folder.resolve("header");
    Tampered.write(file, "{\"a\":".repeat(100_000), new byte[0]);
    assertRefused(file);
    for (long length : new long[] {1L << 30, 1L << 62, Long.MAX_VALUE, -1, 0}) {
      byte[] bytes = good.clone();
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      assertRefused(Files.write(file, bytes));
    }
  }

  @Test
  void aFileOfTheFirstFormatOrALaterOne() throws Exception {
    Path file = folder.resolve("old");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("settings.txt"));
      zip.write(new byte[100_000_000]);
    }
    assertRefused(file);
    assertThatThrownBy(() -> training.resume(file))
        .hasMessageContaining("another version of this library may have written it");
    new Tampered(good)
        .write(file, texts -> texts.addProperty("format", "generative.training checkpoint 5"));
    assertThatThrownBy(() -> training.resume(file))
        .hasMessageStartingWith(file + " is a \"generative.training checkpoint 5\"");
    assertRefused(Files.write(file, "not a checkpoint".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatIsNoFile() throws Exception {
    assertIsNoFile(folder);
    Path zeros = Path.of("/dev/zero");
    assumeThat(zeros).exists();
    assertIsNoFile(zeros);
    Path pipe = folder.resolve("pipe");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertIsNoFile(pipe);
  }

  private void assertIsNoFile(Path file) {
    assertThatThrownBy(() -> training.resume(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + " is a folder or a device; name the file that checkpoint(…) wrote.");
  }
}
