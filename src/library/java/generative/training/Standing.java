package generative.training;

import java.util.Map;

/**
 * Where a run stands.
 *
 * @param history of the epochs that are over
 * @param startEpoch where the run that was last asked for began
 * @param targetEpoch where that one ends
 * @param step iterations done: those of the epochs, and of the next one so far
 * @param seconds that all took
 */
record Standing(History history, int startEpoch, int targetEpoch, int step, double seconds) {

  void save(Map<String, String> settings) {
    settings.put("epochs", "" + history.epochs());
    settings.put("start epoch", "" + startEpoch);
    settings.put("target epoch", "" + targetEpoch);
    settings.put("step", "" + step);
    settings.put("history", String.join("\n", history.lines()));
    settings.put("seconds", "" + seconds);
  }

  /**
   * Reads it, refusing what can't be.
   *
   * @param unit what an epoch is called
   * @param perEpoch iterations in it
   * @param steps of all players in an iteration
   */
  static Standing of(SavedRun saved, String unit, int perEpoch, int steps) {
    int most = Integer.MAX_VALUE / perEpoch / steps;
    int epochs = saved.number("epochs", 0, most);
    History history = saved.history(unit, epochs);
    return new Standing(
        history,
        saved.number("start epoch", 0, epochs),
        saved.number("target epoch", epochs, most),
        saved.number("step", (long) epochs * perEpoch, (epochs + 1L) * perEpoch),
        saved.decimal("seconds", history.lastSeconds()));
  }
}
