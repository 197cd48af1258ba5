package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import generative.tensor.Require;

/**
 * Draws examples from codings: what a likelihood asks of a network, whatever it is made of.
 *
 * <pre>{@code
 * Decoder decoder = z -> forward(block, z);
 * }</pre>
 */
@FunctionalInterface
public interface Decoder {

  /** Returns the logits {@code [n, …]} of pixels, whose sigmoid they are, from codings. */
  NDArray logits(NDArray z);

  /** Returns pixels {@code [n, …]} in (0, 1) from codings {@code [n, codings]}. */
  default NDArray decode(NDArray z) {
    Require.open(z, "the codings");
    return Forward.result(() -> Activation.sigmoid(logits(z)));
  }
}
