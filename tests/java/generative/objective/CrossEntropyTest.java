package generative.objective;

import static generative.objective.CrossEntropy.crossEntropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** At logit 0 the decoder says one half, and is surprised by ln 2 nats whatever the pixel is. */
  @Test
  void isLogTwoAPixelForADecoderThatKnowsNothing() {
    NDArray target = manager.randomUniform(0, 1, new Shape(4, 784));
    NDArray loss = crossEntropy(manager.zeros(new Shape(4, 784)), target);
    assertThat(loss.getShape()).isEqualTo(new Shape(4));
    for (float nats : loss.toFloatArray()) {
      assertThat(nats).isCloseTo((float) (784 * Math.log(2)), within(1e-3f));
    }
  }

  @Test
  void isTheDefinitionWhereThatIsFinite() {
    NDArray logits = manager.create(new double[] {-3, -0.5, 0.25, 2}, new Shape(1, 4));
    NDArray target = manager.create(new double[] {0, 0.3, 1, 0.9}, new Shape(1, 4));
    double expected = 0;
    for (int i = 0; i < 4; i++) {
      double p = 1 / (1 + Math.exp(-logits.toDoubleArray()[i]));
      double x = target.toDoubleArray()[i];
      expected -= x * Math.log(p) + (1 - x) * Math.log(1 - p);
    }
    assertThat(crossEntropy(logits, target).toDoubleArray()[0]).isCloseTo(expected, within(1e-12));
  }

  @Test
  void staysFiniteForExtremeLogits() {
    NDArray logits = manager.create(new float[] {-1e4f, 1e4f}, new Shape(1, 2));
    NDArray wrong = manager.create(new float[] {1, 0}, new Shape(1, 2));
    assertThat(crossEntropy(logits, wrong).toFloatArray()[0]).isEqualTo(2e4f);
    NDArray right = manager.create(new float[] {0, 1}, new Shape(1, 2));
    assertThat(crossEntropy(logits, right).toFloatArray()[0]).isZero();
  }

  /** Limits of log(1 + e^l) − x l. */
  @Test
  void isZeroOrInfiniteForInfiniteLogits() {
    float infinity = Float.POSITIVE_INFINITY;
    float[] logits = {infinity, infinity, infinity, -infinity, -infinity, 0};
    float[] target = {1, 0, 0.5f, 0, 1, 0.5f};
    NDArray nats = crossEntropy(column(logits), column(target));
    assertThat(nats.toFloatArray())
        .containsExactly(
            new float[] {0, infinity, infinity, 0, infinity, (float) Math.log(2)}, within(1e-6f));
    NDArray certain = manager.create(new float[] {infinity, 0.5f, -infinity, 2}, new Shape(2, 2));
    NDArray right = manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 2));
    assertThat(crossEntropy(certain, right).toFloatArray())
        .containsExactly(
            new float[] {(float) Math.log1p(Math.exp(0.5)), (float) Math.log1p(Math.exp(-2))},
            within(1e-6f));
  }

  @Test
  void isNotANumberForLogitsThatAreNone() {
    NDArray nats = crossEntropy(column(Float.NaN, 0), column(1, 1));
    assertThat(nats.toFloatArray()).containsExactly(new float[] {Float.NaN, (float) Math.log(2)});
  }

  @Test
  void namesTargetsThatAreNoProbabilities() {
    assertThatThrownBy(() -> crossEntropy(column(1, 2, 3), column(0, 51, 255)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the target's numbers reach from 0.0 to 255.0; cross-entropy takes those in [0, 1], so"
                + " divide pixels of 0 to 255 by 255");
    assertThatThrownBy(() -> crossEntropy(column(1, 2), column(0, -0.5f)))
        .hasMessageStartingWith("the target's numbers reach from -0.5 to 0.0;");
    assertThatThrownBy(() -> crossEntropy(column(1, 2), column(0, Float.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the target holds NaN, which is no number; look for it where the data is made");
  }

  @Test
  void forgivesWhatRoundingLeaves() {
    float above = Math.nextUp(1f);
    assertThat(crossEntropy(column(0), column(above)).getFloat(0))
        .isCloseTo((float) Math.log(2), within(1e-6f));
  }

  @Test
  void ofNoExamplesIsNothing() {
    NDArray none = manager.create(new Shape(0, 3));
    assertThat(crossEntropy(none, none).getShape()).isEqualTo(new Shape(0));
  }

  @Test
  void namesClosedArraysAndIntegers() {
    NDArray closed = column(1);
    closed.close();
    assertThatThrownBy(() -> crossEntropy(column(1), closed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the target is closed, by itself or with its manager; close arrays after their last use");
    assertThatThrownBy(() -> crossEntropy(column(1), column(1).toType(DataType.INT32, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the target is int32; give floating-point numbers, by toType(DataType.FLOAT32, false)");
    assertThatThrownBy(() -> crossEntropy(null, closed))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the prediction");
  }

  @Test
  void leavesNothingBehindButItsResult() {
    NDArray logits = column(Float.POSITIVE_INFINITY, 1);
    NDArray target = column(1, 0);
    crossEntropy(logits, target).close();
    crossEntropy(target, target).close();
    assertThat(manager.getManagedArrays()).hasSize(2);
  }

  private NDArray column(float... values) {
    return manager.create(values, new Shape(values.length, 1));
  }

  @Test
  void hasTheGradientThatFiniteDifferencesHave() {
    NDArray target = manager.randomUniform(0, 1, new Shape(3, 5), DataType.FLOAT64);
    NDArray x = manager.randomNormal(0, 2, new Shape(3, 5), DataType.FLOAT64);
    assertThat(FiniteDifferences.engine(x, l -> crossEntropy(l, target).sum()))
        .containsExactly(
            FiniteDifferences.differences(x, l -> crossEntropy(l, target).sum()), within(1e-8));
  }

  @Test
  void isTheBatchsMeanInAStockTrainer() {
    NDArray zero = manager.zeros(new Shape(3, 2));
    NDArray loss = new CrossEntropy().evaluate(new NDList(zero), new NDList(zero));
    assertThat(loss.isScalar()).isTrue();
    assertThat(loss.getFloat()).isCloseTo((float) (2 * Math.log(2)), within(1e-6f));
  }
}
