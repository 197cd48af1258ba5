package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
import generative.tensor.Compute;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
  void saysThatItsArraysWereClosed() {
    Examples range = examples.range(3, 5);
    data.close();
    assertThat(examples.labels()).isSameAs(labels);
    manager.close();
    assertThat(examples).hasToString("10 examples of 2 numbers that were closed");
    for (ThrowingCallable use :
        List.<ThrowingCallable>of(
            range::data,
            range::labels,
            examples::data,
            () -> examples.range(1, 2),
            () -> examples.first(2),
            () -> examples.dataset(1, false),
            () -> examples.reconstruction(1, false))) {
      assertThatThrownBy(use)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "these examples were closed, by themselves or with their manager; load or cut them"
                  + " again");
    }
  }

  @Test
  void refusesClosedArraysAndNull() {
    String closed =
        ": what was closed already, by itself or with its manager, where an open array is expected";
    refused(null, labels, "the data: null where an open array is expected");
    labels.close();
    refused(data, labels, "the labels" + closed);
    data.close();
    refused(data, null, "the data" + closed);
  }

  @Test
  void refusesABatchSizeThatGivesNone() {
    for (int size : new int[] {0, -1}) {
      assertThatThrownBy(() -> examples.dataset(size, true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a minibatch of %s rows is not to be had; it takes at least 1", size);
      assertThatThrownBy(() -> examples.reconstruction(size, true))
          .isInstanceOf(IllegalArgumentException.class);
    }
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
    String shape = "; float32 [n, d] or [n, c, h, w] is expected, as data.reshape(n, d) makes it";
    refused(labels, null, "the data is int64 (10)" + shape);
    refused(data.flatten(), null, "the data is float32 (20)" + shape);
    refused(manager.zeros(new Shape(10, 0)), null, "the data is float32 (10, 0)" + shape);
    refused(manager.zeros(new Shape(2, 1, 0)), null, "the data is float32 (2, 1, 0)" + shape);
    for (DataType type : List.of(DataType.FLOAT64, DataType.FLOAT16, DataType.INT32)) {
      refused(
          data.toType(type, true),
          null,
          "the data is "
              + type.name().toLowerCase(Locale.ROOT)
              + " (10, 2); float32 [n, d] or [n, c, h, w] is expected, as"
              + " data.toType(DataType.FLOAT32, false) makes it");
    }
    refused(
        manager.zeros(new Shape(1, 1)).broadcast(new Shape(1L << 31, 1)),
        null,
        "the data has 2,147,483,648 rows; give at most 2,147,483,647");
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
