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
 * Trainer, with the data as labels.
 */
public final class VariationalAutoencoder extends AbstractBlock {

  private final int inputs;
  private final int codings;
  private final Block trunk;
  private final Block mean;
  private final Block gamma;
  private final MultilayerPerceptron decoder;

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
   * Makes the network with any encoder, such as a convolutional one.
   *
   * @param trunk the encoder up to its heads, {@code [n, inputs]} to {@code [n, features]}
   * @param decoderHidden units of the decoder's hidden layers, from the codings outward
   * @throws IllegalArgumentException if a size is below 1
   */
  public VariationalAutoencoder(int inputs, Block trunk, int codings, int[] decoderHidden) {
    if (inputs < 1 || codings < 1) {
      throw new IllegalArgumentException(
          "a variational autoencoder of "
              + inputs
              + " inputs and "
              + codings
              + " codings; both must be at least 1");
    }
    this.inputs = inputs;
    this.codings = codings;
    this.trunk = addChildBlock("trunk", Objects.requireNonNull(trunk, "trunk"));
    mean = addChildBlock("mean", new MultilayerPerceptron(codings));
    gamma = addChildBlock("gamma", new MultilayerPerceptron(codings));
    decoder =
        addChildBlock("decoder", new MultilayerPerceptron(Layers.with(decoderHidden, inputs)));
  }

  private static Block layers(int[] hidden) {
    return Objects.requireNonNull(hidden, "hidden").length == 0
        ? Blocks.identityBlock()
        : new SequentialBlock().add(new MultilayerPerceptron(hidden)).add(Activation.reluBlock());
  }

  /** Returns the Gaussians {@code [n, codings]} of examples {@code [n, inputs]}. */
  public Gaussian encode(NDArray x) {
    NDArray features = Forward.forward(trunk, x);
    Gaussian code = new Gaussian(Forward.forward(mean, features), Forward.forward(gamma, features));
    if (features != x) {
      features.close(); // backward keeps what it needs
    }
    return code;
  }

  /** Returns what the decoder says before the sigmoid, {@code [n, inputs]}, from codings. */
  public NDArray logits(NDArray z) {
    return Forward.forward(decoder, z);
  }

  /** Returns pixels {@code [n, inputs]} in (0, 1) from codings {@code [n, codings]}. */
  public NDArray decode(NDArray z) {
    return Forward.result(() -> Activation.sigmoid(logits(z)));
  }

  /** Returns examples {@code [n, inputs]} as the decoder draws them from their mean codings. */
  public NDArray reconstruct(NDArray x) {
    return Forward.result(() -> decode(encode(x).mean()));
  }

  /** The decoder's layers, from codings to logits. */
  public MultilayerPerceptron decoder() {
    return decoder;
  }

  /** Numbers an example. */
  public int inputs() {
    return inputs;
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
    long n = Inputs.rows(inputShapes);
    Shape latent = new Shape(n, codings);
    return new Shape[] {new Shape(n, inputs), latent, latent};
  }

  private Shape initializedTrunk(NDManager manager, DataType type, Shape examples) {
    try {
      trunk.initialize(manager, type, examples);
    } catch (UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the encoder doesn't take rows of shape %s; begin it with a LambdaBlock that reshapes"
                  + " them",
              examples),
          e);
    }
    Shape[] features = trunk.getOutputShapes(new Shape[] {examples});
    if (features.length != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the encoder gives %d arrays; one is needed", features.length));
    }
    return features[0];
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
    long n = Inputs.rows(inputShapes);
    if (inputShapes[0].get(1) != inputs) {
      throw new IllegalArgumentException(
          "the network has " + inputs + " inputs; the data has " + inputShapes[0].get(1));
    }
    Shape examples = new Shape(n, inputs);
    Shape features = initializedTrunk(manager, type, examples);
    mean.initialize(manager, type, features);
    gamma.initialize(manager, type, features);
    decoder.initialize(manager, type, new Shape(n, codings));
  }
}
