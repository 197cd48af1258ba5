package generative.training;

import generative.data.Examples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The hyperparameters that a resumed run must share with the one it resumes; the shapes of its
 * arrays are compared besides. A learning rate is looked at in steps 1, 10, … 1,000,000.
 */
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
    Descent descent = part.descent();
    for (int step = 1; step <= 1_000_000; step *= 10) {
      String name = String.format(Locale.ROOT, "%slearning rate at step %,d", whose, step);
      values.put(name, rate(descent, step - 1));
    }
    String first = values.get(String.format(Locale.ROOT, "%slearning rate at step 1", whose));
    if (!rate(descent, 0).equals(first)) {
      throw new IllegalArgumentException(
          "the tracker gives step 1 another learning rate after it was asked for a later one, as"
              + " DJL's MultiFactorTracker does; for a checkpoint give a pure function of the step,"
              + " such as step -> step < 1000 ? 1e-3f : 1e-4f");
    }
    values.put(whose + "optimizer", "" + descent.rule());
    values.put(whose + "bound of weights", descent.clip() == 0 ? "none" : "" + descent.clip());
    values.put(whose + "steps an iteration", "" + part.times());
  }

  /** A tracker may know only the steps of its run. */
  private static String rate(Descent descent, int step) {
    try {
      return "" + (float) descent.rate(step);
    } catch (RuntimeException e) {
      return "none";
    }
  }
}
