package generative.training;

import generative.data.Examples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The hyperparameters that a resumed run must share with the one it resumes. */
final class Hyperparameters {

  private Hyperparameters() {}

  /** Returns their values by the name a person knows them by. */
  static Map<String, String> of(
      List<Turns.Part> parts,
      Examples examples,
      int batchSize,
      boolean keepPartialBatch,
      long seed) {
    Map<String, String> values = new LinkedHashMap<>();
    parts.forEach(part -> put(values, part));
    values.put("examples", "" + examples.data().getShape());
    values.put("batch size", "" + batchSize);
    values.put("partial batch", keepPartialBatch ? "kept" : "dropped");
    values.put("seed", "" + seed);
    return values;
  }

  private static void put(Map<String, String> values, Turns.Part part) {
    String whose = part.whose();
    part.network()
        .getParameters()
        .forEach(p -> values.put(whose + "shape of " + p.getKey(), "" + p.getValue().getShape()));
    Descent descent = part.descent();
    values.put(whose + "learning rate at step 1", "" + (float) descent.rate(0));
    values.put(whose + "learning rate at step 1,000", "" + (float) descent.rate(999));
    values.put(whose + "optimizer", "" + descent.rule());
    values.put(whose + "bound of weights", descent.clip() == 0 ? "none" : "" + descent.clip());
    values.put(whose + "steps an iteration", "" + part.times());
  }
}
