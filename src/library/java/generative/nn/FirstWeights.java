package generative.nn;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import generative.tensor.Compute;
import generative.tensor.OneAtATime;
import java.util.Locale;

/** The weights with which a network begins that has none yet. */
public final class FirstWeights {

  private FirstWeights() {}

  /**
   * Draws them from a seed; they live until {@code network.clear()}, also beyond an {@link NDScope}
   * that is open now.
   *
   * @throws IllegalStateException if another thread is in a run, whose random numbers those are
   * @throws IllegalArgumentException if the network doesn't take such an input
   */
  public static void draw(Block network, int seed, Shape input) {
    try (OneAtATime alone = OneAtATime.draw()) {
      Engine.getInstance().setRandomSeed(seed);
      initialize(network, input);
      for (Parameter parameter : network.getParameters().values()) {
        NDScope.unregister(parameter.getArray());
      }
    }
  }

  private static void initialize(Block network, Shape input) {
    try {
      network.initialize(Compute.newManager(), DataType.FLOAT32, input);
    } catch (UnsupportedOperationException e) { // what DJL says to a shape it can't lay out
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the network can't draw its weights for examples %s (%s); initialize it with the"
                  + " shape that it takes, before training",
              input,
              e.getMessage()),
          e);
    }
  }
}
