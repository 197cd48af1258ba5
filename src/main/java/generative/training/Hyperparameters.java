package generative.training;

import ai.djl.nn.Block;
import ai.djl.training.tracker.Tracker;
import generative.data.Examples;
import java.util.LinkedHashMap;
import java.util.Map;

/** The hyperparameters that a resumed run must share with the one it resumes. */
final class Hyperparameters {

  private Hyperparameters() {}

  /** Returns their values by the name a person knows them by. */
  static Map<String, String> of(
      Block network,
      Examples examples,
      int batchSize,
      boolean keepPartialBatch,
      long seed,
      Tracker learningRate,
      Adam.Settings adam) {
    Map<String, String> values = new LinkedHashMap<>();
    network
        .getParameters()
        .forEach(p -> values.put("shape of " + p.getKey(), "" + p.getValue().getShape()));
    values.put("examples", "" + examples.data().getShape());
    values.put("batch size", "" + batchSize);
    values.put("partial batch", keepPartialBatch ? "kept" : "dropped");
    values.put("seed", "" + seed);
    values.put("learning rate at step 1", "" + learningRate.getNewValue(0));
    values.put("learning rate at step 1,000", "" + learningRate.getNewValue(999));
    values.put("Adam", "" + adam);
    return values;
  }
}
