package generative.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is loaded that doesn't fit, though its checksum agrees. */
class TamperedCheckpointTest extends RefusedCheckpoint {

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
  void anArrayOfAnotherShapeThatCouldBeSpreadIsTold() throws Exception {
    Tampered tampered = new Tampered(good);
    String weight =
        tampered.arrays().stream()
            .filter(a -> tampered.shape(a).toString().equals("[16,12]"))
            .findFirst()
            .orElseThrow();
    Path file = folder.resolve("broadcast");
    tampered.writeFirstRow(file, weight);
    assertRefused(file);
    assertThatThrownBy(() -> training.resume(file))
        .hasMessage(
            file
                + " was written with "
                + weight
                + " float32 (1, 12), this training has float32 (16, 12); set it back, or train"
                + " anew.");
  }
}
