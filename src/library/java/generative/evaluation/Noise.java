package generative.evaluation;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import generative.objective.TorchScript;

/**
 * Normal random numbers from a generator of their own. DJL draws from the engine's, of which there
 * is one for all threads: whoever seeds it changes what a training in another thread draws.
 *
 * <p>The numbers are those that {@code Engine.setRandomSeed} with the same seed gives on the CPU,
 * where they are drawn whatever the device. For one thread.
 */
final class Noise implements AutoCloseable {

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

  Noise(long seed) {
    try (IValue number = IValue.from((long) Long.hashCode(seed))) {
      generator = GENERATOR.call(number);
    }
  }

  /** Draws numbers of mean 0 and deviation 1, float32, where another array lives. */
  NDArray normal(Shape shape, NDArray beside) {
    NDArray x = beside.getManager().create(shape, DataType.FLOAT32, Device.cpu());
    try (IValue room = IValue.from((PtNDArray) x);
        IValue drawn = NORMAL.call(generator, room)) {
      drawn.toTensor((PtNDManager) x.getManager()).close(); // the same memory as x
    }
    return x.toDevice(beside.getDevice(), false);
  }

  @Override
  public void close() {
    generator.close();
  }
}
