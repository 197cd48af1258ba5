package generative.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rows that stay on the device, with or without labels.
 *
 * <p>{@link #first} and {@link #range} are views of the same memory, made once and handed out
 * again. They live as long as the manager of the rows they were cut from; do not close them. Safe
 * to share between threads as long as nobody writes into the arrays.
 */
public final class Examples {

  private record Range(int from, int to) {}

  private final NDArray data;
  private final NDArray labels;
  private final int size;
  private final Map<Range, Examples> views = new ConcurrentHashMap<>();

  private Examples(NDArray data, NDArray labels) {
    this.data = data;
    this.labels = labels;
    this.size = Math.toIntExact(data.getShape().get(0));
  }

  /**
   * Takes arrays as they are, without a copy; they remain their owner's, who closes them.
   *
   * @param data {@code [n, d]}, floating point
   * @param labels {@code [n]} int64, or null
   * @throws IllegalArgumentException if a shape or a type is another
   */
  public static Examples of(NDArray data, NDArray labels) {
    if (data.getShape().dimension() != 2 || !data.getDataType().isFloating()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the data is %s %s; floating point [n, d] is expected",
              data.getDataType(),
              data.getShape()));
    }
    Shape one = new Shape(data.getShape().get(0));
    if (labels != null
        && !(labels.getDataType() == DataType.INT64 && labels.getShape().equals(one))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the labels are %s %s; int64 %s is expected, one for each row",
              labels.getDataType(),
              labels.getShape(),
              one));
    }
    return new Examples(data, labels);
  }

  /** Returns the rows, {@code [n, d]}. */
  public NDArray data() {
    return data;
  }

  /** Returns the labels, {@code [n]} int64, or null if there are none. */
  public NDArray labels() {
    return labels;
  }

  /** Returns the number of rows. */
  public int size() {
    return size;
  }

  /**
   * Returns the first rows, all of them if there are fewer.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public Examples first(int n) {
    return range(0, Math.min(n, size));
  }

  /**
   * Returns the rows {@code from} to {@code to - 1}, counted from 0.
   *
   * @throws IllegalArgumentException if a row does not exist
   */
  public Examples range(int from, int to) {
    if (from < 0 || to < from || to > size) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no range %,d to %,d; of %,d rows the first is 0, and the end is not included",
              from,
              to,
              size));
    }
    return views.computeIfAbsent(
        new Range(from, to), r -> new Examples(view(data, r), view(labels, r)));
  }

  /**
   * Returns a data set for DJL's own training loop, its labels the classes.
   *
   * @throws IllegalStateException if there are no labels
   */
  public ArrayDataset dataset(int batchSize, boolean shuffle) {
    if (labels == null) {
      throw new IllegalStateException(
          "these examples have no labels; use reconstruction(batchSize, shuffle)");
    }
    return dataset(labels, batchSize, shuffle);
  }

  /** Returns a data set for DJL's own training loop, its labels the rows themselves. */
  public ArrayDataset reconstruction(int batchSize, boolean shuffle) {
    return dataset(data, batchSize, shuffle);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d examples of %,d numbers on %s",
        size,
        data.getShape().get(1),
        data.getDevice());
  }

  private ArrayDataset dataset(NDArray target, int batchSize, boolean shuffle) {
    return new ArrayDataset.Builder()
        .setData(data)
        .optLabels(target)
        .setSampling(batchSize, shuffle)
        .build();
  }

  /** The view belongs to the array's manager and outlives an {@link NDScope} that is open now. */
  private static NDArray view(NDArray array, Range rows) {
    if (array == null) {
      return null;
    }
    NDArray view = array.get(array.getManager(), new NDIndex().addSliceDim(rows.from(), rows.to()));
    NDScope.unregister(view);
    return view;
  }
}
