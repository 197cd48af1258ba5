package generative.nn;

import ai.djl.ndarray.NDArray;

/**
 * Answers each example with a Gaussian over codings, as the encoder of a {@link
 * VariationalAutoencoder} does: what a likelihood or a count of active codings asks of a network,
 * whatever it is made of.
 *
 * <pre>{@code
 * Encoder encoder = x -> new Gaussian(forward(means, x), forward(logVariances, x));
 * }</pre>
 */
@FunctionalInterface
public interface Encoder {

  /** Returns the Gaussians {@code [n, codings]} of examples {@code [n, …]}. */
  Gaussian encode(NDArray x);
}
