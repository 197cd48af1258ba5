package generative.training;

import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.training.Progress.State;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class TrainingProblemsTest {

  private final Examples examples = Lab.newExamples();
  private final Autoencoder network = Lab.network();
  private final Step step = Lab.reconstruction(network);

  private Training training() {
    return Training.of(network, examples, 40).adam(1e-2f).seed(1);
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
  void namesWhatIsNull() {
    assertThatThrownBy(() -> training().by(null)).hasMessage("descent");
    assertThatThrownBy(() -> training().checkpoint(null)).hasMessage("file");
  }

  @Test
  void aShorterRunThanTheStoppedOneHasNoMoreStepsThanItHasTaken() {
    try (Training training = training()) {
      int[] steps = {0};
      training.listener(
          new Steps(
              () -> {
                if (++steps[0] == 5) {
                  Thread.currentThread().interrupt();
                }
              }));
      assertThatThrownBy(() -> training.run(3, step)).isInstanceOf(CancellationException.class);
      training.run(1, step);
      assertThat(training.progress().step()).isEqualTo(5);
      assertThat(training.progress().steps()).isEqualTo(5);
      assertThat(training.run(2, step).epochs()).isEqualTo(3);
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
            "The network's weights were replaced or freed since this training began; make a new one.");
    training.close();
    assertThatThrownBy(() -> training.run(1, step))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("This training is closed; make a new one.");
  }
}
