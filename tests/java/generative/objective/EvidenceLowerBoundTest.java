package generative.objective;

import static generative.objective.EvidenceLowerBound.evidenceLowerBound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvidenceLowerBoundTest {

  private final NDManager manager = Compute.newManager();
  private final NDArray logits = manager.zeros(new Shape(2, 3));
  private final NDArray target = manager.ones(new Shape(2, 3));
  private final NDArray mean = manager.full(new Shape(2, 4), 1f);
  private final NDArray gamma = manager.zeros(new Shape(2, 4));

  @AfterEach
  void close() {
    manager.close();
  }

  /** Three tossed pixels cost 3 log 2, four codings of mean 1 cost 4 · ½. */
  @Test
  void isTheNegativeSumOfBothLosses() {
    float expected = (float) -(3 * Math.log(2) + 2);
    assertThat(evidenceLowerBound(logits, target, mean, gamma).toFloatArray())
        .containsExactly(new float[] {expected, expected}, within(1e-6f));
  }

  @Test
  void weighsTheLatentLoss() {
    assertThat(loss(1)).isCloseTo((float) (3 * Math.log(2) + 2), within(1e-6f));
    assertThat(loss(0)).isCloseTo((float) (3 * Math.log(2)), within(1e-6f));
    assertThat(loss(10)).isCloseTo((float) (3 * Math.log(2) + 20), within(1e-5f));
  }

  private float loss(float beta) {
    return new EvidenceLowerBound(beta)
        .evaluate(new NDList(target), new NDList(logits, mean, gamma))
        .getFloat();
  }

  @Test
  void namesWhatItCanNotTake() {
    assertThatThrownBy(() -> new EvidenceLowerBound(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the latent loss's weight is -1.0; give a finite number from 0 up, such as 1");
    assertThatThrownBy(
            () -> new EvidenceLowerBound().evaluate(new NDList(target), new NDList(logits)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the network gave 1 arrays; logits, mean and log-variance are needed");
    assertThatThrownBy(() -> new EvidenceLowerBound(Float.NaN))
        .hasMessageContaining("weight is NaN");
    assertThatThrownBy(() -> new EvidenceLowerBound(Float.POSITIVE_INFINITY))
        .hasMessageContaining("weight is Infinity");
  }

  /** One row for the codings of two images would be broadcast. */
  @Test
  void namesNumbersOfExamplesThatDiffer() {
    NDArray one = mean.get("0:1");
    String words = "the logits are of 2 examples, the mean and gamma of 1; they must agree";
    assertThatThrownBy(() -> evidenceLowerBound(logits, target, one, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(words);
    assertThatThrownBy(
            () ->
                new EvidenceLowerBound().evaluate(new NDList(target), new NDList(logits, one, one)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(words);
  }

  @Test
  void leavesNothingBehindButItsResult() {
    evidenceLowerBound(logits, target, mean, gamma).close();
    loss(2);
    assertThat(manager.getManagedArrays()).hasSize(5);
  }
}
