package generative.objective;

import static generative.objective.CrossEntropy.crossEntropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.data.Compute;
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
    assertThat(loss.getFloat()).isCloseTo((float) (2 * Math.log(2)), within(1e-6f));
  }
}
