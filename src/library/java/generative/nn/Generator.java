package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import ai.djl.util.PairList;
import generative.tensor.Gradients;
import generative.tensor.Require;
import java.util.Locale;
import java.util.Objects;

/**
 * A generator: it turns draws from the unit Gaussian, its codings, into examples (I. Goodfellow et
 * al., "Generative Adversarial Nets", 2014).
 *
 * <p>Fully connected layers with ReLU, on request with batch normalization before each ReLU and a
 * sigmoid at the end, or any other block. As a block it maps {@code [n, latent]} to {@code [n,
 * outputs]}, or {@code [n, …]}.
 */
public final class Generator extends AbstractBlock {

  private final int latent;
  private final Block network;

  /**
   * Makes the network; it gets its weights when it is initialized or first trained.
   *
   * @param latent numbers a coding
   * @param hidden units of the hidden layers
   * @param outputs numbers an example
   * @param batchNorm whether hidden layers are normalized over the minibatch
   * @param sigmoid whether outputs are pressed into (0, 1)
   * @throws IllegalArgumentException if a size is below 1
   */
  public Generator(int latent, int[] hidden, int outputs, boolean batchNorm, boolean sigmoid) {
    if (latent < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a generator of %d codings and %d outputs; both must be at least 1",
              latent,
              outputs));
    }
    this.latent = latent;
    network = addChildBlock("network", layers(hidden, outputs, batchNorm, sigmoid));
  }

  /**
   * Makes a generator of any block.
   *
   * @param latent numbers a coding
   * @param network codings {@code [n, latent]} to examples {@code [n, …]}
   * @throws IllegalArgumentException if there is no coding
   */
  public Generator(int latent, Block network) {
    if (latent < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "a generator of %d codings; give at least 1", latent));
    }
    this.latent = latent;
    this.network = addChildBlock("network", Objects.requireNonNull(network, "network"));
  }

  /**
   * Returns a generator of a {@link ConvolutionalDecoder} with batch normalization and a sigmoid:
   * pixels {@code [n, c, h, w]} in (0, 1).
   *
   * <p>With 32 filters and 64 codings it has 237,537 weights for gray images of 28 × 28 and 299,491
   * for 32 × 32 in color; a step at batch 64, through a critic of as many filters, takes about 30
   * and 44 ms on two cores.
   *
   * @param latent numbers a coding
   * @param image {@code [c, h, w]}, h and w multiples of 4
   * @param filters channels before the last layer, such as 32
   * @throws IllegalArgumentException if the shape is another or a number is out of range
   */
  public static Generator convolutional(int latent, Shape image, int filters) {
    return new Generator(
        latent,
        new SequentialBlock()
            .add(new ConvolutionalDecoder(image, filters, true))
            .add(Activation.sigmoidBlock()));
  }

  private static SequentialBlock layers(
      int[] hidden, int outputs, boolean batchNorm, boolean sigmoid) {
    SequentialBlock network = new SequentialBlock();
    for (int units : Layers.layers(hidden)) {
      network.add(Linear.builder().setUnits(units).build());
      if (batchNorm) {
        network.add(BatchNorm.builder().build());
      }
      network.add(Activation.reluBlock());
    }
    network.add(Linear.builder().setUnits(outputs).build());
    if (sigmoid) {
      network.add(Activation.sigmoidBlock());
    }
    network.setInitializer(
        new XavierInitializer(RandomType.GAUSSIAN, FactorType.IN, 2), Parameter.Type.WEIGHT);
    return network;
  }

  /** Returns a generator of points, {@code [n, outputs]}, anywhere in space. */
  public static Generator ofPoints(int latent, int[] hidden, int outputs) {
    return new Generator(latent, hidden, outputs, false, false);
  }

  /** Returns a generator of pixels in (0, 1), {@code [n, pixels]}, with batch normalization. */
  public static Generator ofImages(int latent, int[] hidden, int pixels) {
    return new Generator(latent, hidden, pixels, true, true);
  }

  /** Returns examples {@code [n, outputs]} from codings {@code [n, latent]}. */
  public NDArray generate(NDArray z) {
    return Forward.forward(network, z);
  }

  /** Draws codings from the unit Gaussian, {@code [n, latent]}. */
  public NDArray noise(NDManager manager, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("a draw of " + n + " codings; give at least 1");
    }
    return Require.open(manager, "the manager").randomNormal(new Shape(n, latent));
  }

  /** Returns examples {@code [n, outputs]} of fresh codings, not recorded for gradients. */
  public NDArray sample(NDManager manager, int n) {
    return Gradients.without(() -> Forward.result(() -> generate(noise(manager, n))));
  }

  /** Numbers a coding. */
  public int latent() {
    return latent;
  }

  /** Numbers an example. */
  public int outputs() {
    return Math.toIntExact(example().size());
  }

  private Shape example() {
    return Inputs.given("generator", network, new Shape(1, latent)).slice(1);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters, NDList z, boolean training, PairList<String, Object> settings) {
    return network.forward(parameters, z, training);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {Inputs.batch(Inputs.rows(inputShapes, new Shape(latent)), example())};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
    Inputs.rows(inputShapes, new Shape(latent));
    long given = inputShapes[0].get(1);
    if (given != latent) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the generator takes %d codings; it was given %d", latent, given));
    }
    Inputs.initialize("generator", network, manager, type, inputShapes[0]);
  }
}
