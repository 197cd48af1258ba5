package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Objects;

/**
 * An encoder that squeezes each example into a few codings and a decoder that draws it again from
 * them (G. E. Hinton, R. R. Salakhutdinov, "Reducing the Dimensionality of Data with Neural
 * Networks", 2006).
 *
 * <p>The decoder mirrors the encoder; its outputs pass through a sigmoid, so that pixels lie in (0,
 * 1). As a block it maps {@code [n, inputs]} to reconstructions {@code [n, inputs]}, so a stock
 * Trainer can train it with the data as labels. Of other blocks, examples are {@code [n, …]}.
 */
public final class Autoencoder extends AbstractBlock implements Decoder {

  private static final String NAME = "an autoencoder";

  private final Shape example;
  private final int codings;
  private final Block encoder;
  private final Block decoder;

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
    this(
        Inputs.example(NAME, codings, inputs),
        new MultilayerPerceptron(Layers.with(hidden, codings)),
        codings,
        new MultilayerPerceptron(Layers.with(Layers.reversed(hidden), inputs)));
  }

  /**
   * Makes the network of any encoder and decoder.
   *
   * @param example the shape of an example, such as {@code [1, 28, 28]}
   * @param encoder {@code [n, …]} to {@code [n, codings]}
   * @param decoder {@code [n, codings]} to logits {@code [n, …]}
   * @throws IllegalArgumentException if a size is below 1
   */
  public Autoencoder(Shape example, Block encoder, int codings, Block decoder) {
    this.example = Inputs.example(NAME, codings, Inputs.sizes(example));
    this.codings = codings;
    this.encoder = addChildBlock("encoder", Objects.requireNonNull(encoder, "encoder"));
    this.decoder = addChildBlock("decoder", Objects.requireNonNull(decoder, "decoder"));
  }

  /**
   * Returns a network of a {@link ConvolutionalEncoder}, a dense layer to the codings, and a {@link
   * ConvolutionalDecoder}.
   *
   * <p>With 32 filters and 20 codings it has 195,285 weights for gray images of 28 × 28 and 415,063
   * for 32 × 32 in color; a step at batch 64 takes about 26 and 41 ms on two cores.
   *
   * @param image {@code [c, h, w]}, h and w multiples of 4
   * @param filters channels after the first convolution, such as 32
   * @throws IllegalArgumentException if the shape is another or a number is out of range
   */
  public static Autoencoder convolutional(Shape image, int filters, int codings) {
    Inputs.example(NAME, codings, Inputs.sizes(image));
    Block encoder =
        new SequentialBlock()
            .add(new ConvolutionalEncoder(image, filters))
            .add(new MultilayerPerceptron(codings));
    return new Autoencoder(
        image, encoder, codings, new ConvolutionalDecoder(image, filters, false));
  }

  /** Returns the codings {@code [n, codings]} of examples {@code [n, inputs]}. */
  public NDArray encode(NDArray x) {
    return Forward.forward(encoder, Inputs.require(x, example));
  }

  /** Returns what the decoder says before the sigmoid, {@code [n, inputs]}, from codings. */
  @Override
  public NDArray logits(NDArray z) {
    return Forward.forward(decoder, Inputs.require(z, new Shape(codings)));
  }

  /** Returns examples {@code [n, inputs]} after their passage through the bottleneck. */
  public NDArray reconstruct(NDArray x) {
    return Forward.result(() -> decode(encode(x)));
  }

  /**
   * The decoder, which gives what the sigmoid is then taken of.
   *
   * @throws IllegalStateException if it isn't made of dense layers; {@link #decode} draws with any
   */
  public MultilayerPerceptron decoder() {
    return Inputs.dense("decoder", decoder);
  }

  /** Numbers an example. */
  public int inputs() {
    return Math.toIntExact(example.size());
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
    return new Shape[] {Inputs.batch(Inputs.rows(inputShapes, example), example)};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
    long n = Inputs.examples("the network", inputShapes, example);
    Shape code = new Shape(codings);
    Inputs.initialize("encoder", encoder, manager, type, Inputs.batch(n, example), code);
    Inputs.initialize("decoder", decoder, manager, type, Inputs.batch(n, code), example);
  }
}
