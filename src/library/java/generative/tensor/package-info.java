/**
 * What DJL leaves to its users: the device, memory that is freed, gradients as values, functions in
 * PyTorch's own language, values read off the device, the stop button.
 *
 * <p>Only here does the library know the engine's internals, {@code ai.djl.pytorch}: DJL's own
 * interfaces have no gradients as values, no second-order gradients, no fused optimizers and no way
 * to write into an array's memory. So the library runs on the PyTorch engine only.
 */
package generative.tensor;
