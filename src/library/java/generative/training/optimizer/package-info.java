/** How weights move down their gradients: rules, learning rates, and the fused update. */
package generative.training.optimizer;
