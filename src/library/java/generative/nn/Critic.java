package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;

/**
 * The critic of a Wasserstein GAN: one number for each example, without a sigmoid, high where the
 * real ones are (M. Arjovsky, S. Chintala, L. Bottou, "Wasserstein GAN", 2017).
 *
 * <p>ReLU lies between its layers. As a block it maps {@code [n, inputs]} to {@code [n, 1]}.
 */
public final class Critic extends AbstractBlock {

  private final int inputs;
  private final MultilayerPerceptron network;

  /**
   * Makes the network; it gets its weights when it is initialized or first trained.
   *
   * @param inputs numbers an example, 784 for MNIST
   * @param hidden units of the hidden layers
   * @throws IllegalArgumentException if a size is below 1
   */
  public Critic(int inputs, int... hidden) {
    if (inputs < 1) {
      throw new IllegalArgumentException(
          "a critic of " + inputs + " inputs; it needs at least 1, such as 784");
    }
    this.inputs = inputs;
    network = addChildBlock("network", new MultilayerPerceptron(Layers.with(hidden, 1)));
  }

  /** Returns the critic's value of each example, {@code [n]}, from {@code [n, inputs]}. */
  public NDArray value(NDArray x) {
    return Forward.result(() -> Forward.forward(network, x).reshape(-1));
  }

  /**
   * Returns the layers from input to output, their arrays the network's own.
   *
   * @throws IllegalStateException if the network has no weights, or they were freed
   */
  public List<DenseLayer> layers() {
    return network.layers();
  }

  /** Numbers an example. */
  public int inputs() {
    return inputs;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters, NDList x, boolean training, PairList<String, Object> settings) {
    return network.forward(parameters, x, training);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(Inputs.rows(inputShapes), 1)};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
    Inputs.rows(inputShapes);
    long given = inputShapes[0].get(1);
    if (given != inputs) {
      throw new IllegalArgumentException(
          "the critic has " + inputs + " inputs; the data has " + given);
    }
    network.initialize(manager, type, inputShapes);
  }
}
