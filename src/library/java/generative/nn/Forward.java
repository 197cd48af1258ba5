package generative.nn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.UninitializedParameterException;
import ai.djl.training.ParameterStore;
import generative.tensor.Require;
import generative.tensor.Scope;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Runs any block on an array, {@code forward(encoder, x)}, without a Model, Trainer or Predictor.
 *
 * <p>Layers that behave differently in training (batch normalization, dropout) are told which it
 * is: training inside {@link #whileTraining}, which the training step opens around a learner's
 * lambda, and use everywhere else. In training, batch normalization's running means and variances
 * follow the data even where its weights are frozen; what is made outside the step leaves them. In
 * use, what lies between input and output is freed at once, so that a large input leaves nothing
 * behind but its result.
 */
public final class Forward {

  private static final ThreadLocal<Boolean> TRAINING = ThreadLocal.withInitial(() -> false);

  private Forward() {}

  /**
   * Returns the block's output.
   *
   * @param block an initialized block of one input and one output
   * @param x the input {@code [n, …]}; the result belongs to its manager
   * @throws IllegalStateException if the block has no weights, or they were freed
   * @throws IllegalArgumentException if the input is closed or has another width or type than the
   *     block was initialized for, or the block has more than one output
   */
  public static NDArray forward(Block block, NDArray x) {
    Objects.requireNonNull(block, "block");
    Require.open(x, "the input");
    return result(() -> pass(block, x, TRAINING.get()), x);
  }

  /** Runs the action with layers in training mode, on this thread. */
  public static <T> T whileTraining(Supplier<T> action) {
    Objects.requireNonNull(action, "action");
    boolean before = TRAINING.get();
    TRAINING.set(true);
    try {
      return action.get();
    } finally {
      TRAINING.set(before);
    }
  }

  /** Outside training, frees every array that the action makes, except the one it returns. */
  static NDArray result(Supplier<NDArray> action) {
    return result(action, null);
  }

  /** A block may hand out its very input, which is the caller's to free. */
  private static NDArray result(Supplier<NDArray> action, NDArray input) {
    if (TRAINING.get()) {
      return action.get();
    }
    return Scope.keeping(action, input);
  }

  private static NDArray pass(Block block, NDArray x, boolean training) {
    ParameterStore parameters = new ParameterStore(x.getManager(), false);
    try {
      return Inputs.only(block.forward(parameters, new NDList(x), training));
    } catch (EngineException | IllegalStateException | UninitializedParameterException e) {
      throw Inputs.explained(block, x, training, e);
    }
  }
}
