package generative.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Dataset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows that stay on the device, with or without labels.
 *
 * <p>{@link #first} and {@link #range(int, int)} are views of the same memory, made once and handed
 * out again, so that a cell can be run again; at most 1,000 are kept for one set of rows. They live
 * as long as the manager of the rows; leave them open for others. Views for a loop come from {@link
 * #range(NDManager, int, int)} and end with the scope they are given. Safe to share between threads
 * as long as nobody writes into the arrays.
 */
public final class Examples {

  private static final int VIEWS = 1_000;
  private static final String BEYOND =
      "1,000 ranges of these rows are kept already, each as long as the rows themselves; cut more by"
          + " range(scope, from, to), which end with their scope";

  /** Rows from and to, each of that shape. */
  private record Range(int from, int to, Shape row) {}

  private final NDArray data;
  private final NDArray labels;
  private final int size;
  private final Shape row;
  private final Examples whole;
  private final int start;
  private final Kept<Range, Examples> views;

  private Examples(NDArray data, NDArray labels) {
    this(data, labels, null, 0, new Kept<>(VIEWS, Examples::isClosed, BEYOND));
  }

  /** Rows from {@code start} on of the whole, or the whole itself if there is none. */
  private Examples(
      NDArray data, NDArray labels, Examples whole, int start, Kept<Range, Examples> views) {
    this.data = data;
    this.labels = labels;
    this.size = Math.toIntExact(data.getShape().get(0));
    this.row = data.getShape().slice(1);
    this.whole = whole == null ? this : whole;
    this.start = start;
    this.views = views;
  }

  /**
   * Takes arrays as they are, without a copy; they remain their owner's, who closes them.
   *
   * @param data {@code [n, d]} or of more dimensions, such as {@code [n, c, h, w]}; float32, as the
   *     networks' weights are
   * @param labels {@code [n]} int64, or null
   * @throws IllegalArgumentException if a shape or a type is another, or an array is closed
   */
  public static Examples of(NDArray data, NDArray labels) {
    Given.array(data, "the data");
    Given.rows(data);
    if (labels != null) {
      Given.array(labels, "the labels");
      Given.labels(labels, new Shape(data.getShape().get(0)));
    }
    return new Examples(data, labels);
  }

  /**
   * Copies a DJL dataset onto the device: of each batch the first array, as float32, and the first
   * label array, if it holds one number for each row, which must be whole.
   *
   * @param manager becomes the owner
   * @throws IllegalArgumentException if it can't be read, or holds no row
   */
  public static Examples of(NDManager manager, Dataset dataset) {
    Given.manager(manager, "the manager");
    return Resident.of(manager, Objects.requireNonNull(dataset, "dataset"));
  }

  /**
   * Returns the rows, {@code [n, d]}, or {@code [n, c, h, w]} if they were {@link #shaped} so.
   *
   * @throws IllegalStateException if they were closed
   */
  public NDArray data() {
    return open(data);
  }

  /**
   * Returns the labels, {@code [n]} int64, or null if there are none.
   *
   * @throws IllegalStateException if they were closed
   */
  public NDArray labels() {
    return labels == null ? null : open(labels);
  }

  /** Returns the number of rows. */
  public int size() {
    return size;
  }

  /**
   * Returns the same rows in another shape, views of the same memory: {@code shaped(1, 28, 28)}
   * gives MNIST's {@code [n, 784]} as {@code [n, 1, 28, 28]}, and {@code shaped(784)} gives them
   * back. Like ranges, they are kept and handed out again.
   *
   * @param row the sizes of one row's dimensions
   * @throws IllegalArgumentException if their product isn't the number of a row's values
   * @throws IllegalStateException if 1,000 other views of these rows are kept, or they were closed
   */
  public Examples shaped(long... row) {
    Objects.requireNonNull(row, "the row's shape is null; give its sizes, such as 1, 28, 28");
    Given.shape(row, this.row);
    Shape shape = new Shape(row);
    if (shape.equals(this.row)) {
      return this;
    }
    Examples all = views.get(new Range(0, whole.size, shape), 1, () -> whole.reshaped(shape));
    return all.range(start, start + size());
  }

  private Examples reshaped(Shape shape) {
    NDArray rows = data().reshape(new Shape(size).addAll(shape));
    NDScope.unregister(rows);
    return new Examples(rows, labels(), null, 0, views);
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
   * @throws IllegalStateException if 1,000 other ranges of these rows are kept, or they were closed
   */
  public Examples range(int from, int to) {
    Range rows = rows(from, to);
    return views.get(
        rows, 1, () -> whole.view(whole.data().getManager(), rows, NDScope::unregister));
  }

  /**
   * Returns the rows {@code from} to {@code to - 1}, counted from 0, and keeps nothing.
   *
   * @param scope becomes the owner of the views
   * @throws IllegalArgumentException if a row does not exist, or the scope is closed
   * @throws IllegalStateException if the rows were closed
   */
  public Examples range(NDManager scope, int from, int to) {
    Given.manager(scope, "the scope");
    return whole.view(scope, rows(from, to), view -> {});
  }

  private Range rows(int from, int to) {
    if (from < 0 || to < from || to > size) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no range %,d to %,d; of %,d rows the first is 0, and the end is not included",
              from,
              to,
              size));
    }
    return new Range(start + from, start + to, row);
  }

  /**
   * Returns a data set for DJL's own training loop, its labels the classes.
   *
   * @throws IllegalStateException if there are no labels, or the rows were closed
   * @throws IllegalArgumentException if the batch size is below 1
   */
  public ArrayDataset dataset(int batchSize, boolean shuffle) {
    if (labels == null) {
      throw new IllegalStateException(
          "these examples have no labels; use reconstruction(batchSize, shuffle)");
    }
    return dataset(labels(), batchSize, shuffle);
  }

  /**
   * Returns a data set for DJL's own training loop, its labels the rows themselves.
   *
   * @throws IllegalStateException if the rows were closed
   * @throws IllegalArgumentException if the batch size is below 1
   */
  public ArrayDataset reconstruction(int batchSize, boolean shuffle) {
    return dataset(data(), batchSize, shuffle);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d examples of %s numbers %s",
        size,
        Arrays.stream(row.getShape())
            .mapToObj(d -> String.format(Locale.ROOT, "%,d", d))
            .collect(Collectors.joining(" × ")),
        isClosed() ? "that were closed" : "on " + data.getDevice());
  }

  /** Returns whether an array was closed, by itself or with its manager. */
  boolean isClosed() {
    return data.isReleased() || labels != null && labels.isReleased();
  }

  private NDArray open(NDArray array) {
    if (array.isReleased()) {
      throw new IllegalStateException(
          "these examples were closed, by themselves or with their manager; load or cut them again");
    }
    return array;
  }

  private ArrayDataset dataset(NDArray target, int batchSize, boolean shuffle) {
    Minibatches.checkSize(batchSize);
    return new ArrayDataset.Builder()
        .setData(data())
        .optLabels(target)
        .setSampling(batchSize, shuffle)
        .build();
  }

  private Examples view(NDManager owner, Range rows, Consumer<NDArray> made) {
    NDIndex slice = new NDIndex().addSliceDim(rows.from(), rows.to());
    NDArray some = data().get(owner, slice);
    NDArray theirs = labels() == null ? null : labels.get(owner, slice);
    Stream.of(some, theirs).filter(Objects::nonNull).forEach(made);
    return new Examples(some, theirs, this, rows.from(), views);
  }
}
