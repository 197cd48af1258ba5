package generative.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import org.junit.jupiter.api.Test;

class StrangeLabelsTest {

  @Test
  void theCriticsLabelsAreOneAndZero() {
    try (NDManager manager = Compute.newManager()) {
      NDList values = new NDList(manager.create(new float[] {3, 5, 1, 1}));
      NDList good = new NDList(manager.create(new float[] {1, 1, 0, 0}));
      assertThat(Wasserstein.criticLoss().evaluate(good, values).getFloat()).isEqualTo(-3);
      NDList signs = new NDList(manager.create(new float[] {1, 1, -1, -1}));
      assertThatThrownBy(() -> Wasserstein.criticLoss().evaluate(signs, values))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a label is neither 1, for a real example, nor 0");
    }
  }

  @Test
  void thePenaltyLeavesNothingBehindOutsideAStep() {
    try (NDManager manager = Compute.newManager()) {
      NDArray x = manager.ones(new Shape(8, 4));
      int before = manager.getManagedArrays().size();
      for (int i = 0; i < 5; i++) {
        GradientPenalty.gradientPenalty(y -> y.sum(new int[] {1}), x, x, 10).close();
      }
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }
}
