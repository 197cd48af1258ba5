package generative.training;

import static generative.nn.Layers.layers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import generative.data.Examples;
import generative.nn.Autoencoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints at awkward moments: when nothing can be written, when a run is stopped or broken. */
class AwkwardCheckpointTest {

  private final Examples examples = Lab.newExamples();

  @TempDir Path folder;

  private Training training(Block network) {
    return Training.of(network, examples, 40).adam(1e-2f).seed(1);
  }

  private Path written() {
    Path file = folder.resolve("written");
    Autoencoder network = Lab.network();
    try (Training training = training(network).checkpoint(file)) {
      training.run(1, Lab.reconstruction(network));
    }
    return file;
  }

  @Test
  void aCheckpointThatCanNotBeWrittenLeavesTheOneBeforeAndTheNetwork() throws Exception {
    Path file = Files.createFile(folder.resolve("file")).resolve("in-a-file");
    Autoencoder network = Lab.network();
    try (Training training = training(network).checkpoint(file)) {
      assertThatThrownBy(() -> training.run(1, Lab.reconstruction(network)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("can't be written: its folder is a file, or is in one;");
      assertThat(training.history().epochs()).isEqualTo(1);
    }
  }

  @Test
  void aRefusedCheckpointLeavesTheRunAsItWas() {
    Path file = folder.resolve("other");
    Autoencoder other = new Autoencoder(12, layers(8), 2);
    try (Training training = training(other).checkpoint(file)) {
      training.run(1, Lab.reconstruction(other));
    }
    Autoencoder network = Lab.network();
    try (Training training = training(network)) {
      assertThatThrownBy(() -> training.resume(file)).hasMessageContaining("was written with");
      assertThat(network.isInitialized()).isFalse();
      training.seed(2).initialize();
      String drawn = Lab.fingerprint(network);
      assertThatThrownBy(() -> training.seed(1)).isInstanceOf(IllegalStateException.class);
      assertThat(training.run(1, Lab.reconstruction(network)).epochs()).isEqualTo(1);
      assertThat(Lab.fingerprint(network)).isNotEqualTo(drawn);
    }
  }

  @Test
  void aFolderIsRefusedBeforeAnEpochIsLost() {
    assertThatThrownBy(() -> training(Lab.network()).checkpoint(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(folder + " is a folder; name a file in it for the checkpoint");
    assertThatThrownBy(() -> training(Lab.network()).checkpoint(Path.of("")))
        .hasMessage(
            Path.of("").toAbsolutePath() + " is a folder; name a file in it for the checkpoint");
  }

  @Test
  void aStoppedRunSaysSoThoughItsCheckpointCanNotBeWritten() {
    Path file = folder.resolve("stopped");
    Autoencoder network = Lab.network();
    try (Training training = training(network).checkpoint(file)) {
      int[] steps = {0};
      training.listener(
          new Steps(
              () -> {
                if (++steps[0] == 4) {
                  folderInPlaceOf(file);
                  Thread.currentThread().interrupt();
                }
              }));
      assertThatThrownBy(() -> training.run(2, Lab.reconstruction(network)))
          .isInstanceOf(CancellationException.class)
          .hasMessageStartingWith("Stopped at step 4 of 6 (epoch 2). The network keeps")
          .hasMessageContaining("The checkpoint " + file + " can't be written: it is a folder");
      assertThat(training.progress().message()).contains("Stopped at", "can't be written");
      assertThat(training.history().epochs()).isEqualTo(1);
    }
  }

  private static void folderInPlaceOf(Path file) {
    try {
      Files.delete(file);
      Files.createDirectory(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theStopButtonPressedWhileACheckpointIsWrittenLosesNothing() {
    Path file = folder.resolve("interrupted");
    Autoencoder network = Lab.network();
    try (Training training = training(network).checkpoint(file)) {
      training.listener(
          new TrainingListenerAdapter() {
            @Override
            public void onEpoch(Trainer trainer) {
              Thread.currentThread().interrupt();
            }
          });
      assertThatThrownBy(() -> training.run(2, Lab.reconstruction(network)))
          .isInstanceOf(CancellationException.class)
          .hasMessageStartingWith("Stopped at step 3 of 6");
      training.resume(file);
      assertThat(training.history().epochs()).isEqualTo(1);
    }
  }

  @Test
  void aRunUnderWayIsNotResumed() {
    Path file = written();
    Autoencoder network = Lab.network();
    try (Training training = training(network)) {
      training.listener(
          new Steps(
              () ->
                  assertThatThrownBy(() -> training.resume(file))
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessage(
                          "A run under way can't go on from "
                              + file
                              + "; wait until it has ended.")));
      training.run(1, Lab.reconstruction(network));
      training.resume(file);
    }
  }

  @Test
  void theSecondsOfAStoppedEpochAreKept() {
    Path file = folder.resolve("seconds");
    Autoencoder network = Lab.network();
    double began = System.nanoTime() / 1e9;
    try (Training training = training(network).checkpoint(file)) {
      training.listener(new Steps(() -> interruptAfter(0.05)));
      assertThatThrownBy(() -> training.run(1, Lab.reconstruction(network)))
          .isInstanceOf(CancellationException.class);
    }
    double took = System.nanoTime() / 1e9 - began;
    Autoencoder again = Lab.network();
    try (Training training = training(again)) {
      training.resume(file);
      training.run(1, Lab.reconstruction(again));
      double second = System.nanoTime() / 1e9 - began - took;
      assertThat(training.history().lastSeconds()).isBetween(0.05, took + second);
    }
  }

  private static void interruptAfter(double seconds) {
    long end = System.nanoTime() + (long) (1e9 * seconds);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    Thread.currentThread().interrupt();
  }

  @Test
  void aRunThatDivergedGoesOnFromItsLastWholeCheckpoint() {
    Path file = folder.resolve("before");
    Autoencoder network = Lab.network();
    try (Training training = training(network).checkpoint(file)) {
      training.run(1, Lab.reconstruction(network));
      assertThatThrownBy(
              () ->
                  training.run(
                      1,
                      batch -> {
                        NDArray error =
                            Lab.reconstruction(network).losses(batch).means().get("error");
                        return Losses.losses("error", error.div(error.sub(error)));
                      }))
          .isInstanceOf(ArithmeticException.class);
      training.resume(file);
      History history = training.run(1, Lab.reconstruction(network));
      assertThat(history.epochs()).isEqualTo(2);
    }
  }
}
