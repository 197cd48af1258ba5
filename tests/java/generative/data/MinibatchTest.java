package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MinibatchTest {

  private static final NDManager MANAGER = Compute.newManager();

  @Test
  void aMinibatchIsEqualToItselfAlone() {
    try (NDManager manager = MANAGER.newSubManager();
        NDManager other = MANAGER.newSubManager()) {
      NDArray data = manager.ones(new Shape(2, 1));
      NDArray labels = manager.ones(new Shape(2), DataType.INT64);
      Minibatch batch = new Minibatch(manager, data, labels);
      Minibatch same = new Minibatch(manager, data, labels);
      assertThat(batch).isEqualTo(same).hasSameHashCodeAs(same);
      assertThat(batch)
          .isNotEqualTo(new Minibatch(other, data, labels))
          .isNotEqualTo(new Minibatch(manager, data.duplicate(), labels))
          .isNotEqualTo(new Minibatch(manager, data, labels.duplicate()))
          .isNotEqualTo("batch");
      assertThat(batch.hashCode())
          .isNotEqualTo(new Minibatch(manager, data.duplicate(), labels).hashCode());
      refused(
          () -> new Minibatch(null, data, null),
          "the manager: null where an open manager is expected");
      refused(
          () -> new Minibatch(manager, null, null),
          "the data: null where an open array is expected");
      labels.close();
      assertThatThrownBy(() -> new Minibatch(manager, data, labels))
          .hasMessageStartingWith("the labels: what was closed");
    }
  }

  private static void refused(ThrowingCallable use, String message) {
    assertThatThrownBy(use).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
