package generative.training;

import generative.training.Progress.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How a run stands or has ended, and what a person should know of it. */
final class Ending {

  private final String unit;
  private final int perEpoch;
  private final boolean alone;
  private State state = State.RUNNING;
  private String message = "";

  /**
   * @param unit what an epoch is called
   * @param perEpoch iterations in it
   * @param alone whether one network learns
   */
  Ending(String unit, int perEpoch, boolean alone) {
    this.unit = unit;
    this.perEpoch = perEpoch;
    this.alone = alone;
  }

  State state() {
    return state;
  }

  String message() {
    return message;
  }

  boolean isDiverged() {
    return state == State.DIVERGED;
  }

  /** Begins a run anew; from a loss that wasn't finite there is no way on. */
  void begin() {
    if (!isDiverged()) {
      state = State.RUNNING;
      message = "";
    }
  }

  void finished(String message) {
    state = State.FINISHED;
    this.message = message;
  }

  /**
   * Ended before its time.
   *
   * @param why empty for the stop button
   */
  void stopped(String why, int done, int steps, int epoch) {
    if (isDiverged()) {
      return;
    }
    state = State.STOPPED;
    message =
        String.format(
            Locale.ROOT,
            "Stopped%s at step %,d of %,d (%s %,d). The network%s had learned; run the cell again"
                + " to finish the run.",
            why,
            done,
            steps,
            unit,
            epoch,
            alone ? " keeps what it" : "s keep what they");
  }

  /** Saves the run where that can be done; where not, the message also says why. */
  void saveIfPossible(Runnable save) {
    try {
      save.run();
    } catch (RuntimeException e) {
      message += " " + e.getMessage();
    }
  }

  /** Forgets how it ended: the run goes on from a checkpoint. */
  void restored() {
    state = State.RUNNING;
    message = "";
  }

  /**
   * Came upon a loss or gradient that isn't finite.
   *
   * @param losses what each player minimized in its last step, by name
   * @param last the last iteration whose steps were all taken
   * @param rate its learning rate
   * @param data what the examples are, in words
   */
  void diverged(List<Map<String, Double>> losses, int last, double rate, String data) {
    state = State.DIVERGED;
    message =
        String.format(
            Locale.ROOT,
            "%s at step %,d (%s %,d); %s before that step. %s",
            culprits(losses),
            last + 1,
            unit,
            last / perEpoch + 1,
            alone ? "the network is as it was" : "the networks are as they were",
            last == 0 || rate == 0 ? elsewhere(data) : rate(rate));
  }

  private static String culprits(List<Map<String, Double>> losses) {
    List<String> culprits = losses.stream().flatMap(Ending::culprits).toList();
    return culprits.isEmpty() ? "A gradient is not finite" : String.join(", ", culprits);
  }

  /** What is no longer finite of a player's losses. */
  private static Stream<String> culprits(Map<String, Double> losses) {
    List<String> culprits =
        losses.entrySet().stream()
            .filter(loss -> !Double.isFinite(loss.getValue()))
            .map(loss -> "Loss \"" + loss.getKey() + "\" is " + loss.getValue())
            .toList();
    float sum = 0;
    for (double loss : losses.values()) {
      sum += (float) loss;
    }
    return culprits.isEmpty() && !Float.isFinite(sum)
        ? Stream.of("The sum of " + quoted(losses.keySet()) + " is " + sum)
        : culprits.stream();
  }

  private static String quoted(Iterable<String> names) {
    return "\"" + String.join("\" and \"", names) + "\"";
  }

  private String rate(double rate) {
    return String.format(
        Locale.ROOT,
        "A learning rate below %s often helps: make a new %s with one.",
        (float) rate,
        kind());
  }

  private String elsewhere(String data) {
    return String.format(
        Locale.ROOT,
        "No weight had moved, so the learning rate is not the cause: look at the loss's formula, the"
            + " first weights and the data, which %s, and make a new %s.",
        data,
        kind());
  }

  private String kind() {
    return alone ? "Training" : "Game";
  }
}
