package generative.training;

import static generative.objective.MeanSquaredError.meanSquaredError;
import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.tracker.Tracker;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.nn.Forward;
import generative.tensor.Compute;
import generative.training.Progress.State;
import generative.training.optimizer.LinearDecay;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run says of rates, names, data and circumstances with which it can't go on. */
class RunProblemsTest {

  private final Examples examples = Lab.newExamples();
  private final Autoencoder network = Lab.network();
  private final Step step = Lab.reconstruction(network);

  private Training training() {
    return Training.of(network, examples, 40).adam(1e-2f).seed(1);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -1e-3f})
  void stopsBeforeARateThatIsNone(float bad) {
    try (Training training = training().adam(s -> s == 2 ? bad : 1e-2f)) {
      String[] after = {""};
      training.listener(new Steps(() -> after[0] = Lab.fingerprint(network)));
      assertThatThrownBy(() -> training.run(1, step))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the learning rate at step 3 is "
                  + (double) bad
                  + "; give a tracker of finite numbers from 0 up");
      assertThat(Lab.fingerprint(network)).isEqualTo(after[0]);
      assertThat(training.progress().step()).isEqualTo(2);
    }
    assertThatThrownBy(() -> LinearDecay.toZero(bad, 10))
        .hasMessageStartingWith("the learning rate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seconds",
        "Epoch",
        "round",
        "kl",
        "a\tb",
        "a\nb",
        "\uD800",
        " ",
        "error ",
        "",
        "held-out error"
      })
  void refusesANameThatTheHistoryCannotHoldAtTheFirstStep(String name) {
    try (Training training = training()) {
      Step reported =
          batch ->
              step.losses(batch)
                  .report("KL", batch.data().mean())
                  .report(name, batch.data().mean());
      assertThatThrownBy(() -> training.run(1, reported))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a figure can't be called \"")
          .hasMessageEndingWith("give it another name");
      assertThat(training.progress().step()).isZero();
      assertThat(training.run(1, step).names()).containsExactly("error");
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
  void saysThatTheDataIsNotFinite(float bad) {
    try (NDManager manager = Compute.newManager()) {
      NDArray data = manager.ones(new Shape(50, 12));
      data.set(new NDIndex("17, 3"), bad);
      String message = " holds a number that isn't finite; mend it or leave it out";
      try (Training training = Training.of(network, Examples.of(data, null), 40)) {
        assertThatThrownBy(() -> training.run(1, step))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("row 17 of the examples" + message);
      }
      assertThatThrownBy(() -> training().heldOut(Examples.of(data, null)))
          .hasMessage("row 17 of the held-out examples" + message);
    }
  }

  @Test
  void refusesHeldOutExamplesAtOnce() {
    assertThatThrownBy(() -> training().heldOut(examples.first(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the held-out examples have the shape (0, 12); those learned from (120, 12), and at least"
                + " one is needed");
    try (NDManager manager = Compute.newManager()) {
      Examples other = Examples.of(manager.ones(new Shape(5, 3)), null);
      assertThatThrownBy(() -> training().heldOut(other)).hasMessageContaining("(5, 3)");
    }
  }

  @Test
  void doesNotBlameTheRateBeforeAnyWeightHasMoved() {
    try (Training training = training()) {
      assertThatThrownBy(
              () ->
                  training.run(
                      1,
                      batch -> {
                        NDArray x = network.reconstruct(batch.data()).mean();
                        return losses("error", x.sub(x).div(x.sub(x)));
                      }))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageContaining("the learning rate is not the cause: look at the loss's formula")
          .hasMessageContaining("the data, which lies between 5.7");
    }
  }

  @Test
  void aStepThatThrowsPutsRunningStatisticsBack() {
    Block normalized = normalized();
    try (Training training = Training.of(normalized, examples, 40).seed(1)) {
      training.initialize();
      String before = Lab.fingerprint(normalized);
      assertThatThrownBy(
              () ->
                  training.run(
                      1,
                      batch -> {
                        Forward.forward(normalized, batch.data());
                        throw new IllegalStateException("thrown");
                      }))
          .hasMessage("thrown");
      assertThat(Lab.fingerprint(normalized)).isEqualTo(before);
    }
  }

  @Test
  void explainsAMinibatchOfOneWithBatchNormalization() {
    Block normalized = normalized();
    try (Training training = Training.of(normalized, examples.first(41), 40).keepPartialBatch()) {
      assertThatThrownBy(() -> training.run(1, reconstruction(normalized)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("batch normalization can't train on one example");
      Step direct =
          batch -> {
            ParameterStore parameters = new ParameterStore(batch.manager(), false);
            NDList x = new NDList(batch.data());
            return losses("error", normalized.forward(parameters, x, true).get(0).mean());
          };
      assertThatThrownBy(() -> training.run(1, direct))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Batch normalization can't learn from a minibatch of 1; drop the partial one, or take"
                  + " another batch size.");
    }
  }

  private static Block normalized() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(8).build())
        .add(BatchNorm.builder().build())
        .add(Linear.builder().setUnits(12).build());
  }

  private static Step reconstruction(Block network) {
    return batch ->
        losses("error", meanSquaredError(Forward.forward(network, batch.data()), batch.data()));
  }

  @Test
  void refusesATrackerThatACheckpointCanNotTell(@TempDir Path folder) {
    int[] latest = {0};
    Tracker stateful = step -> 0.01f / (latest[0] = Math.max(latest[0], step + 1));
    try (Training training = training().adam(stateful).checkpoint(folder.resolve("file"))) {
      assertThatThrownBy(() -> training.run(1, step))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the tracker gives step 1 another learning rate after");
      assertThat(network.isInitialized()).isFalse();
    }
  }

  /** It would begin a second run where the first one ended. */
  @Test
  void refusesDjlsMultiFactorTrackerAtOnce() {
    Tracker tracker = Tracker.multiFactor().setBaseValue(0.01f).setSteps(new int[] {2, 5}).build();
    assertThatThrownBy(() -> training().adam(tracker))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("DJL's MultiFactorTracker remembers");
  }

  @Test
  void saysThatItOrItsWeightsAreGone() {
    Training training = training();
    training.run(1, step);
    network.getParameters().get(0).getValue().getArray().close();
    assertThatThrownBy(() -> training.run(1, step))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("The network's weights were replaced or freed");
    training.close();
    assertThatThrownBy(training::initialize).hasMessageStartingWith("This training is closed");
  }

  @Test
  void saysThatARunIsTooLongToCount() {
    try (Training training = training()) {
      assertThatThrownBy(() -> training.run(Integer.MAX_VALUE, step))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a run to epoch 2,147,483,647, of 3 steps each; at most 2,147,483,647 steps can be"
                  + " counted");
      assertThat(training.run(1, step).epochs()).isEqualTo(1);
      assertThatThrownBy(() -> training.steps(Integer.MAX_VALUE))
          .hasMessageStartingWith("2,147,483,647 epochs of 3 steps");
      assertThatThrownBy(() -> training.steps(-1)).hasMessageStartingWith("-1 epochs of 3 steps");
    }
  }

  @Test
  void saysThatAStepGaveNothing() {
    try (Training training = training()) {
      assertThatThrownBy(() -> training.run(1, batch -> null))
          .hasMessage("the step gave null; let it return losses(…)");
      assertThat(training.progress().state()).isEqualTo(State.STOPPED);
    }
  }
}
