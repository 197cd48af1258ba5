package generative.data;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Require;
import java.util.Locale;
import java.util.Objects;

/**
 * Divides examples into minibatches, in a seeded random order or in the order they stand in.
 *
 * <p>Rows are picked on the device; nothing is copied to Java. Not safe to share between threads.
 */
public final class Minibatches {

  private final Examples data;
  private final int batchSize;
  private final int perEpoch;
  private NDArray checkedOrder;

  /**
   * Divides the examples.
   *
   * @param keepPartial whether the last minibatch may be smaller; if not, the rows left over are
   *     dropped, in each epoch others when the order is random
   * @throws IllegalArgumentException if no minibatch can be had
   */
  public Minibatches(Examples data, int batchSize, boolean keepPartial) {
    Objects.requireNonNull(data, "the examples are null; give those to divide");
    checkSize(batchSize);
    if (data.size() == 0) {
      throw new IllegalArgumentException("there are 0 examples to divide; give at least 1");
    }
    if (data.size() < batchSize && !keepPartial) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a minibatch of %,d rows is not to be had from %,d; make it smaller or keep the partial one",
              batchSize,
              data.size()));
    }
    this.data = data;
    this.batchSize = batchSize;
    boolean partial = keepPartial && data.size() % batchSize > 0;
    this.perEpoch = data.size() / batchSize + (partial ? 1 : 0);
  }

  static void checkSize(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a minibatch of %,d rows is not to be had; it takes at least 1",
              batchSize));
    }
  }

  /** Returns the number of minibatches that an epoch takes. */
  public int perEpoch() {
    return perEpoch;
  }

  /**
   * Returns the number of rows in a minibatch.
   *
   * @param index from 0 to {@code perEpoch() - 1}
   * @throws IndexOutOfBoundsException if there is no such minibatch
   */
  public int size(int index) {
    requireMinibatch(index);
    return Math.min(batchSize, data.size() - index * batchSize);
  }

  /**
   * Returns a random order of all rows, {@code [n]} int64, in {@code manager}. The same seed on the
   * same kind of device gives the same order. Seeds the engine.
   *
   * @throws IllegalArgumentException if the manager is closed
   */
  public NDArray order(NDManager manager, long seed) {
    Given.manager(manager, "the manager");
    Engine.getInstance().setRandomSeed(Long.hashCode(seed));
    checkedOrder = manager.randomPermutation(data.size());
    return checkedOrder;
  }

  /**
   * Returns a minibatch of an epoch that takes the rows in the given order.
   *
   * @param scope becomes the owner of the arrays
   * @param order row numbers {@code [n]} int64, as {@link #order} makes them; not written into
   *     between two calls
   * @param index from 0 to {@code perEpoch() - 1}
   * @throws IllegalArgumentException if a row number does not exist, or the scope or the order is
   *     closed
   * @throws IllegalStateException if the examples were closed
   * @throws IndexOutOfBoundsException if there is no such minibatch
   */
  public Minibatch get(NDManager scope, NDArray order, int index) {
    Given.manager(scope, "the scope");
    Given.array(order, "the order");
    NDIndex slice = slice(index);
    check(order);
    try (NDArray rows = order.get(scope, slice)) {
      return pick(scope, new NDIndex("{}", rows));
    }
  }

  /**
   * Returns a minibatch of an epoch that takes the rows in the order they stand in.
   *
   * @param scope becomes the owner of the arrays, which are views of the examples
   * @param index from 0 to {@code perEpoch() - 1}
   * @throws IllegalArgumentException if the scope is closed
   * @throws IllegalStateException if the examples were closed
   * @throws IndexOutOfBoundsException if there is no such minibatch
   */
  public Minibatch get(NDManager scope, int index) {
    Given.manager(scope, "the scope");
    return pick(scope, slice(index));
  }

  private Minibatch pick(NDManager scope, NDIndex rows) {
    NDArray labels = data.labels();
    return new Minibatch(
        scope, data.data().get(scope, rows), labels == null ? null : labels.get(scope, rows));
  }

  private NDIndex slice(int index) {
    int size = size(index);
    long from = (long) index * batchSize;
    return new NDIndex().addSliceDim(from, from + size);
  }

  private void requireMinibatch(int index) {
    if (index < 0 || index >= perEpoch) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "there is no minibatch %,d; an epoch has %,d, counted from 0",
              index,
              perEpoch));
    }
  }

  /** A row number out of range would spoil a GPU for the rest of the process. */
  private void check(NDArray order) {
    if (order == checkedOrder) {
      return;
    }
    Shape expected = new Shape(data.size());
    if (order.getDataType() != DataType.INT64 || !order.getShape().equals(expected)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the order is %s %s; int64 %s is expected",
              Require.type(order),
              order.getShape(),
              expected));
    }
    try (NDArray rows = order.toDevice(Device.cpu(), true)) {
      for (long row : rows.toLongArray()) {
        if (row < 0 || row >= data.size()) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "the order holds the row %,d; there are %,d, counted from 0",
                  row,
                  data.size()));
        }
      }
    }
    checkedOrder = order;
  }
}
