package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Objects;

/**
 * The critic of a Wasserstein GAN: one number for each example, without a sigmoid, high where the
 * real ones are (M. Arjovsky, S. Chintala, L. Bottou, "Wasserstein GAN", 2017).
 *
 * <p>ReLU lies between its layers. As a block it maps {@code [n, inputs]} to {@code [n, 1]}; of
 * another network, examples are {@code [n, …]}.
 */
public final class Critic extends AbstractBlock {

  private final Shape example;
  private final Block network;

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
    example = new Shape(inputs);
    network = addChildBlock("network", new MultilayerPerceptron(Layers.with(hidden, 1)));
  }

  /**
   * Makes a critic of any block, in which no row's value may depend on another row.
   *
   * @param example the shape of an example, such as {@code [1, 28, 28]}
   * @param network {@code [n, …]} to {@code [n, 1]}
   * @throws IllegalArgumentException if a size is below 1
   */
  public Critic(Shape example, Block network) {
    this.example = Inputs.example("a critic", 1, Inputs.sizes(example));
    this.network = addChildBlock("network", Objects.requireNonNull(network, "network"));
  }

  /**
   * Returns a critic of a {@link ConvolutionalEncoder} and a dense layer to the one number.
   *
   * <p>With 32 filters it has 36,513 weights for gray images of 28 × 28 and 167,649 for 32 × 32 in
   * color; a step at batch 64 with the gradient penalty takes about 48 and 98 ms on two cores.
   *
   * @param image {@code [c, h, w]}, h and w multiples of 4
   * @param filters channels after the first convolution, such as 32
   * @throws IllegalArgumentException if the shape is another or a number is out of range
   */
  public static Critic convolutional(Shape image, int filters) {
    return new Critic(
        image,
        new SequentialBlock()
            .add(new ConvolutionalEncoder(image, filters))
            .add(new MultilayerPerceptron(1)));
  }

  /** Returns the critic's value of each example, {@code [n]}, from {@code [n, inputs]}. */
  public NDArray value(NDArray x) {
    Inputs.require(x, example);
    return Forward.result(
        () -> Forward.forward(network, x).reshape(new Shape(x.getShape().get(0))));
  }

  /**
   * Returns the layers from input to output, their arrays the network's own.
   *
   * @throws IllegalStateException if the network has no weights, or they were freed, or it isn't
   *     made of dense layers
   */
  public List<DenseLayer> layers() {
    return Inputs.dense("critic", network).layers();
  }

  /** Numbers an example. */
  public int inputs() {
    return Math.toIntExact(example.size());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters, NDList x, boolean training, PairList<String, Object> settings) {
    return network.forward(parameters, x, training);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(Inputs.rows(inputShapes, example), 1)};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
    Inputs.examples("the critic", inputShapes, example);
    Inputs.initialize("critic", network, manager, type, inputShapes[0], new Shape(1));
  }
}
