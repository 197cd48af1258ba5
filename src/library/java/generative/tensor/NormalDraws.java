package generative.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;

/**
 * Normal random numbers from a generator of their own. DJL draws from the engine's, of which there
 * is one for all threads: whoever seeds it changes what a training in another thread draws.
 *
 * <p>The numbers are those that {@code Engine.setRandomSeed} with the same seed gives on the CPU,
 * where they are drawn whatever the device. For one thread.
 */
public final class NormalDraws implements AutoCloseable {

  private static final TorchScript GENERATOR =
      TorchScript.of(
          """
          def forward(self: __torch__.G,
              seed: int) -> Generator:
            return torch.Generator(device=torch.device("cpu"), seed=seed)""");

  private static final TorchScript NORMAL =
      TorchScript.of(
          """
          def forward(self: __torch__.G,
              g: Generator,
              x: Tensor) -> Tensor:
            return torch.normal_(x, 0., 1., generator=g)""");

  private final IValue generator;

  /** Makes the generator. */
  public NormalDraws(long seed) {
    generator = GENERATOR.call((long) Long.hashCode(seed));
  }

  /** Draws numbers of mean 0 and deviation 1, float32, where another array lives. */
  public NDArray normal(Shape shape, NDArray beside) {
    Require.open(beside, "beside");
    NDArray x = beside.getManager().create(shape, DataType.FLOAT32, Device.cpu());
    NORMAL.run(generator, x);
    return x.toDevice(beside.getDevice(), false);
  }

  @Override
  public void close() {
    generator.close();
  }
}
