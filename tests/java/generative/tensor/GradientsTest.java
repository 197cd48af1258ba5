package generative.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientsTest {

  @Test
  void namesALossThatIsNotOneNumber() {
    try (NDManager manager = Compute.newManager();
        TensorList weights = TensorList.of(List.of(manager.ones(new Shape(2))))) {
      assertThatThrownBy(() -> Gradients.of(manager.ones(new Shape(4)), weights))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the loss has shape (4); one number is needed");
    }
  }

  @Test
  void areValuesAndLeaveNothingInTheWeights() {
    try (NDManager manager = Compute.newManager()) {
      NDArray a = manager.create(new float[] {1, 2, 3});
      NDArray b = manager.create(new float[] {4, 5, 6});
      a.setRequiresGradient(true);
      b.setRequiresGradient(true);
      NDArray untouched = a.getGradient();
      try (GradientCollector collector = Engine.getInstance().newGradientCollector();
          TensorList weights = TensorList.of(List.of(a, b));
          TensorList gradients = Gradients.of(a.square().mul(b).sum(), weights)) {
        NDList found = gradients.arrays(manager);
        assertThat(found.get(0).toFloatArray()).containsExactly(8, 20, 36);
        assertThat(found.get(1).toFloatArray()).containsExactly(1, 4, 9);
      }
      assertThat(untouched.toFloatArray()).containsOnly(0);
    }
  }
}
