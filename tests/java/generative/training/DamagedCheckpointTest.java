package generative.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import generative.data.Examples;
import generative.nn.Autoencoder;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No damage is loaded, and each is told by a sentence that names the file; network and training are
 * then as before, and resume the whole file.
 */
class DamagedCheckpointTest {

  private final Examples examples = Lab.newExamples();
  private final Autoencoder network = Lab.network();
  private Training training;
  private byte[] good;
  private String before;

  @TempDir Path folder;

  /** A run that was stopped in its third epoch; another training, which has trained, resumes it. */
  @BeforeEach
  void writeOne() throws Exception {
    Path file = folder.resolve("good");
    Autoencoder first = Lab.network();
    try (Training stopped = training(first).checkpoint(file)) {
      int[] steps = {0};
      stopped.listener(new Steps(() -> interruptAt(8, ++steps[0])));
      assertThatThrownBy(() -> stopped.run(5, Lab.reconstruction(first)));
    }
    good = Files.readAllBytes(file);
    training = training(network);
    training.run(1, Lab.reconstruction(network));
    before = state();
  }

  private static void interruptAt(int step, int now) {
    if (now == step) {
      Thread.currentThread().interrupt();
    }
  }

  private Training training(Autoencoder network) {
    return Training.of(network, examples, 40).adam(1e-2f).seed(1);
  }

  private String state() {
    return Lab.fingerprint(network) + training.history().lines() + training.progress().step();
  }

  @AfterEach
  void theWholeFileIsStillResumed() throws Exception {
    assertThat(state()).isEqualTo(before);
    training.resume(Files.write(folder.resolve("whole"), good));
    assertThat(training.progress().step()).isEqualTo(8);
    assertThat(training.run(5, Lab.reconstruction(network)).epochs()).isEqualTo(5);
    training.close();
  }

  private void assertRefused(Path file) {
    assertThatThrownBy(() -> training.resume(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + " ")
        .hasMessageEndingWith("train anew.");
    assertThat(state()).isEqualTo(before);
  }

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

  @Test
  void anyTextMissingOrRenamed() throws Exception {
    Tampered tampered = new Tampered(good);
    Path file = folder.resolve("texts");
    assertThat(tampered.texts()).contains("step", "history", "sums 0", "seed", "hash of the data");
    for (String text : tampered.texts()) {
      tampered.write(file, texts -> texts.remove(text));
      assertRefused(file);
      tampered.write(file, texts -> Tampered.rename(texts, text, "my " + text));
      assertRefused(file);
    }
    tampered.write(file, texts -> texts.addProperty("more", "1"));
    assertRefused(file);
  }

  @Test
  void anyArrayMissingRenamedReshapedOrOfAnotherType() throws Exception {
    Tampered tampered = new Tampered(good);
    Path file = folder.resolve("arrays");
    assertThat(tampered.arrays()).contains("failed", "0/optimizer/taken", "0/optimizer/mean/0");
    for (String array : tampered.arrays()) {
      tampered.writeWithout(file, array);
      assertRefused(file);
      tampered.writeArrays(file, arrays -> Tampered.rename(arrays, array, "my" + array));
      assertRefused(file);
      tampered.writeArrays(
          file, arrays -> arrays.getAsJsonObject(array).getAsJsonArray("shape").add(1));
      assertRefused(file);
      tampered.writeArrays(
          file, arrays -> arrays.getAsJsonObject(array).addProperty("dtype", "I32"));
      assertRefused(file);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "step, 999999999",
    "step, 0",
    "step, 5",
    "step, 7",
    "step, -1",
    "step, 8.0",
    "step, 99999999999",
    "epochs, 1",
    "epochs, 3",
    "start epoch, 3",
    "start epoch, -1",
    "target epoch, 1",
    "target epoch, 999999999",
    "figures 0, ''",
    "sums 0, ''",
    "sums 0, 1.0 2.0",
    "sums 0, many",
    "epoch start 0, ''",
    "epoch start 0, 1.0 2.0",
    "history, ''",
    "history, word",
    "seed, 2",
    "seconds, -1.0",
    "seconds, NaN",
    "seconds, Infinity",
    "seconds, ''",
  })
  void aSettingThatCanNotBe(String name, String value) throws Exception {
    Path file = folder.resolve("settings");
    new Tampered(good).write(file, texts -> texts.addProperty(name, value));
    assertRefused(file);
  }

  @Test
  void aRowOfTheHistoryLost() throws Exception {
    Path file = folder.resolve("history");
    new Tampered(good)
        .write(
            file,
            texts -> {
              String rows = texts.get("history").getAsString();
              texts.addProperty("history", rows.substring(rows.indexOf('\n') + 1));
            });
    assertThatThrownBy(() -> training.resume(file))
        .hasMessage(
            file
                + " is no checkpoint or is damaged (its history hasn't the 2 rows it had); delete it"
                + " and train anew.");
  }

  @Test
  void anArrayOfAnotherShapeIsTold() throws Exception {
    Path file = folder.resolve("broadcast");
    Tampered tampered = new Tampered(good);
    String weight =
        tampered.arrays().stream()
            .filter(a -> tampered.shape(a).size() == 2)
            .findFirst()
            .orElseThrow();
    tampered.writeArrays(
        file, arrays -> Tampered.rename(arrays.getAsJsonObject(weight), "shape", "shapes"));
    assertRefused(file);
    tampered.writeWithout(file, weight);
    assertThatThrownBy(() -> training.resume(file))
        .hasMessage(
            file
                + " was written with "
                + weight
                + " absent, this training has float32 (16, 12); set it back, or train anew.");
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
        .write(file, texts -> texts.addProperty("format", "generative.training checkpoint 3"));
    assertThatThrownBy(() -> training.resume(file))
        .hasMessageStartingWith(file + " is a \"generative.training checkpoint 3\"");
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
