package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import generative.data.Examples;
import generative.nn.Critic;
import generative.nn.Decoder;
import generative.nn.Encoder;
import generative.nn.Gaussian;
import generative.nn.MultilayerPerceptron;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Encoders, critics and functions of a stranger that would give wrong numbers. */
class OwnEncoderProblemsTest {

  private final NDManager manager = Compute.newManager();
  private final Examples examples = Examples.of(manager.ones(new Shape(3, 4)), null);

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void oneNumberForEachExampleIsNoRowOfCodings() {
    Encoder flat = x -> new Gaussian(x.mean(new int[] {1}), x.mean(new int[] {1}));
    Decoder decoder = z -> z.reshape(-1, 1).repeat(1, 4);
    assertThatThrownBy(() -> Likelihood.logLikelihood(flat, decoder, examples, 10, 1))
        .hasMessage(
            "the encoder gives means [3] for 3 examples; one row each, [n, codings], is needed");
  }

  @Test
  void anEncoderThatDivergedHasNoActiveCodings() {
    Encoder diverged =
        x -> {
          NDArray mean = x.mul(Float.NaN);
          return new Gaussian(mean, mean);
        };
    assertThatThrownBy(() -> ActiveUnits.count(diverged, examples))
        .hasMessageStartingWith("a mean of the encoder isn't finite");
  }

  @Test
  void aPerceptronToWhichABlockWasAddedHasNoLayersToShow() {
    MultilayerPerceptron longer = new MultilayerPerceptron(8, 1);
    longer.add(Activation.tanhBlock());
    Critic critic = new Critic(new Shape(2), longer);
    critic.initialize(manager, DataType.FLOAT32, new Shape(1, 2));
    NDArray points = manager.randomNormal(new Shape(9, 2));
    assertThatThrownBy(() -> Steepness.of(critic, points, points, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("blocks were added to this perceptron");
  }

  /** f(x) = x + 1000 has the constant 1, whatever floats make of differences of thousands. */
  @Test
  void anOffsetMakesNoFunctionSteeper() {
    NDArray points = manager.randomNormal(new Shape(300, 1));
    Steepness steepness = Steepness.of(x -> x.reshape(-1).add(1000), points, points, 1);
    assertThat(steepness.largestGradient()).isCloseTo(1, within(1e-6));
    assertThat(steepness.largestRatio()).isBetween(0.99, 1.0);
  }
}
