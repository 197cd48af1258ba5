package generative.training;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import generative.data.Minibatch;
import generative.nn.Forward;
import generative.nn.Statistics;
import generative.tensor.CollectionGuard;
import generative.tensor.Gradients;
import generative.tensor.OneAtATime;
import generative.tensor.Scope;
import generative.tensor.TensorList;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One step of training: forward, gradients, update, in a memory scope of its own.
 *
 * <p>If the garbage collector ran between the beginning of forward and the end of backward the step
 * is done again from the same random numbers, before anything was updated, since its gradients may
 * be wrong (see {@link CollectionGuard}).
 */
final class GuardedStep {

  private static final int MOST_ATTEMPTS = 21;

  private final Players players;
  private final Supplier<CollectionGuard> guards;

  GuardedStep(Players players, Supplier<CollectionGuard> guards) {
    this.players = players;
    this.guards = guards;
  }

  /**
   * Does the step.
   *
   * @param rate the learning rate
   * @param seed of the step's random numbers
   * @param batch makes the minibatch in a memory scope
   */
  void take(Player player, Step step, double rate, int seed, Function<NDManager, Minibatch> batch) {
    player.ready();
    OneAtATime.stepping(true);
    try {
      for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        if (Gradients.without(() -> attempt(player, step, rate, seed, batch))) {
          return;
        }
      }
    } finally {
      OneAtATime.stepping(false);
    }
    throw new IllegalStateException(
        "A garbage collection ran inside this step "
            + MOST_ATTEMPTS
            + " times in a row; give Java more memory (-Xmx) or make less garbage in the step.");
  }

  private boolean attempt(
      Player player, Step step, double rate, int seed, Function<NDManager, Minibatch> batch) {
    return Scope.freeing(
        () -> {
          try (NDManager arrays = players.manager.newSubManager()) {
            return attempt(player, step, rate, seed, batch.apply(arrays));
          }
        });
  }

  private boolean attempt(Player player, Step step, double rate, int seed, Minibatch batch) {
    Statistics statistics = players.statistics();
    NDList before = statistics.copy();
    Engine.getInstance().setRandomSeed(seed);
    CollectionGuard guard = guards.get();
    try (Backward backward = new Backward(player, step, batch)) {
      if (guard.collected()) {
        statistics.restore(before);
        return false;
      }
      player.tally.add(backward.means, backward.minimized, players.failed);
      player.optimizer.update(player.weights(), backward.gradients, backward.total, rate);
      statistics.settle(players.failed, before);
      return true;
    } catch (Throwable e) {
      statistics.restore(before);
      throw e;
    }
  }

  /** Losses and gradients of one attempt. */
  private static final class Backward implements AutoCloseable {
    final Map<String, NDArray> means;
    final int minimized;
    final NDArray total;
    final TensorList gradients;

    Backward(Player player, Step step, Minibatch batch) {
      try {
        Losses losses =
            Gradients.recorded(() -> Forward.whileTraining(() -> Losses.of(step, batch)));
        means = Gradients.recorded(losses::means);
        minimized = losses.minimized();
        total = Gradients.recorded(() -> losses.total(means));
        gradients = player.gradients(total);
      } catch (EngineException e) {
        throw explained(e, batch);
      }
    }

    @Override
    public void close() {
      gradients.close();
    }

    private static RuntimeException explained(EngineException e, Minibatch batch) {
      String message = String.valueOf(e.getMessage());
      if (message.contains("Expected more than 1 value per channel")) {
        return new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Batch normalization can't learn from a minibatch of %d; drop the partial one, or"
                    + " take another batch size.",
                batch.size()),
            e);
      }
      return e;
    }
  }
}
