package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import java.util.List;
import java.util.Objects;

/**
 * Fully connected layers with ReLU between them and none after the last: {@code [n, inputs]} to
 * {@code [n, last]}.
 *
 * <p>Weights start as Gaussians of variance 2 / fan-in, biases at 0 (K. He, X. Zhang, S. Ren, J.
 * Sun, "Delving Deep into Rectifiers", 2015).
 */
public final class MultilayerPerceptron extends SequentialBlock {

  private final int blocks;

  /**
   * Makes the layers; they get their weights when the block is initialized.
   *
   * @param units units of each layer after the input, at least one layer
   * @throws IllegalArgumentException if there is no layer or a size is below 1
   */
  public MultilayerPerceptron(int... units) {
    if (Objects.requireNonNull(units, "units").length == 0) {
      throw new IllegalArgumentException("a multilayer perceptron needs at least one layer");
    }
    Layers.layers(units);
    for (int i = 0; i < units.length; i++) {
      if (i > 0) {
        add(Activation.reluBlock());
      }
      add(Linear.builder().setUnits(units[i]).build());
    }
    blocks = getChildren().size();
    setInitializer(
        new XavierInitializer(RandomType.GAUSSIAN, FactorType.IN, 2), Parameter.Type.WEIGHT);
  }

  /**
   * Returns the layers from input to output, their arrays the network's own.
   *
   * @throws IllegalStateException if the network has no weights, or they were freed, or if blocks
   *     were added to it or taken away
   */
  public List<DenseLayer> layers() {
    if (getChildren().size() != blocks) {
      throw new IllegalStateException(
          "blocks were added to this perceptron or taken away, so its dense layers aren't all that"
              + " it does; use it as a function");
    }
    return getChildren().values().stream()
        .filter(Linear.class::isInstance)
        .map(Block::getDirectParameters)
        .map(own -> new DenseLayer(array(own.get("weight")), array(own.get("bias"))))
        .toList();
  }

  private static NDArray array(Parameter parameter) {
    if (!Inputs.isReady(parameter)) {
      throw Inputs.withoutWeights();
    }
    return parameter.getArray();
  }
}
