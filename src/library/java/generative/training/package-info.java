/** How networks learn: the training step, the run around it, its history and its checkpoints. */
package generative.training;
