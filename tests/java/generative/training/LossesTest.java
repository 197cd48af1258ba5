package generative.training;

import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LossesTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void areAveragedAndSummedAndReportsAreNot() {
    Losses losses =
        losses("a", manager.create(new float[] {1, 3}), "b", manager.full(new Shape(), 10f))
            .and("c", manager.full(new Shape(1), 100f))
            .report("d", manager.create(new float[] {7, 9}));
    Map<String, NDArray> means = losses.means();
    assertThat(means.keySet()).containsExactly("a", "b", "c", "d");
    assertThat(means.get("d").getFloat()).isEqualTo(8);
    assertThat(losses.total(means).getFloat()).isEqualTo(112);
  }

  @Test
  void refuseAMatrix() {
    assertThatThrownBy(() -> losses("error", manager.ones(new Shape(150, 784))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "error has shape (150, 784); give one number an example, [n], or one for the batch");
  }

  @Test
  void refuseWhatHoldsNothing() {
    assertThatThrownBy(() -> losses("error", manager.ones(new Shape(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("error holds no number; give one an example, [n], or one for the batch");
  }

  @Test
  void refuseANameTwice() {
    NDArray one = manager.ones(new Shape());
    assertThatThrownBy(() -> losses("error", one).report("error", one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("error is named twice; give each figure its own name");
  }
}
