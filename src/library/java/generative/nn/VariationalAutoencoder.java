package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import generative.tensor.Require;
import java.util.Locale;
import java.util.Objects;

/**
 * An encoder that answers an image with a Gaussian over codings, and a decoder that draws an image
 * from codings (D. P. Kingma, M. Welling, "Auto-Encoding Variational Bayes", 2014; D. J. Rezende,
 * S. Mohamed, D. Wierstra, "Stochastic Backpropagation and Approximate Inference in Deep Generative
 * Models", 2014).
 *
 * <p>The encoder's layers end in two heads, one for the mean and one for the log-variance. The
 * decoder says logits, one for each pixel; their sigmoid is the pixel. As a block the network maps
 * {@code [n, inputs]} to logits {@code [n, inputs]} of codings that it draws, mean and log-variance
 * {@code [n, codings]}: what {@code generative.objective.EvidenceLowerBound} takes in a stock
 * Trainer, with the data as labels. Of other blocks, examples are {@code [n, …]}.
 */
public final class VariationalAutoencoder extends AbstractBlock implements Encoder, Decoder {

  private static final String NAME = "a variational autoencoder";

  private final Shape example;
  private final int codings;
  private final Block trunk;
  private final Block mean;
  private final Block gamma;
  private final Block decoder;

  /**
   * Makes the network of fully connected layers with ReLUs between; it gets its weights when it is
   * initialized or first trained.
   *
   * @param inputs numbers an example, 784 for MNIST
   * @param hidden units of the encoder's hidden layers, outermost first, may be empty; the decoder
   *     has them in reverse
   * @param codings numbers of the latent space
   * @throws IllegalArgumentException if a size is below 1
   */
  public VariationalAutoencoder(int inputs, int[] hidden, int codings) {
    this(inputs, layers(hidden), codings, Layers.reversed(hidden));
  }

  /**
   * Makes the network of any encoder and a dense decoder.
   *
   * @param trunk the encoder up to its heads, {@code [n, inputs]} to {@code [n, features]}
   * @param decoderHidden units of the decoder's hidden layers, from the codings outward
   * @throws IllegalArgumentException if a size is below 1
   */
  public VariationalAutoencoder(int inputs, Block trunk, int codings, int[] decoderHidden) {
    this(
        Inputs.example(NAME, codings, inputs),
        trunk,
        codings,
        new MultilayerPerceptron(Layers.with(decoderHidden, inputs)));
  }

  /**
   * Makes the network of any encoder and decoder.
   *
   * @param example the shape of an example, such as {@code [1, 28, 28]}
   * @param trunk the encoder up to its heads, {@code [n, …]} to {@code [n, features]}
   * @param codings numbers of the latent space
   * @param decoder {@code [n, codings]} to logits {@code [n, …]}
   * @throws IllegalArgumentException if a size is below 1
   */
  public VariationalAutoencoder(Shape example, Block trunk, int codings, Block decoder) {
    this.example = Inputs.example(NAME, codings, Inputs.sizes(example));
    this.codings = codings;
    this.trunk = addChildBlock("trunk", Objects.requireNonNull(trunk, "trunk"));
    mean = addChildBlock("mean", new MultilayerPerceptron(codings));
    gamma = addChildBlock("gamma", new MultilayerPerceptron(codings));
    this.decoder = addChildBlock("decoder", Objects.requireNonNull(decoder, "decoder"));
  }

  /**
   * Returns a network of a {@link ConvolutionalEncoder} and a {@link ConvolutionalDecoder}.
   *
   * <p>With 32 filters and 20 codings it has 258,025 weights for gray images of 28 × 28 and 456,043
   * for 32 × 32 in color; a step at batch 64 takes about 28 and 43 ms on two cores.
   *
   * @param image {@code [c, h, w]}, h and w multiples of 4
   * @param filters channels after the first convolution, such as 32
   * @param codings numbers of the latent space
   * @throws IllegalArgumentException if the shape is another or a number is out of range
   */
  public static VariationalAutoencoder convolutional(Shape image, int filters, int codings) {
    return new VariationalAutoencoder(
        image,
        new ConvolutionalEncoder(image, filters),
        codings,
        new ConvolutionalDecoder(image, filters, false));
  }

  private static Block layers(int[] hidden) {
    return Objects.requireNonNull(hidden, "hidden").length == 0
        ? Blocks.identityBlock()
        : new SequentialBlock().add(new MultilayerPerceptron(hidden)).add(Activation.reluBlock());
  }

  /** Returns the Gaussians {@code [n, codings]} of examples {@code [n, inputs]}. */
  @Override
  public Gaussian encode(NDArray x) {
    NDArray features = Forward.forward(trunk, Inputs.require(x, example));
    Gaussian code = new Gaussian(Forward.forward(mean, features), Forward.forward(gamma, features));
    if (features != x) {
      features.close(); // backward keeps what it needs
    }
    return code;
  }

  /** Returns what the decoder says before the sigmoid, {@code [n, inputs]}, from codings. */
  @Override
  public NDArray logits(NDArray z) {
    return Forward.forward(decoder, Inputs.require(z, new Shape(codings)));
  }

  /** Returns examples {@code [n, inputs]} as the decoder draws them from their mean codings. */
  public NDArray reconstruct(NDArray x) {
    return Forward.result(() -> decode(encode(x).mean()));
  }

  /**
   * The decoder's layers, from codings to logits.
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

  /** Numbers of the latent space. */
  public int codings() {
    return codings;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters, NDList x, boolean training, PairList<String, Object> settings) {
    NDList features = new NDList(Inputs.only(trunk.forward(parameters, x, training)));
    NDArray m = mean.forward(parameters, features, training).singletonOrThrow();
    NDArray g = gamma.forward(parameters, features, training).singletonOrThrow();
    NDArray z = new Gaussian(m, g).sample();
    NDArray logits = decoder.forward(parameters, new NDList(z), training).singletonOrThrow();
    return new NDList(logits, m, g);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    long n = Inputs.rows(inputShapes, example);
    Shape latent = new Shape(n, codings);
    return new Shape[] {Inputs.batch(n, example), latent, latent};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
    long n = Inputs.examples("the network", inputShapes, example);
    Shape features = Inputs.initialize("encoder", trunk, manager, type, Inputs.batch(n, example));
    if (features.dimension() != 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the encoder's trunk gives %s; rows of features, [n, features], are needed, as"
                  + " Blocks.batchFlattenBlock() at its end makes them",
              Require.brackets(features)));
    }
    mean.initialize(manager, type, features);
    gamma.initialize(manager, type, features);
    Inputs.initialize("decoder", decoder, manager, type, new Shape(n, codings), example);
  }
}
