package generative.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class ComputeTest {

  @Test
  void takesTheGpuWheneverPyTorchSeesOne() {
    Device expected = Engine.getInstance().hasCapability("CUDA") ? Device.gpu(0) : Device.cpu();
    assertThat(Compute.device()).isEqualTo(expected);
  }

  @Test
  void opensManagersOnTheDeviceThatFreeTheirArrays() {
    NDArray array;
    try (NDManager manager = Compute.newManager()) {
      array = manager.zeros(new Shape(2));
      assertThat(array.getDevice()).isEqualTo(Compute.device());
      assertThat(array.toFloatArray()).containsExactly(0, 0);
    }
    assertThatThrownBy(array::toFloatArray).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void describesItselfInOneLine() {
    assertThat(Compute.describe())
        .matches("(CPU, \\d+ threads?|GPU \\d+), PyTorch \\d\\S+, DJL 0\\.35\\.1");
  }
}
