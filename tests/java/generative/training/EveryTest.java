package generative.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.tensor.Compute;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EveryTest {

  private final NDManager manager = Compute.newManager();
  private final Autoencoder network = Lab.network();
  private final Examples examples = Lab.examples(manager);

  @AfterEach
  void free() {
    manager.close();
  }

  private Training training() {
    return Training.of(network, examples, Lab.SIZE / 4).seed(1);
  }

  @Test
  void itCountsTheStepsOfAllRunsFromZero() {
    List<Integer> steps = new ArrayList<>();
    try (Training training = training().listener(Every.steps(3, steps::add))) {
      training.run(1, Lab.reconstruction(network));
      assertThat(steps).containsExactly(0, 3);
      training.run(2, Lab.reconstruction(network));
      assertThat(steps).containsExactly(0, 3, 6, 9, 12);
    }
  }

  @Test
  void whatItMakesHasNoGradientAndIsFreed() {
    List<NDArray> made = new ArrayList<>();
    List<Boolean> differentiable = new ArrayList<>();
    NDArray x = examples.data();
    try (Training training =
        training()
            .listener(
                Every.steps(
                    2,
                    step -> {
                      NDArray z = network.encode(x).mul(2);
                      made.add(z);
                      differentiable.add(z.hasGradient());
                    }))) {
      training.run(1, Lab.reconstruction(network));
    }
    assertThat(made).hasSize(3).allMatch(NDArray::isReleased);
    assertThat(differentiable).containsOnly(false);
  }

  @Test
  void lookingOnDoesNotChangeTheTraining() {
    Autoencoder watched = Lab.network();
    Autoencoder alone = Lab.network();
    for (Autoencoder net : List.of(watched, alone)) {
      try (Training training = Training.of(net, examples, Lab.SIZE / 4).seed(1)) {
        if (net == watched) {
          training.listener(
              Every.steps(1, step -> manager.randomNormal(net.encode(examples.data()).getShape())));
        }
        training.run(2, Lab.reconstruction(net));
      }
    }
    assertThat(Lab.fingerprint(watched)).isEqualTo(Lab.fingerprint(alone));
  }

  @Test
  void theIntervalMustBePositive() {
    assertThatThrownBy(() -> Every.steps(0, step -> {}))
        .hasMessage("every 0 steps; give 1 or more");
  }
}
