package generative.training;

import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.training.Progress.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TrainingTest {

  private final Examples examples = Lab.newExamples();
  private final Autoencoder network = Lab.network();
  private final Step step = Lab.reconstruction(network);

  private Training training() {
    return Training.of(network, examples, 40).adam(1e-2f).seed(1);
  }

  @Test
  void learns() {
    try (Training training = training()) {
      double[] error = training.run(100, step).values("error");
      assertThat(error).hasSize(100);
      assertThat(error[99]).isLessThan(error[0] / 5);
    }
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
    assertThat(trained(1)).isEqualTo(trained(1)).isNotEqualTo(trained(2));
  }

  private String trained(long seed) {
    Autoencoder fresh = Lab.network();
    try (Training training = Training.of(fresh, examples, 40).seed(seed)) {
      training.run(3, Lab.reconstruction(fresh));
    }
    return Lab.fingerprint(fresh);
  }

  @Test
  void aStoppedRunIsFinishedAndEndsAsIfItHadNotBeenStopped() {
    String expected;
    Autoencoder other = Lab.network();
    try (Training training = Training.of(other, examples, 40).adam(1e-2f).seed(1)) {
      training.run(5, Lab.reconstruction(other));
      expected = Lab.fingerprint(other);
    }
    try (Training training = training()) {
      int[] steps = {0};
      training.listener(
          new Steps(
              () -> {
                if (++steps[0] == 7) {
                  Thread.currentThread().interrupt();
                }
              }));
      assertThatThrownBy(() -> training.run(5, step))
          .isInstanceOf(CancellationException.class)
          .hasMessage(
              "Stopped at step 7 of 15 (epoch 3). The network keeps what it had learned; run the"
                  + " cell again to finish the run.");
      assertThat(Thread.interrupted()).isFalse();
      assertThat(training.progress().state()).isEqualTo(State.STOPPED);
      assertThat(training.history().epochs()).isEqualTo(2);
      assertThat(training.run(5, step).epochs()).isEqualTo(5);
      assertThat(Lab.fingerprint(network)).isEqualTo(expected);
    }
  }

  @Test
  void aFinishedRunIsTrainedOn() {
    try (Training training = training()) {
      training.run(2, step);
      assertThat(training.run(3, step).epochs()).isEqualTo(5);
      assertThat(training.run(0, step).epochs()).isEqualTo(5);
      assertThat(training.network()).isSameAs(network);
    }
  }

  @Test
  void refusesStepsThatNameOtherFigures() {
    try (Training training = training()) {
      training.run(1, step);
      assertThatThrownBy(
              () -> training.run(1, batch -> step.losses(batch).report("x", batch.data().mean())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "This step names [error, x], the steps before [error]; name the same figures in each"
                  + " step.");
    }
  }

  @Test
  void namesTheLossAndTheStepThatDiverged() {
    try (Training training = training()) {
      String[] afterFirst = {""};
      int[] steps = {0};
      training.listener(
          new Steps(
              () -> {
                if (++steps[0] == 1) {
                  afterFirst[0] = Lab.fingerprint(network);
                }
              }));
      int[] calls = {0};
      Step diverging =
          batch -> {
            NDArray error = network.reconstruct(batch.data()).sub(batch.data()).square().mean();
            NDArray zero = error.sub(error);
            return losses("error", error, "latent", calls[0]++ == 0 ? zero : zero.div(zero));
          };
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> training.run(1, diverging))
            .isInstanceOf(ArithmeticException.class)
            .hasMessage(
                "Loss \"latent\" is NaN at step 2 (epoch 1); the network is as it was before that"
                    + " step. A learning rate below 0.01 often helps: make a new Training with"
                    + " one.");
      }
      assertThat(Lab.fingerprint(network)).isEqualTo(afterFirst[0]);
      assertThat(training.progress().state()).isEqualTo(State.DIVERGED);
    }
  }

  @Test
  void namesAGradientThatDiverged() {
    try (Training training = training()) {
      assertThatThrownBy(
              () ->
                  training.run(
                      1,
                      batch -> {
                        NDArray x = network.reconstruct(batch.data());
                        return losses("root", x.sub(x).add(x.sub(x).abs().sqrt()).mean());
                      }))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageStartingWith("A gradient is not finite at step 1 (epoch 1);");
    }
  }

  @Test
  void heldOutFiguresAreTheStepsOwnOnOtherExamples() {
    try (Training training = training().heldOut(examples.first(50))) {
      History history = training.run(2, step);
      assertThat(history.names()).containsExactly("error", "held-out error");
      NDArray x = examples.first(50).data();
      double error = network.reconstruct(x).sub(x).square().mean().getFloat();
      assertThat(history.values("held-out error")[1]).isCloseTo(error, within(1e-7));
    }
  }

  @Test
  void asksTheTrackerBeforeEachStep() {
    List<Integer> asked = new ArrayList<>();
    try (Training training =
        training()
            .adam(
                s -> {
                  asked.add(s);
                  return 0f;
                })) {
      String before = Lab.fingerprint(training.initialize().network());
      training.run(2, step);
      assertThat(asked).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(Lab.fingerprint(network)).isEqualTo(before);
      assertThat(training.steps(2)).isEqualTo(6);
    }
  }

  @Test
  void keepsThePartialBatchOnlyWhenAsked() {
    List<Integer> sizes = new ArrayList<>();
    Step counting =
        batch -> {
          sizes.add(batch.size());
          return step.losses(batch);
        };
    try (Training training = Training.of(network, examples, 50)) {
      training.run(1, counting);
    }
    assertThat(sizes).containsExactly(50, 50);
    sizes.clear();
    try (Training training = Training.of(network, examples, 50).keepPartialBatch()) {
      training.run(1, counting);
    }
    assertThat(sizes).containsExactly(50, 50, 20);
  }

  @Test
  void tellsListenersWhatHappensAndHowFarItIs() {
    List<String> told = new ArrayList<>();
    try (Training training = training()) {
      training.listener(
          new TrainingListenerAdapter() {
            @Override
            public void onTrainingBegin(Trainer trainer) {
              told.add("begin");
            }

            @Override
            public void onTrainingBatch(Trainer trainer, BatchData data) {
              Progress now = training.progress();
              told.add(now.step() + " of " + now.steps() + ", epoch " + now.epoch());
              assertThat(now.losses().get("error")).isBetween(1e-6, 1.0);
              assertThat(data.getBatch().getProgressTotal()).isEqualTo(3);
            }

            @Override
            public void onEpoch(Trainer trainer) {
              told.add("epoch " + trainer.getMetrics().hasMetric("epoch_error"));
            }

            @Override
            public void onTrainingEnd(Trainer trainer) {
              told.add("end " + training.progress().state());
            }
          });
      training.run(1, step);
    }
    assertThat(told)
        .containsExactly(
            "begin",
            "1 of 3, epoch 1",
            "2 of 3, epoch 1",
            "3 of 3, epoch 1",
            "epoch true",
            "end FINISHED");
  }

  @Test
  void anErrorInTheStepKeepsTheNetwork() {
    try (Training training = training()) {
      assertThatThrownBy(
              () ->
                  training.run(
                      1,
                      batch -> {
                        throw new UnsupportedOperationException("mine");
                      }))
          .hasMessage("mine");
      assertThat(training.progress().message()).startsWith("Stopped by an error at step 0 of 3");
      assertThat(training.run(1, step).epochs()).isEqualTo(1);
    }
  }

  @Test
  void saysWhatIsWrongWithASetting() {
    assertThatThrownBy(() -> training().adam(Float.NaN))
        .hasMessage("the learning rate is NaN; give a finite number from 0 up, such as 1e-3");
    assertThatThrownBy(() -> training().run(-1, step))
        .hasMessage("a run of -1 epochs; give 0 or more");
    assertThatThrownBy(() -> Training.of(network, examples, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 rows");
    try (Training training = training()) {
      training.run(0, step);
      assertThatThrownBy(() -> training.seed(3))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The seed can't change once training has begun; make a new Training.");
    }
  }

  @Test
  void refusesToRunWhenClosedOrWhenTheWeightsWereReplaced() {
    Training training = training();
    training.run(1, step);
    network.clear();
    network.initialize(
        examples.data().getManager(), DataType.FLOAT32, examples.first(1).data().getShape());
    assertThatThrownBy(() -> training.run(1, step))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The network's weights were replaced since this training began; make a new one.");
    training.close();
    assertThatThrownBy(() -> training.run(1, step))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("This training is closed; make a new one.");
  }
}
