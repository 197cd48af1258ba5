package generative.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;

/**
 * The mirror of a {@link ConvolutionalEncoder}: a dense layer makes small images of many channels,
 * and {@linkplain TransposedConvolution transposed convolutions} double their sides until they are
 * images, {@code [n, codings]} to logits {@code [n, c, h, w]} (A. Radford, L. Metz, S. Chintala,
 * "Unsupervised Representation Learning with Deep Convolutional Generative Adversarial Networks",
 * 2016).
 *
 * <p>ReLU lies between the layers, on request after batch normalization, as a generator needs it.
 */
public final class ConvolutionalDecoder extends SequentialBlock {

  private final boolean batchNorm;

  /**
   * Makes the layers; they get their weights when the block is initialized.
   *
   * @param image {@code [c, h, w]}, h and w multiples of 4
   * @param filters channels before the last layer, such as 32; each layer before it has twice as
   *     many
   * @param batchNorm whether hidden layers are normalized over the minibatch
   * @throws IllegalArgumentException if the shape is another, or there are no or too many filters
   */
  public ConvolutionalDecoder(Shape image, int filters, boolean batchNorm) {
    this.batchNorm = batchNorm;
    int doublings = ConvolutionalEncoder.halvings(image, filters);
    Shape small =
        new Shape(filters << doublings - 1, image.get(1) >> doublings, image.get(2) >> doublings);
    Linear dense = Linear.builder().setUnits(small.size()).build();
    dense.setInitializer(
        new XavierInitializer(RandomType.GAUSSIAN, FactorType.IN, 2), Parameter.Type.WEIGHT);
    add(dense);
    add(LambdaBlock.singleton(x -> x.reshape(new Shape(x.getShape().get(0)).addAll(small))));
    activate();
    for (int i = doublings - 2; i >= 0; i--) {
      add(new TransposedConvolution(filters << i));
      activate();
    }
    add(new TransposedConvolution(Math.toIntExact(image.get(0))));
  }

  private void activate() {
    if (batchNorm) {
      add(BatchNorm.builder().build());
    }
    add(Activation.reluBlock());
  }
}
