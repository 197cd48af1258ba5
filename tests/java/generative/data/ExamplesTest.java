package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExamplesTest {

  private final NDManager manager = Compute.newManager();
  private final NDArray data = manager.arange(20f).reshape(10, 2);
  private final NDArray labels = manager.arange(0, 10, 1, DataType.INT64);
  private final Examples examples = Examples.of(data, labels);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void keepsTheArraysItWasGiven() {
    assertThat(examples.data()).isSameAs(data);
    assertThat(examples.labels()).isSameAs(labels);
    assertThat(examples.size()).isEqualTo(10);
    assertThat(examples).hasToString("10 examples of 2 numbers on " + data.getDevice());
  }

  @Test
  void rangesCountFromZeroWithoutTheEnd() {
    Examples range = examples.range(3, 5);
    assertThat(range.size()).isEqualTo(2);
    assertThat(range.data().getShape()).isEqualTo(new Shape(2, 2));
    assertThat(range.data().toFloatArray()).containsExactly(6, 7, 8, 9);
    assertThat(range.labels().toLongArray()).containsExactly(3, 4);
    assertThat(range.range(1, 2).labels().toLongArray()).containsExactly(4);
    assertThat(examples.range(10, 10).size()).isZero();
  }

  @Test
  void firstTakesAllWhereThereAreFewer() {
    assertThat(examples.first(3).labels().toLongArray()).containsExactly(0, 1, 2);
    assertThat(examples.first(11).size()).isEqualTo(10);
  }

  @Test
  void namesARangeThatDoesNotExist() {
    refused(-1, 3);
    refused(5, 4);
    refused(9, 11);
    assertThatThrownBy(() -> examples.first(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private void refused(int from, int to) {
    assertThatThrownBy(() -> examples.range(from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no range "
                + from
                + " to "
                + to
                + "; of 10 rows the first is 0, and the end is not included");
  }

  @Test
  void rangesAreViewsOfTheSameMemory() {
    Examples range = examples.range(3, 5);
    data.addi(100);
    assertThat(range.data().toFloatArray()).containsExactly(106, 107, 108, 109);
  }

  @Test
  void rangesAskedForAgainAndAgainDoNotLeak() {
    Examples first = examples.first(3);
    int before = manager.getManagedArrays().size();
    for (int i = 0; i < 100; i++) {
      assertThat(examples.first(3)).isSameAs(first);
      assertThat(examples.range(0, 3)).isSameAs(first);
    }
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void rangesSurviveAnOpenScopeAndEndWithTheirManager() {
    Examples range;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      range = examples.range(3, 5);
    }
    assertThat(range.data().toFloatArray()).containsExactly(6, 7, 8, 9);
    assertThat(range.labels().toLongArray()).containsExactly(3, 4);
    manager.close();
    assertThatThrownBy(() -> range.data().toFloatArray()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void doesWithoutLabels() {
    Examples unlabeled = Examples.of(data, null);
    assertThat(unlabeled.labels()).isNull();
    assertThat(unlabeled.range(3, 5).labels()).isNull();
    assertThatThrownBy(() -> unlabeled.dataset(5, false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("these examples have no labels; use reconstruction(batchSize, shuffle)");
  }

  @Test
  void saysWhatShapesAndTypesItTakes() {
    refused(labels, null, "the data is int64 (10); floating point [n, d] is expected");
    refused(data.flatten(), null, "the data is float32 (20); floating point [n, d] is expected");
    refused(
        data.toType(DataType.INT32, true),
        null,
        "the data is int32 (10, 2); floating point [n, d] is expected");
    String expected = "; int64 (10) is expected, one for each row";
    refused(data, manager.ones(new Shape(10)), "the labels are float32 (10)" + expected);
    refused(data, labels.get("1:"), "the labels are int64 (9)" + expected);
  }

  private static void refused(NDArray data, NDArray labels, String message) {
    assertThatThrownBy(() -> Examples.of(data, labels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void datasetPairsRowsWithClasses() throws Exception {
    for (Batch batch : examples.dataset(4, true).getData(manager)) {
      float[] rows = batch.getData().head().toFloatArray();
      long[] classes = batch.getLabels().head().toLongArray();
      for (int i = 0; i < classes.length; i++) {
        assertThat(rows[2 * i]).isEqualTo(2 * classes[i]);
      }
      batch.close();
    }
  }

  @Test
  void reconstructionPairsRowsWithThemselves() throws Exception {
    for (Batch batch : examples.reconstruction(5, false).getData(manager)) {
      assertThat(batch.getLabels().head()).isEqualTo(batch.getData().head());
      batch.close();
    }
  }

  /** The best linear map of the points onto themselves is the identity; DJL's own loop finds it. */
  @Test
  void servesStockDjlTraining() throws Exception {
    Examples small = Examples.of(manager.randomUniform(-1, 1, new Shape(50, 2)), null);
    TrainingConfig config =
        new DefaultTrainingConfig(Loss.l2Loss())
            .optDevices(new Device[] {Compute.device()})
            .optOptimizer(Adam.builder().optLearningRateTracker(Tracker.fixed(0.03f)).build());
    try (Model model = Model.newInstance("stock", Compute.device())) {
      model.setBlock(Linear.builder().setUnits(2).build());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(25, 2));
        EasyTrain.fit(trainer, 200, small.reconstruction(25, true), null);
        NDArray weight = model.getBlock().getParameters().valueAt(0).getArray();
        assertThat(weight.toFloatArray()).containsExactly(new float[] {1, 0, 0, 1}, within(0.01f));
      }
    }
  }
}
