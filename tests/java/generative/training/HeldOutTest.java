package generative.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import generative.data.Examples;
import generative.nn.Autoencoder;
import org.junit.jupiter.api.Test;

class HeldOutTest {

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
}
