package generative.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import org.junit.jupiter.api.Test;

/** A mean over no examples is no number, and no loss says NaN instead. */
class EmptyBatchTest {

  @Test
  void aLossOfNoExamplesGetsASentence() {
    try (NDManager manager = Compute.newManager()) {
      NDArray none = manager.ones(new Shape(0, 2));
      NDList one = new NDList(none);
      String sentence = "the predictions are of no example, and have no mean; give at least one";
      assertThatThrownBy(() -> new MeanSquaredError().evaluate(one, one)).hasMessage(sentence);
      assertThatThrownBy(() -> new CrossEntropy().evaluate(one, one)).hasMessage(sentence);
      assertThatThrownBy(() -> new EvidenceLowerBound().evaluate(one, new NDList(none, none, none)))
          .hasMessage(sentence);
      assertThat(MeanSquaredError.meanSquaredError(none, none).getShape()).isEqualTo(new Shape(0));
    }
  }
}
