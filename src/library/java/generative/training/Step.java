package generative.training;

import generative.data.Minibatch;

/**
 * What a lesson is about: from a minibatch to the losses that one step minimizes.
 *
 * <p>It may be run twice for one step: if the garbage collector ran meanwhile, DJL may have
 * computed wrong gradients, and the step is done again with the same random numbers. So it should
 * do nothing but compute. Arrays it makes are freed when the step ends.
 */
@FunctionalInterface
public interface Step {

  /** Returns the losses of one minibatch, made from the network's weights. */
  Losses losses(Minibatch batch);
}
