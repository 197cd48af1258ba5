package generative.data;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.translate.TranslateException;
import generative.tensor.Interruption;
import generative.tensor.Require;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Brings data onto the device, where steps find it at once. */
final class Resident {

  private static final long SEED = 42;

  private Resident() {}

  /**
   * Images as {@code [n, channels * rows * columns]}, float32 from 0 to 1; they outlive an {@link
   * NDScope} that is open now.
   */
  static Examples of(NDManager manager, LabeledImages images) {
    int count = images.count();
    List<Integer> order = order(images);
    try (NDArray bytes =
            manager.create(
                ordered(images.pixels(), order),
                new Shape(count, images.pixels().length / count),
                DataType.UINT8);
        NDArray byteLabels =
            manager.create(ordered(images.labels(), order), new Shape(count), DataType.UINT8);
        NDArray white = manager.full(new Shape(), 255f)) {
      NDArray data = bytes.toType(DataType.FLOAT32, true).divi(white);
      NDArray labels = byteLabels.toType(DataType.INT64, true);
      NDScope.unregister(data, labels);
      return Examples.of(data, labels);
    }
  }

  /** A part of images that stand class by class would lack classes. */
  private static List<Integer> order(LabeledImages images) {
    int count = images.count();
    List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    long classes = order.stream().map(images::label).distinct().count();
    long changes =
        IntStream.range(1, count).filter(i -> images.label(i) != images.label(i - 1)).count();
    if (changes < classes && classes < count) {
      Collections.shuffle(order, new Random(SEED));
    }
    return order;
  }

  private static ByteBuffer ordered(byte[] values, List<Integer> order) {
    int size = values.length / order.size();
    ByteBuffer ordered = ByteBuffer.allocateDirect(values.length);
    order.forEach(i -> ordered.put(values, i * size, size));
    return ordered.rewind();
  }

  /** What a DJL dataset gives in one pass, likewise. */
  static Examples of(NDManager manager, Dataset dataset) {
    List<NDArray> rows = new ArrayList<>();
    List<NDArray> classes = new ArrayList<>();
    try (NDManager passing = manager.newSubManager()) {
      dataset.prepare();
      for (Batch batch : dataset.getData(passing)) {
        try (batch) {
          Interruption.check();
          add(batch, rows, classes, passing);
        }
      }
      if (rows.isEmpty()) {
        throw new IllegalArgumentException("the dataset gives no batch; give one with rows");
      }
      NDArray data = joined(rows);
      NDArray labels = classes.size() == rows.size() ? joined(classes) : null;
      Examples examples = Examples.of(data, labels);
      for (NDArray array : labels == null ? List.of(data) : List.of(data, labels)) {
        array.attach(manager);
        NDScope.unregister(array);
      }
      return examples;
    } catch (IOException | TranslateException e) {
      throw new IllegalArgumentException(
          "the dataset can't be read: " + e.getMessage() + "; mend that and read it again", e);
    }
  }

  private static void add(
      Batch batch, List<NDArray> rows, List<NDArray> classes, NDManager passing) {
    NDArray data = batch.getData().head().toType(DataType.FLOAT32, true);
    data.attach(passing);
    rows.add(data);
    NDArray label = batch.getLabels().isEmpty() ? null : batch.getLabels().head();
    if (label != null && label.size() == data.getShape().get(0)) {
      NDArray whole = label.reshape(-1).toType(DataType.INT64, true);
      NDArray same = whole.toType(label.getDataType(), true).eq(label.reshape(-1)).all();
      if (!same.toDevice(Device.cpu(), true).getBoolean()) {
        throw new IllegalArgumentException(
            "the dataset's labels are "
                + Require.type(label)
                + " and not whole, so no classes; give a dataset without them");
      }
      whole.attach(passing);
      classes.add(whole);
    }
  }

  private static NDArray joined(List<NDArray> parts) {
    return NDArrays.concat(new NDList(parts));
  }
}
