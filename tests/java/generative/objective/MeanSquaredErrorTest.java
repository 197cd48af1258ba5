package generative.objective;

import static generative.objective.MeanSquaredError.meanSquaredError;
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

class MeanSquaredErrorTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void isTheMeanOfTheSquaredDifferencesOfEachExample() {
    NDArray prediction = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
    NDArray target = manager.create(new float[] {1, 0, 0, 0}, new Shape(2, 2));
    assertThat(meanSquaredError(prediction, target).toFloatArray()).containsExactly(2f, 12.5f);
  }

  @Test
  void isTheBatchsMeanInAStockTrainer() {
    NDArray prediction = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
    NDArray target = manager.create(new float[] {1, 0, 0, 0}, new Shape(2, 2));
    NDArray loss = new MeanSquaredError().evaluate(new NDList(target), new NDList(prediction));
    assertThat(loss.isScalar()).isTrue();
    assertThat(loss.getFloat()).isEqualTo(7.25f);
  }

  @Test
  void hasTheGradientThatFiniteDifferencesHave() {
    NDArray target = manager.randomUniform(0, 1, new Shape(3, 5), DataType.FLOAT64);
    NDArray x = manager.randomNormal(0, 1, new Shape(3, 5), DataType.FLOAT64);
    assertThat(FiniteDifferences.engine(x, p -> meanSquaredError(p, target).sum()))
        .containsExactly(
            FiniteDifferences.differences(x, p -> meanSquaredError(p, target).sum()), within(1e-8));
  }

  @Test
  void leavesNothingBehindButItsResult() {
    NDArray x = manager.ones(new Shape(3, 4));
    meanSquaredError(x, x);
    CrossEntropy.crossEntropy(x, x);
    assertThat(manager.getManagedArrays()).hasSize(3);
  }

  @Test
  void namesShapesThatDiffer() {
    assertThatThrownBy(
            () -> meanSquaredError(manager.ones(new Shape(2, 3)), manager.ones(new Shape(2, 4))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the prediction has shape (2, 3), the target (2, 4); they must agree");
  }

  @Test
  void refusesArraysWithoutFeatures() {
    assertThatThrownBy(
            () -> meanSquaredError(manager.ones(new Shape(2)), manager.ones(new Shape(2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shape (2) has no features; give [n, features]");
    NDArray empty = manager.create(new Shape(2, 0));
    assertThatThrownBy(() -> meanSquaredError(empty, empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shape (2, 0) has no features; give [n, features]");
  }

  @Test
  void namesAnotherNumberOfArrays() {
    NDList one = new NDList(manager.ones(new Shape(2, 3)));
    assertThatThrownBy(() -> new MeanSquaredError().evaluate(new NDList(), one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the labels are 0 arrays; give one");
  }
}
