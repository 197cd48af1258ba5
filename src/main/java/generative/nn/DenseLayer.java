package generative.nn;

import ai.djl.ndarray.NDArray;

/**
 * What one fully connected layer knows: {@code y = x · weightᵀ + bias}.
 *
 * @param weight {@code [out, in]}, the network's own array and not a copy
 * @param bias {@code [out]}, likewise
 */
public record DenseLayer(NDArray weight, NDArray bias) {}
