package generative.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import generative.tensor.Require;
import java.util.Locale;
import java.util.Objects;

/**
 * Convolutions that halve images and double their channels until the sides are odd or 4, then one
 * row of features for each: {@code [n, c, h, w]} to {@code [n, features]} (A. Radford, L. Metz, S.
 * Chintala, "Unsupervised Representation Learning with Deep Convolutional Generative Adversarial
 * Networks", 2016).
 *
 * <p>Kernels are 4 × 4 at stride 2, each followed by a leaky ReLU of slope 0.2. There is no batch
 * normalization, so that each example's features depend on itself alone: a critic's gradient
 * penalty needs that. Weights start as Gaussians of variance 2 / fan-in, biases at 0.
 */
public final class ConvolutionalEncoder extends SequentialBlock {

  private static final float LEAK = 0.2f;
  private static final int LEAST = 4;
  private static final int MOST_FILTERS = 1_024;

  /**
   * Makes the layers; they get their weights when the block is initialized.
   *
   * @param image {@code [c, h, w]}, h and w multiples of 4: 28 × 28 becomes 7 × 7, and 32 × 32
   *     becomes 4 × 4
   * @param filters channels after the first layer, such as 32; each further layer has twice as many
   * @throws IllegalArgumentException if the shape is another, or there are no or too many filters
   */
  public ConvolutionalEncoder(Shape image, int filters) {
    int halvings = halvings(image, filters);
    for (int i = 0; i < halvings; i++) {
      add(
          Conv2d.builder()
              .setKernelShape(new Shape(4, 4))
              .optStride(new Shape(2, 2))
              .optPadding(new Shape(1, 1))
              .setFilters(filters << i)
              .build());
      add(Activation.leakyReluBlock(LEAK));
    }
    add(Blocks.batchFlattenBlock());
    setInitializer(
        new XavierInitializer(RandomType.GAUSSIAN, FactorType.IN, 2), Parameter.Type.WEIGHT);
  }

  /** How often both sides of an image {@code [c, h, w]} can be halved, at least twice. */
  static int halvings(Shape image, int filters) {
    check(image, filters);
    int halvings = 0;
    long h = image.get(1);
    long w = image.get(2);
    while (h % 2 == 0 && w % 2 == 0 && (halvings < 2 || Math.min(h, w) > LEAST)) {
      h /= 2;
      w /= 2;
      halvings++;
    }
    return halvings;
  }

  private static void check(Shape image, int filters) {
    boolean fits = Objects.requireNonNull(image, "image").dimension() == 3;
    for (int i = 0; fits && i < 3; i++) {
      fits = image.get(i) > 0 && (i == 0 || image.get(i) % LEAST == 0);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an image of %s can't be halved twice; give [channels, height, width], both sides"
                  + " multiples of 4, such as [1, 28, 28]",
              Require.brackets(image)));
    }
    if (filters < 1 || filters > MOST_FILTERS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "convolutions of %,d filters; give 1 to %,d, such as 32",
              filters,
              MOST_FILTERS));
    }
  }
}
