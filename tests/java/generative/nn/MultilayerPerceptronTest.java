package generative.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import generative.objective.FiniteDifferences;
import generative.tensor.Compute;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MultilayerPerceptronTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** He's rule: standard deviation √(2 / fan-in), here √(2 / 400) = 0.0707. */
  @Test
  void startsWithHesWeightsAndNoBias() {
    Engine.getInstance().setRandomSeed(1);
    Block network = initialized(new MultilayerPerceptron(500, 10), DataType.FLOAT32, 400);
    float[] weights = network.getParameters().get(0).getValue().getArray().toFloatArray();
    double square = 0;
    for (float w : weights) {
      square += w * w;
    }
    assertThat(Math.sqrt(square / weights.length)).isCloseTo(0.070711, within(3e-4));
    assertThat(network.getParameters().get(1).getValue().getArray().toFloatArray()).containsOnly(0);
  }

  @Test
  void rectifiesBetweenLayersAndNotAfterTheLast() {
    Block network = initialized(new MultilayerPerceptron(2, 1), DataType.FLOAT32, 1);
    set(network, 0, 1, -1);
    set(network, 2, 3, -5);
    NDArray x = manager.create(new float[] {2, -2}, new Shape(2, 1));
    assertThat(Forward.forward(network, x).toFloatArray()).containsExactly(6, -10);
  }

  @Test
  void handsOutItsLayersInOrder() {
    MultilayerPerceptron network = new MultilayerPerceptron(4, 3);
    assertThatThrownBy(network::layers)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the network has no weights: it got none yet, or they were freed with the training that"
                + " made them; initialize it or train it first");
    initialized(network, DataType.FLOAT32, 5);
    NDArray x = manager.randomNormal(new Shape(2, 5));
    NDArray y = x;
    for (DenseLayer layer : network.layers()) {
      y = y.matMul(layer.weight().transpose()).add(layer.bias());
      y = layer.bias().size() == 3 ? y : Activation.relu(y);
    }
    assertThat(y.toFloatArray())
        .containsExactly(Forward.forward(network, x).toFloatArray(), within(1e-6f));
  }

  @Test
  void hasTheGradientThatFiniteDifferencesHave() {
    Engine.getInstance().setRandomSeed(3);
    Block network = initialized(new MultilayerPerceptron(4, 3), DataType.FLOAT64, 5);
    NDArray x = manager.randomNormal(0, 1, new Shape(2, 5), DataType.FLOAT64);
    assertThat(FiniteDifferences.engine(x, v -> Forward.forward(network, v).square().sum()))
        .containsExactly(
            FiniteDifferences.differences(x, v -> Forward.forward(network, v).square().sum()),
            within(1e-7));
  }

  @Test
  void needsALayer() {
    assertThatThrownBy(MultilayerPerceptron::new)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a multilayer perceptron needs at least one layer");
  }

  @Test
  void namesTheLayerWithoutUnits() {
    assertThatThrownBy(() -> new MultilayerPerceptron(5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layer 2 has 0 units; give it at least 1");
  }

  private Block initialized(Block network, DataType type, int inputs) {
    network.initialize(manager, type, new Shape(1, inputs));
    return network;
  }

  private void set(Block network, int parameter, float... values) {
    NDArray array = network.getParameters().get(parameter).getValue().getArray();
    array.set(FloatBuffer.wrap(values));
  }
}
