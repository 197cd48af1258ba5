package generative.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * A few rows for one training step.
 *
 * <p>Equal to another only if the manager and both arrays are the very same; contents are not
 * compared, which would take them off the device.
 *
 * @param manager owns both arrays; noise for this step belongs there, too
 * @param data {@code [b, d]} or {@code [b, c, h, w]}, as the examples are shaped, floating point
 * @param labels {@code [b]} int64, or null if the examples have none
 */
public record Minibatch(NDManager manager, NDArray data, NDArray labels) {

  /**
   * Checks that the arrays can be used.
   *
   * @throws IllegalArgumentException if the manager or an array is closed, or there is no data
   */
  public Minibatch {
    Given.manager(manager, "the manager");
    Given.array(data, "the data");
    if (labels != null) {
      Given.array(labels, "the labels");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Minibatch
        && manager == ((Minibatch) other).manager
        && data == ((Minibatch) other).data
        && labels == ((Minibatch) other).labels;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(data);
  }

  /** Returns the number of rows. */
  public int size() {
    return Math.toIntExact(data.getShape().get(0));
  }
}
