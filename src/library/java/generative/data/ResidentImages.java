package generative.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Brings images onto the device, {@code [n, channels * rows * columns]} float32 from 0 to 1. */
final class ResidentImages {

  private static final long SEED = 42;

  private ResidentImages() {}

  /** Its arrays outlive an {@link NDScope} that is open now. */
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
}
