package generative.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.training.Trainer;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import generative.data.Examples;
import generative.nn.VariationalAutoencoder;
import generative.training.Progress.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DJL's own listeners on a run of ours, and listeners that throw. */
class ListenersTest {

  private final Examples examples = Lab.newExamples();
  private final VariationalAutoencoder network = Lab.variational();
  private final Step step = Lab.bound(network);

  private Training training() {
    return Training.of(network, examples, 40).adam(1e-2f).seed(1).heldOut(examples.first(50));
  }

  @Test
  void earlyStoppingEndsTheRunAndLeavesItWhole() {
    TrainingListener patient =
        EarlyStoppingListener.builder()
            .optMinEpochs(2)
            .optEarlyStopPctImprovement(99)
            .optEpochPatience(1)
            .build();
    try (Training training = training().listener(patient)) {
      History history = training.run(6, step);
      assertThat(history.epochs()).isEqualTo(2);
      assertThat(training.progress().state()).isEqualTo(State.FINISHED);
      assertThat(training.progress().message())
          .isEqualTo("Stopped early: failed to achieve 99.0% improvement 1 times in a row");
      assertThat(training.progress().step()).isEqualTo(6);
    }
    String stopped = Lab.fingerprint(network);
    network.clear();
    try (Training training = training()) {
      training.run(2, step);
      assertThat(stopped).isEqualTo(Lab.fingerprint(network));
    }
  }

  @Test
  void earlyStoppingWatchesTheSumOfWhatIsMinimized() {
    List<Float> watched = new ArrayList<>();
    try (Training training = training()) {
      training.listener(
          new TrainingListenerAdapter() {
            @Override
            public void onEpoch(Trainer trainer) {
              watched.add(trainer.getTrainingResult().getTrainLoss());
              watched.add(trainer.getTrainingResult().getValidateLoss());
              watched.add(trainer.getTrainingResult().getValidateEvaluation("latent"));
            }
          });
      History history = training.run(1, step);
      assertThat(watched.get(0)).isCloseTo(sum(history, ""), within(1e-4f));
      assertThat(watched.get(1)).isCloseTo(sum(history, "held-out "), within(1e-4f));
      assertThat(watched.get(2)).isEqualTo((float) history.values("held-out latent")[0]);
    }
  }

  private static float sum(History history, String prefix) {
    return (float)
        (history.values(prefix + "reconstruction")[0] + history.values(prefix + "latent")[0]);
  }

  @Test
  void djlsLoggingListenersNameOurLosses() {
    List<String> evaluators = new ArrayList<>();
    List<Float> logged = new ArrayList<>();
    try (Training training = training()) {
      for (TrainingListener listener : TrainingListener.Defaults.logging()) {
        training.listener(listener);
      }
      training.listener(
          new TrainingListenerAdapter() {
            @Override
            public void onEpoch(Trainer trainer) {
              for (Evaluator evaluator : trainer.getEvaluators()) {
                evaluators.add(evaluator.getName());
              }
              for (String name : List.of("train_epoch_latent", "validate_epoch_latent")) {
                logged.add(trainer.getMetrics().latestMetric(name).getValue().floatValue());
              }
            }
          });
      History history = training.run(1, step);
      assertThat(evaluators).containsExactly("loss", "reconstruction", "latent");
      assertThat(logged)
          .containsExactly(
              (float) history.values("latent")[0], (float) history.values("held-out latent")[0]);
    }
  }

  @Test
  void afterAResumeTheLossIsStillTheSum(@TempDir Path folder) {
    Path file = folder.resolve("run");
    try (Training training = training().checkpoint(file)) {
      training.run(1, step);
    }
    network.clear();
    List<String> asked = new ArrayList<>();
    try (Training training = training()) {
      training.resume(file);
      training.listener(
          new TrainingListenerAdapter() {
            @Override
            public void onTrainingBegin(Trainer trainer) {
              asked.add(trainer.getLoss().getName());
            }
          });
      training.run(1, step);
      assertThat(asked).containsExactly("loss");
    }
  }

  @Test
  void djlsTimeListenersKnowTheBatchSize() {
    List<Integer> sizes = new ArrayList<>();
    try (Training training = Training.of(network, examples, 50).keepPartialBatch()) {
      training.listener(
          new TrainingListenerAdapter() {
            @Override
            public void onTrainingBatch(Trainer trainer, BatchData batchData) {
              sizes.add(batchData.getBatch().getSize());
            }
          });
      training.run(1, step);
      assertThat(sizes).containsExactly(50, 50, 20);
    }
  }

  @Test
  void aListenerThatThrowsDoesNotHideTheStepsOwnException() {
    List<String> told = new ArrayList<>();
    try (Training training = training()) {
      training.listener(
          new TrainingListenerAdapter() {
            @Override
            public void onTrainingEnd(Trainer trainer) {
              throw new IllegalStateException("at the end");
            }
          });
      training.listener(
          new TrainingListenerAdapter() {
            @Override
            public void onTrainingEnd(Trainer trainer) {
              told.add("end");
            }
          });
      assertThatThrownBy(
              () ->
                  training.run(
                      1,
                      batch -> {
                        throw new IllegalArgumentException("the step's own");
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the step's own")
          .hasSuppressedException(new IllegalStateException("at the end"));
      assertThat(told).containsExactly("end");
      assertThatThrownBy(() -> training.run(1, step)).hasMessage("at the end");
      assertThat(training.history().epochs()).isEqualTo(1);
    }
  }

  @Test
  void aListenerThatThrowsAtTheBeginningLeavesARunThatGoesOn() {
    boolean[] throwing = {true};
    try (Training training = training()) {
      training.listener(
          new TrainingListenerAdapter() {
            @Override
            public void onTrainingBegin(Trainer trainer) {
              if (throwing[0]) {
                throw new IllegalStateException("at the beginning");
              }
            }
          });
      assertThatThrownBy(() -> training.run(2, step)).hasMessage("at the beginning");
      assertThat(training.progress().state()).isEqualTo(State.STOPPED);
      throwing[0] = false;
      assertThat(training.run(2, step).epochs()).isEqualTo(2);
    }
  }
}
