package generative.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import generative.data.Examples;
import generative.nn.Autoencoder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each refusal is a sentence that names the file; network and training are then as before, and
 * resume the whole file.
 */
abstract class RefusedCheckpoint {

  private final Examples examples = Lab.newExamples();
  private final Autoencoder network = Lab.network();
  Training training;
  byte[] good;
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

  void assertRefused(Path file) {
    assertThatThrownBy(() -> training.resume(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + " ")
        .hasMessageEndingWith("train anew.");
    assertThat(state()).isEqualTo(before);
  }
}
