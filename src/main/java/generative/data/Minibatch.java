package generative.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * A few rows for one training step.
 *
 * @param manager owns both arrays; noise for this step belongs there, too
 * @param data {@code [b, d]}, floating point
 * @param labels {@code [b]} int64, or null if the examples have none
 */
public record Minibatch(NDManager manager, NDArray data, NDArray labels) {

  /** Returns the number of rows. */
  public int size() {
    return Math.toIntExact(data.getShape().get(0));
  }
}
