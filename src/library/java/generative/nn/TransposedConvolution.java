package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import ai.djl.util.PairList;
import generative.tensor.TorchScript;
import java.util.Locale;
import java.util.Objects;

/**
 * A convolution the other way: it doubles height and width, {@code [n, c, h, w]} to {@code [n,
 * filters, 2h, 2w]}, by kernels of 4 × 4 at stride 2 (M. D. Zeiler, D. Krishnan, G. W. Taylor, R.
 * Fergus, "Deconvolutional Networks", 2010).
 *
 * <p>DJL's own, {@code Conv2dTranspose}, isn't implemented for PyTorch. Weights {@code [c, filters,
 * 4, 4]} start as Gaussians of variance 2 / (4 c), since 4 c numbers meet in one that goes out;
 * biases at 0.
 */
public final class TransposedConvolution extends AbstractBlock {

  private static final int KERNEL = 4;
  private static final int STRIDE = 2;

  private static final TorchScript CONVOLUTION =
      TorchScript.of(
          """
          def forward(self: __torch__.G,
              x: Tensor,
              w: Tensor,
              b: Tensor) -> Tensor:
            return torch.conv_transpose2d(x, w, b, [2, 2], [1, 1])""");

  private final int filters;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * Makes the layer; it gets its weights when it is initialized or first trained.
   *
   * @param filters channels that go out
   * @throws IllegalArgumentException if there is none
   */
  public TransposedConvolution(int filters) {
    if (filters < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "a transposed convolution of %d filters; give at least 1", filters));
    }
    this.filters = filters;
    weight =
        addParameter(
            Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optInitializer(
                    new XavierInitializer(RandomType.GAUSSIAN, FactorType.OUT, 2 * STRIDE * STRIDE))
                .build());
    bias = addParameter(Parameter.builder().setName("bias").setType(Parameter.Type.BIAS).build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> s) {
    NDArray x = Inputs.only(inputs);
    NDArray w = parameters.getValue(weight, x.getDevice(), training);
    NDArray b = parameters.getValue(bias, x.getDevice(), training);
    return new NDList(CONVOLUTION.differentiable(x, w, b));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape x = images(inputShapes);
    return new Shape[] {new Shape(x.get(0), filters, STRIDE * x.get(2), STRIDE * x.get(3))};
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    weight.setShape(new Shape(images(inputShapes).get(1), filters, KERNEL, KERNEL));
    bias.setShape(new Shape(filters));
  }

  private static Shape images(Shape[] shapes) {
    if (Objects.requireNonNull(shapes, "inputShapes").length != 1
        || Objects.requireNonNull(shapes[0], "inputShapes[0]").dimension() != 4) {
      throw new IllegalArgumentException(
          "a transposed convolution takes images, [n, channels, height, width]; it was given "
              + (shapes.length == 0 ? "none" : shapes[0]));
    }
    return shapes[0];
  }
}
