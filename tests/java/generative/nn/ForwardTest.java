package generative.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.Dropout;
import generative.data.Compute;
import org.junit.jupiter.api.Test;

class ForwardTest {

  @Test
  void dropsUnitsInTrainingAndNotInUse() {
    try (NDManager manager = Compute.newManager()) {
      Dropout half = Dropout.builder().optRate(0.5f).build();
      half.initialize(manager, DataType.FLOAT32, new Shape(1, 1000));
      NDArray ones = manager.ones(new Shape(1, 1000));
      assertThat(Forward.forward(half, ones).toFloatArray()).containsOnly(1);
      float[] dropped = Forward.whileTraining(() -> Forward.forward(half, ones)).toFloatArray();
      assertThat(dropped).contains(0).contains(2);
      assertThat(Forward.forward(half, ones).toFloatArray()).containsOnly(1);
    }
  }
}
