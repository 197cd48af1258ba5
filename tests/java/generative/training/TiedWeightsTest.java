package generative.training;

import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import generative.data.Examples;
import generative.nn.Forward;
import generative.tensor.Compute;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer that stands twice in a network has one set of weights, which a step moves once. */
class TiedWeightsTest {

  private final Examples examples = Examples.of(Compute.newManager().ones(new Shape(8, 3)), null);

  private static SequentialBlock network() {
    Linear layer = Linear.builder().setUnits(3).build();
    return new SequentialBlock().add(layer).add(layer);
  }

  private static Step step(SequentialBlock network) {
    return batch -> losses("out", Forward.forward(network, batch.data()).sum());
  }

  private static NDArray weight(SequentialBlock network) {
    return network.getParameters().get(0).getValue().getArray();
  }

  /** Adam's first step is the learning rate, whatever the gradient, but for its sign. */
  @Test
  void movesOnceAStep() {
    SequentialBlock network = network();
    try (Training training = Training.of(network, examples, 8).adam(0.1f)) {
      training.initialize();
      float[] before = weight(network).toFloatArray();
      training.run(1, step(network));
      float[] after = weight(network).toFloatArray();
      for (int i = 0; i < before.length; i++) {
        assertThat(Math.abs(after[i] - before[i])).isBetween(0.0999f, 0.1001f);
      }
    }
  }

  @Test
  void goesOnFromACheckpoint(@TempDir Path folder) {
    Path file = folder.resolve("tied");
    SequentialBlock whole = network();
    try (Training training = Training.of(whole, examples, 8).adam(0.1f)) {
      training.run(2, step(whole));
    }
    SequentialBlock first = network();
    try (Training training = Training.of(first, examples, 8).adam(0.1f).checkpoint(file)) {
      training.run(1, step(first));
    }
    SequentialBlock second = network();
    try (Training training = Training.of(second, examples, 8).adam(0.1f)) {
      training.resume(file);
      training.run(1, step(second));
    }
    assertThat(Lab.fingerprint(second)).isEqualTo(Lab.fingerprint(whole));
  }
}
