package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * An encoder that squeezes each example into a few codings and a decoder that draws it again from
 * them (G. E. Hinton, R. R. Salakhutdinov, "Reducing the Dimensionality of Data with Neural
 * Networks", 2006).
 *
 * <p>The decoder mirrors the encoder; its outputs pass through a sigmoid, so that pixels lie in (0,
 * 1). As a block it maps {@code [n, inputs]} to reconstructions {@code [n, inputs]}, so a stock
 * Trainer can train it with the data as labels.
 */
public final class Autoencoder extends AbstractBlock {

  private final int inputs;
  private final int codings;
  private final Block encoder;
  private final MultilayerPerceptron decoder;

  /**
   * Makes the network; it gets its weights when it is initialized or first trained.
   *
   * @param inputs numbers an example, 784 for MNIST
   * @param hidden units of the encoder's hidden layers, outermost first; the decoder has them in
   *     reverse
   * @param codings numbers an example is squeezed into
   * @throws IllegalArgumentException if a size is below 1
   */
  public Autoencoder(int inputs, int[] hidden, int codings) {
    if (inputs < 1 || codings < 1) {
      throw new IllegalArgumentException(
          "an autoencoder of "
              + inputs
              + " inputs and "
              + codings
              + " codings; both must be at least 1");
    }
    this.inputs = inputs;
    this.codings = codings;
    encoder = addChildBlock("encoder", new MultilayerPerceptron(Layers.with(hidden, codings)));
    decoder =
        addChildBlock(
            "decoder", new MultilayerPerceptron(Layers.with(Layers.reversed(hidden), inputs)));
  }

  /** Returns the codings {@code [n, codings]} of examples {@code [n, inputs]}. */
  public NDArray encode(NDArray x) {
    return Forward.forward(encoder, x);
  }

  /** Returns what the decoder says before the sigmoid, {@code [n, inputs]}, from codings. */
  public NDArray logits(NDArray z) {
    return Forward.forward(decoder, z);
  }

  /** Returns pixels {@code [n, inputs]} in (0, 1) from codings {@code [n, codings]}. */
  public NDArray decode(NDArray z) {
    return Forward.result(() -> Activation.sigmoid(logits(z)));
  }

  /** Returns examples {@code [n, inputs]} after their passage through the bottleneck. */
  public NDArray reconstruct(NDArray x) {
    return Forward.result(() -> decode(encode(x)));
  }

  /** The decoder, which gives what the sigmoid is then taken of. */
  public MultilayerPerceptron decoder() {
    return decoder;
  }

  /** Numbers an example. */
  public int inputs() {
    return inputs;
  }

  /** Numbers a coding. */
  public int codings() {
    return codings;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters, NDList x, boolean training, PairList<String, Object> settings) {
    NDList z = encoder.forward(parameters, x, training);
    NDArray logits = decoder.forward(parameters, z, training).singletonOrThrow();
    return new NDList(Activation.sigmoid(logits));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(Inputs.rows(inputShapes), inputs)};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
    long n = Inputs.rows(inputShapes);
    if (inputShapes[0].get(1) != inputs) {
      throw new IllegalArgumentException(
          "the network has " + inputs + " inputs; the data has " + inputShapes[0].get(1));
    }
    encoder.initialize(manager, type, new Shape(n, inputs));
    decoder.initialize(manager, type, new Shape(n, codings));
  }
}
