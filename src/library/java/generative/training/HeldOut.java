package generative.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import generative.data.Examples;
import generative.data.Minibatch;
import generative.data.Minibatches;
import generative.tensor.Gradients;
import generative.tensor.Interruption;
import generative.tensor.Scope;
import generative.tensor.Seeds;
import generative.tensor.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The losses on examples that training doesn't see: no gradients, layers as in use. */
final class HeldOut {

  private static final int CHUNK = 1000;

  private HeldOut() {}

  /**
   * Returns the mean of every figure over the examples, by name.
   *
   * @param names of the figures that training has
   */
  static Map<String, Double> figures(
      Examples examples, Step step, List<String> names, NDManager manager, long seed, int epoch) {
    Map<String, Double> means = new LinkedHashMap<>();
    Minibatches batches = new Minibatches(examples, Math.min(CHUNK, examples.size()), true);
    return Gradients.without(
        () -> {
          for (int i = 0; i < batches.perEpoch(); i++) {
            Interruption.check();
            Engine.getInstance().setRandomSeed(Seeds.heldOut(seed, epoch, i));
            Map<String, Double> chunk = chunk(batches, i, step, names, manager);
            double share = batches.size(i) / (double) examples.size();
            chunk.forEach(
                (name, mean) -> means.merge(History.HELD_OUT + name, share * mean, Double::sum));
          }
          return means;
        });
  }

  private static Map<String, Double> chunk(
      Minibatches batches, int index, Step step, List<String> names, NDManager manager) {
    return Scope.freeing(
        () -> {
          try (NDManager arrays = manager.newSubManager()) {
            Map<String, Double> means = new LinkedHashMap<>();
            Losses losses = Losses.of(step, copy(batches.get(arrays, index)));
            losses.means().forEach((name, mean) -> means.put(name, Values.number(mean)));
            if (!names.equals(List.copyOf(means.keySet()))) {
              throw new IllegalArgumentException(
                  String.format(
                      Locale.ROOT,
                      "This step names %s of held-out examples, the steps before %s; name the same"
                          + " figures in each step.",
                      means.keySet(),
                      names));
            }
            return means;
          }
        });
  }

  /** A step may write into its batch, not into the examples. */
  private static Minibatch copy(Minibatch view) {
    NDArray labels = view.labels();
    return new Minibatch(
        view.manager(), view.data().duplicate(), labels == null ? null : labels.duplicate());
  }
}
