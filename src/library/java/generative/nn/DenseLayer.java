package generative.nn;

import ai.djl.ndarray.NDArray;
import java.util.Objects;

/**
 * What one fully connected layer knows: {@code y = x · weightᵀ + bias}. Two layers are equal if
 * their arrays hold the same numbers.
 *
 * @param weight {@code [out, in]}, the network's own array and not a copy
 * @param bias {@code [out]}, likewise
 */
public record DenseLayer(NDArray weight, NDArray bias) {

  /** Takes both as they are. */
  public DenseLayer {
    Objects.requireNonNull(weight, "weight");
    Objects.requireNonNull(bias, "bias");
  }
}
