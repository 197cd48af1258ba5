package generative.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import generative.JavaProcess;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.nn.VariationalAutoencoder;
import generative.tensor.Compute;
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
    return notHeldOut(network).heldOut(examples.first(20));
  }

  private Training notHeldOut(Block network) {
    return Training.of(network, examples, 40).adam(1e-2f).seed(1);
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
    try (Training other = training(wider)) {
      assertThatThrownBy(() -> other.resume(file))
          .hasMessageStartingWith(file + " was written with 0/network/")
          .hasMessageContaining("float32 (16, 12), this training has float32 (17, 12);");
    }
  }

  @Test
  void anotherDataSetOfTheSameShapeIsAnotherRun() {
    Path file = written();
    try (NDManager manager = Compute.newManager()) {
      NDArray data = examples.data().duplicate();
      data.attach(manager);
      resumeFrom(file, Examples.of(data, null));
      data.set(new NDIndex(Lab.SIZE - 1, 11), 0.5f);
      assertThatThrownBy(() -> resumeFrom(file, Examples.of(data, null)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              ".*written was written with hash of the data \\w{8}, this training has \\w{8}; set it"
                  + " back, or train anew\\.");
      NDArray labels = manager.zeros(new Shape(Lab.SIZE), DataType.INT64);
      assertThatThrownBy(() -> resumeFrom(file, Examples.of(examples.data(), labels)))
          .hasMessageContaining("hash of the data");
    }
  }

  private void resumeFrom(Path file, Examples examples) {
    try (Training other = Training.of(Lab.network(), examples, 40).adam(1e-2f).seed(1)) {
      other.resume(file);
    }
  }

  @Test
  void aSettingCanBeSetBackAfterARefusal() {
    Path file = written();
    Autoencoder network = Lab.network();
    try (Training other = training(network).seed(2)) {
      assertThatThrownBy(() -> other.resume(file))
          .hasMessageContaining("written with seed 1, this");
      other.seed(1).resume(file);
      assertThat(other.history().epochs()).isEqualTo(1);
    }
  }

  @Test
  void aLearningRateThatFallsLateIsAnotherOne() {
    Path file = folder.resolve("late");
    Autoencoder network = Lab.network();
    try (Training training = falling(network, 2000).checkpoint(file)) {
      training.run(1, Lab.reconstruction(network));
    }
    try (Training other = falling(Lab.network(), 20_000)) {
      assertThatThrownBy(() -> other.resume(file))
          .hasMessageContaining("learning rate at step 10,000 0.001, this training has 0.01;");
    }
  }

  private Training falling(Block network, int drop) {
    return training(network).adam(step -> step < drop ? 1e-2f : 1e-3f);
  }

  @Test
  void aTrackerThatKnowsOnlyItsRunIsSavedToo() {
    float[] rates = {1e-2f, 5e-3f, 1e-3f};
    Path file = folder.resolve("short");
    Autoencoder network = Lab.network();
    try (Training training = training(network).adam(step -> rates[step]).checkpoint(file)) {
      training.run(1, Lab.reconstruction(network));
      training.resume(file);
    }
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
  void heldOutFiguresThatBeginLaterAreKeptByACheckpoint() {
    Path file = folder.resolve("later");
    Autoencoder network = Lab.network();
    Step step = Lab.reconstruction(network);
    try (Training training = notHeldOut(network).checkpoint(file)) {
      training.run(2, step);
      training.heldOut(examples.first(20)).run(1, step);
      double[] values = training.history().values("held-out error");
      assertThat(values).hasSize(3).startsWith(Double.NaN, Double.NaN);
      assertThat(values[2]).isFinite();
      training.resume(file);
      assertThat(training.history().values("held-out error")).containsExactly(values);
    }
    Autoencoder again = Lab.network();
    try (Training training = notHeldOut(again)) {
      training.resume(file);
      training.run(1, Lab.reconstruction(again));
      assertThat(training.history().values("held-out error")).hasSize(4).endsWith(Double.NaN);
    }
  }
}
