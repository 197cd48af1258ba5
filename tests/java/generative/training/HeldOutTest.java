package generative.training;

import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.tensor.Compute;
import org.junit.jupiter.api.Test;

class HeldOutTest {

  private final Examples examples = Lab.newExamples();
  private final Autoencoder network = Lab.network();
  private final Step step = Lab.reconstruction(network);

  private Training training(int heldOut) {
    return Training.of(network, examples, 40)
        .heldOut(Lab.examples(examples.data().getManager(), heldOut));
  }

  @Test
  void itsFiguresMayBeOfAnyType() {
    try (Training training = training(20)) {
      Step mixed =
          batch -> {
            NDArray twice = batch.manager().create(new double[] {0.1, 0.1});
            return step.losses(batch)
                .report("double", twice)
                .report("count", batch.manager().create(3));
          };
      History history = training.run(1, mixed);
      assertThat(history.values("held-out double")).containsExactly(0.1);
      assertThat(history.values("held-out count")).containsExactly(3);
    }
  }

  @Test
  void everyPartNamesTheSameFigures() {
    try (Training training = training(1500)) {
      Step odd =
          batch ->
              batch.size() == 500
                  ? step.losses(batch)
                  : step.losses(batch).report("one", batch.manager().create(1f));
      assertThatThrownBy(() -> training.run(1, odd))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "This step names [error] of held-out examples, the steps before [error, one]; name"
                  + " the same figures in each step.");
      assertThat(training.history().epochs()).isZero();
    }
  }

  @Test
  void itsFiguresAreThoseOfTraining() {
    try (Training training = training(20)) {
      Step named =
          batch -> batch.size() == 20 ? losses("other", batch.data().mean()) : step.losses(batch);
      assertThatThrownBy(() -> training.run(1, named))
          .hasMessage(
              "This step names [other] of held-out examples, the steps before [error]; name the"
                  + " same figures in each step.");
    }
  }

  @Test
  void aStepThatGivesNothingIsNamed() {
    try (Training training = training(20)) {
      Step none = batch -> batch.size() == 20 ? null : step.losses(batch);
      assertThatThrownBy(() -> training.run(1, none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the step gave null; let it return losses(…)");
    }
  }

  /** A denoising step, say, that adds its noise in place. */
  @Test
  void aStepThatWritesIntoItsBatchLeavesTheExamplesAlone() {
    Examples examples = Lab.newExamples();
    Examples heldOut = examples.first(30);
    float[] before = heldOut.data().toFloatArray();
    Autoencoder network = Lab.network();
    Step writing =
        batch -> {
          NDArray changed = batch.data().addi(1);
          return Lab.reconstruction(network).losses(batch).report("mean", changed.mean());
        };
    try (Training training = Training.of(network, examples, 40).heldOut(heldOut)) {
      double[] means = training.run(2, writing).values("held-out mean");
      assertThat(means[1]).isEqualTo(means[0]);
    }
    assertThat(heldOut.data().toFloatArray()).containsExactly(before);
  }

  @Test
  void refusesHeldOutExamplesWithoutTheLabelsThatTheOthersHave() {
    try (NDManager manager = Compute.newManager()) {
      NDArray data = manager.ones(new Shape(5, 12));
      Examples labeled = Examples.of(data, manager.create(new long[] {0, 1, 0, 1, 0}));
      Examples bare = Examples.of(data, null);
      assertThatThrownBy(() -> Training.of(network, labeled, 5).heldOut(bare))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the held-out examples have no labels");
    }
  }
}
