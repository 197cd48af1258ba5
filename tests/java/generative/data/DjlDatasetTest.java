package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.dataset.RandomAccessDataset;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dataset of DJL's that gives a batch when it is asked for one. */
class DjlDatasetTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void free() {
    manager.close();
  }

  private static RandomAccessDataset dataset(NDManager theirs, DataType labels) {
    return new ArrayDataset.Builder()
        .setData(theirs.arange(42f).reshape(14, 3))
        .optLabels(theirs.arange(14).toType(labels, false))
        .setSampling(4, false)
        .build();
  }

  @Test
  void comesOntoTheDeviceInItsOrder() {
    Examples examples;
    try (NDManager theirs = Compute.newManager()) {
      examples = Examples.of(manager, dataset(theirs, DataType.INT32));
    }
    assertThat(examples.data().getShape()).isEqualTo(new Shape(14, 3));
    assertThat(examples.data().toFloatArray()).startsWith(0, 1, 2, 3).endsWith(40, 41);
    assertThat(examples.labels().toLongArray()).startsWith(0, 1, 2).endsWith(12, 13).hasSize(14);
    assertThat(examples.range(12, 14).data().toFloatArray())
        .containsExactly(36, 37, 38, 39, 40, 41);
  }

  @Test
  void wholeLabelsOfAnyTypeAreClasses() {
    try (NDManager theirs = Compute.newManager()) {
      assertThat(Examples.of(manager, dataset(theirs, DataType.FLOAT32)).labels().toLongArray())
          .startsWith(0, 1, 2)
          .hasSize(14);
    }
  }

  @Test
  void labelsThatAreNoClassesAreRefused() {
    try (NDManager theirs = Compute.newManager()) {
      Dataset halves =
          new ArrayDataset.Builder()
              .setData(theirs.ones(new Shape(4, 3)))
              .optLabels(theirs.create(new float[] {0, 0.5f, 1, 2}))
              .setSampling(2, false)
              .build();
      assertThatThrownBy(() -> Examples.of(manager, halves))
          .hasMessageStartingWith("the dataset's labels are float32 and not whole");
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> Examples.of(manager, (Dataset) null)).hasMessage("dataset");
    try (NDManager theirs = Compute.newManager()) {
      Dataset flat =
          new ArrayDataset.Builder().setData(theirs.arange(4f)).setSampling(2, false).build();
      assertThatThrownBy(() -> Examples.of(manager, flat))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the data is float32 (4)");
    }
  }
}
