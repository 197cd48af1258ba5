package generative.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
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
      assertThat(training.networks().get(0)).isSameAs(network);
    }
  }

  @Test
  void reportsConditionsAsShares() {
    try (Training training = training()) {
      Step counting = batch -> step.losses(batch).report("above", batch.data().gt(2).any());
      assertThat(training.run(1, counting).values("above")).containsExactly(0);
      Step all = batch -> step.losses(batch).report("above", batch.data().lt(2).get(":, 0"));
      assertThat(training.run(1, all).values("above")[1]).isEqualTo(1);
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
      String before = Lab.fingerprint(training.initialize().networks().get(0));
      training.run(2, step);
      assertThat(asked).containsExactly(0, 1, 2, 3, 4, 5);
      assertThatThrownBy(() -> training.seed(3)).isInstanceOf(IllegalStateException.class);
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
}
