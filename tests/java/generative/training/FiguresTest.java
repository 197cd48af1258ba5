package generative.training;

import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import generative.data.Examples;
import generative.nn.Autoencoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A figure that isn't finite, or is huge, is that of its step and of its epoch, no other's. */
class FiguresTest {

  private final Examples examples = Lab.newExamples();
  private final Autoencoder network = Lab.network();
  private final Step step = Lab.reconstruction(network);
  private int calls;

  private Training training() {
    return Training.of(network, examples, 40).adam(1e-2f).seed(1);
  }

  /** Reports "x": the given number in the first step, 1 in all others. */
  private Step oddAtFirst(float odd) {
    return batch -> step.losses(batch).report("x", batch.manager().create(calls++ == 0 ? odd : 1f));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 1e20f})
  void staysInItsEpoch(float odd) {
    try (Training training = training()) {
      double[] x = training.run(3, oddAtFirst(odd)).values("x");
      assertThat(x).containsExactly((odd + 2.0) / 3, 1, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, 1e20f})
  void staysInTheProgressOfItsStep(float odd) {
    List<Double> told = new ArrayList<>();
    try (Training training = training()) {
      training.listener(new Steps(() -> told.add(training.progress().losses().get("x"))));
      training.run(2, oddAtFirst(odd));
      assertThat(told).containsExactly((double) odd, 1.0, 1.0, 1.0, 1.0, 1.0);
      assertThat(training.progress().losses()).isEmpty();
    }
  }

  @Test
  void staysInItsEpochAfterAResume(@TempDir Path folder) {
    Path file = folder.resolve("run");
    try (Training training = training().checkpoint(file)) {
      training.run(1, oddAtFirst(Float.NaN));
    }
    Autoencoder again = Lab.network();
    try (Training training = Training.of(again, examples, 40).adam(1e-2f).seed(1)) {
      training.resume(file);
      Step reported =
          batch -> Lab.reconstruction(again).losses(batch).report("x", batch.manager().create(1f));
      assertThat(training.run(1, reported).values("x")).containsExactly(Double.NaN, 1);
    }
  }

  @Test
  void onlyALossOfThatStepIsBlamed() {
    try (Training training = training()) {
      Step diverging =
          batch -> {
            NDArray error = step.losses(batch).means().get("error");
            NDArray odd = batch.manager().create(Float.NaN);
            return losses("error", calls++ == 4 ? error.mul(odd) : error).report("x", odd);
          };
      assertThatThrownBy(() -> training.run(2, diverging))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageStartingWith("Loss \"error\" is NaN at step 5 (epoch 2); the network");
    }
  }

  @Test
  void aReportedFigureIsNotBlamedForAGradient() {
    try (Training training = training()) {
      Step diverging =
          batch -> {
            NDArray x = network.reconstruct(batch.data());
            return losses("root", x.sub(x).add(x.sub(x).abs().sqrt()).mean())
                .report("x", batch.manager().create(Float.NaN));
          };
      assertThatThrownBy(() -> training.run(1, diverging))
          .hasMessageStartingWith("A gradient is not finite at step 1 (epoch 1);");
    }
  }

  @Test
  void lossesWhoseSumIsTooLargeAreNamed() {
    try (Training training = training()) {
      Step huge =
          batch -> {
            NDArray error = step.losses(batch).means().get("error");
            NDArray large = batch.manager().create(3e38f);
            return losses("a", error.add(large), "b", error.add(large));
          };
      assertThatThrownBy(() -> training.run(1, huge))
          .hasMessageStartingWith("The sum of \"a\" and \"b\" is Infinity at step 1 (epoch 1);");
    }
  }
}
