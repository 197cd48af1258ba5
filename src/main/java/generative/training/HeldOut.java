package generative.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import generative.data.Examples;
import generative.data.Minibatch;
import generative.data.Minibatches;
import generative.objective.Gradients;
import java.util.LinkedHashMap;
import java.util.Map;

/** The losses on examples that training doesn't see: no gradients, layers as in use. */
final class HeldOut {

  private static final int CHUNK = 1000;

  private HeldOut() {}

  /** Returns the mean of every figure over the examples, by name. */
  static Map<String, Double> figures(
      Examples examples, Step step, NDManager manager, long seed, int epoch) {
    Map<String, Double> means = new LinkedHashMap<>();
    Minibatches batches = new Minibatches(examples, Math.min(CHUNK, examples.size()), true);
    return Gradients.without(
        () -> {
          for (int i = 0; i < batches.perEpoch(); i++) {
            Interruption.check();
            Engine.getInstance().setRandomSeed(Seeds.heldOut(seed, epoch, i));
            addChunk(means, batches, i, step, manager, examples.size());
          }
          return means;
        });
  }

  private static void addChunk(
      Map<String, Double> means,
      Minibatches batches,
      int index,
      Step step,
      NDManager manager,
      int examples) {
    try (NDScope scope = new NDScope();
        NDManager arrays = manager.newSubManager()) {
      scope.suppressNotUsedWarning();
      Minibatch batch = copy(batches.get(arrays, index));
      double share = batch.size() / (double) examples;
      step.losses(batch)
          .means()
          .forEach(
              (name, mean) ->
                  means.merge(History.HELD_OUT + name, share * Tally.value(mean), Double::sum));
    }
  }

  /** A step may write into its batch, not into the examples. */
  private static Minibatch copy(Minibatch view) {
    NDArray labels = view.labels();
    return new Minibatch(
        view.manager(), view.data().duplicate(), labels == null ? null : labels.duplicate());
  }
}
