package generative.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WalkTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void itIsStraightAndEndsWhereItShould() {
    NDArray from = manager.create(new float[] {0.1f, -2}, new Shape(1, 2));
    NDArray to = manager.create(new float[] {0.7f, 6});
    NDArray walk = Walk.between(from, to, 5);
    assertThat(walk.getShape()).isEqualTo(new Shape(5, 2));
    assertThat(walk.get(":, 0").toFloatArray()).startsWith(0.1f).endsWith(0.7f);
    assertThat(walk.get(":, 1").toFloatArray()).containsExactly(-2, 0, 2, 4, 6);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    NDArray two = manager.zeros(new Shape(2));
    assertThatThrownBy(() -> Walk.between(two, two, 1))
        .hasMessage("a walk of 1 steps; it needs at least 2, its ends");
    assertThatThrownBy(() -> Walk.between(two, manager.zeros(new Shape(3)), 4))
        .hasMessage("the walk leads from 2 codings to 3; both ends need the same number");
    assertThatThrownBy(() -> Walk.between(two, manager.zeros(new Shape(3, 2)), 4))
        .hasMessage("to has shape [3, 2]; one coding, [1, c] or [c], is needed");
  }
}
