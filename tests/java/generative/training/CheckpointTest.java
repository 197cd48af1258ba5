package generative.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.nn.Block;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.nn.VariationalAutoencoder;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  private final Examples examples = Lab.newExamples();

  @TempDir Path folder;

  private Training training(Block network) {
    return Training.of(network, examples, 40).adam(1e-2f).seed(1).heldOut(examples.first(20));
  }

  private String leftAlone(int epochs) {
    Autoencoder network = Lab.network();
    return leftAlone(network, Lab.reconstruction(network), epochs);
  }

  private String leftAlone(Block network, Step step, int epochs) {
    try (Training training = training(network)) {
      return figures(training.run(epochs, step)) + Lab.fingerprint(network);
    }
  }

  private static String figures(History history) {
    return history.lines().stream().map(l -> l.substring(l.indexOf('\t'))).toList().toString();
  }

  @Test
  void aStoppedRunResumesElsewhereBitForBit() {
    Path file = folder.resolve("ae.checkpoint");
    Autoencoder first = Lab.network();
    try (Training training = training(first).checkpoint(file)) {
      int[] steps = {0};
      training.listener(
          new Steps(
              () -> {
                if (++steps[0] == 8) {
                  Thread.currentThread().interrupt();
                }
              }));
      assertThatThrownBy(() -> training.run(5, Lab.reconstruction(first)))
          .isInstanceOf(CancellationException.class);
    }
    Autoencoder second = Lab.network();
    try (Training training = training(second)) {
      training.resume(file);
      assertThat(training.progress().step()).isEqualTo(8);
      History history = training.run(5, Lab.reconstruction(second));
      assertThat(figures(history) + Lab.fingerprint(second)).isEqualTo(leftAlone(5));
    }
  }

  /** {@link KilledRun} is killed in its fourth epoch, as by kill -9. */
  @Test
  void aKilledRunResumesBitForBit() throws Exception {
    Path file = folder.resolve("killed.checkpoint");
    List<String> options = List.of("-Dai.djl.pytorch.num_threads=1");
    Process process = JavaProcess.start(options, KilledRun.class, file.toString());
    assertThat(process.inputReader().readLine()).isEqualTo("now");
    assertThat(process.destroyForcibly().waitFor()).isNotZero();
    VariationalAutoencoder network = Lab.variational();
    VariationalAutoencoder again = Lab.variational();
    try (Training training = training(network)) {
      training.resume(file);
      assertThat(training.history().epochs()).isEqualTo(3);
      History history = training.run(6, Lab.bound(network));
      assertThat(figures(history) + Lab.fingerprint(network))
          .isEqualTo(leftAlone(again, Lab.bound(again), 6));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(f -> f.toString().endsWith(".unfinished"))).isEmpty();
    }
  }

  @Test
  void refusesOtherHyperparametersNamingBothValues() {
    Path file = written();
    Autoencoder network = Lab.network();
    try (Training other = Training.of(network, examples, 30).adam(1e-2f).seed(1)) {
      assertThatThrownBy(() -> other.resume(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              file
                  + " was written with batch size 40, this training has 30; set it back, or train"
                  + " anew.");
    }
    Autoencoder wider = new Autoencoder(12, new int[] {17}, 2);
    try (Training other = Training.of(wider, examples, 40)) {
      assertThatThrownBy(() -> other.resume(file)).hasMessageContaining("(16, 12)");
    }
  }

  private Path written() {
    Path file = folder.resolve("written.checkpoint");
    Autoencoder network = Lab.network();
    try (Training training = training(network).checkpoint(file)) {
      training.run(1, Lab.reconstruction(network));
    }
    return file;
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    try (Training training = training(Lab.network())) {
      assertThatThrownBy(() -> training.resume(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is no checkpoint or is damaged")
          .hasMessageEndingWith("delete it and train anew.");
      assertThatThrownBy(() -> training.resume(folder.resolve("none")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "There is no checkpoint "
                  + folder.resolve("none")
                  + "; train with checkpoint(…) first.");
    }
  }

  @Test
  void aCheckpointThatCanNotBeWrittenLeavesTheOneBeforeAndTheNetwork() throws Exception {
    Path file = Files.createFile(folder.resolve("file")).resolve("in-a-file");
    Autoencoder network = Lab.network();
    try (Training training = training(network).checkpoint(file)) {
      assertThatThrownBy(() -> training.run(1, Lab.reconstruction(network)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("can't be written");
      assertThat(training.history().epochs()).isEqualTo(1);
    }
  }
}
