package generative.training;

import generative.exchange.SavedRun;
import java.util.Locale;
import java.util.Map;

/** Where a run stands: how far it has come, how far it is to go, and the time that took. */
final class Standing {

  private final int perEpoch;
  private final int stepsEach;
  private History history;
  private int startEpoch;
  private int targetEpoch;
  private int done;
  private double earlier;
  private long began;
  private long ended;
  private int firstStep;

  /**
   * @param unit what an epoch is called
   * @param perEpoch iterations in it
   * @param stepsEach steps of all players in an iteration
   */
  Standing(String unit, int perEpoch, int stepsEach) {
    history = new History(unit);
    this.perEpoch = perEpoch;
    this.stepsEach = stepsEach;
  }

  History history() {
    return history;
  }

  /** Iterations done. */
  int done() {
    return done;
  }

  /** Iterations of the epoch under way that are done. */
  int doneOfEpoch() {
    return done - history.epochs() * perEpoch;
  }

  int targetEpoch() {
    return targetEpoch;
  }

  /** Iterations when the run is finished. */
  int target() {
    return Math.max(done, targetEpoch * perEpoch);
  }

  boolean isComplete() {
    return history.epochs() >= targetEpoch;
  }

  /**
   * Sets the end: so many epochs after the last finished run's.
   *
   * @throws IllegalArgumentException if those are more steps than can be counted
   */
  void aimFor(int epochs) {
    int start = isComplete() ? history.epochs() : startEpoch;
    long target = Math.max(history.epochs(), (long) start + epochs);
    if (target > Integer.MAX_VALUE / perEpoch / stepsEach) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a run to %s %,d, of %,d steps each; at most %,d steps can be counted",
              history.unit(),
              target,
              (long) perEpoch * stepsEach,
              Integer.MAX_VALUE));
    }
    startEpoch = start;
    targetEpoch = (int) target;
  }

  /** A listener has seen enough: at an epoch's end the run is complete. Returns whether it is. */
  boolean endsHere() {
    if (doneOfEpoch() == 0) {
      targetEpoch = history.epochs();
    }
    return isComplete();
  }

  /**
   * Returns the iterations of so many epochs.
   *
   * @throws IllegalArgumentException if the number is negative, or those are too many to count
   */
  static int steps(String unit, int epochs, int perEpoch) {
    long steps = (long) epochs * perEpoch;
    if (epochs < 0 || steps > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d %ss of %,d steps; give a number from 0 up, of at most %,d steps in all",
              epochs,
              unit,
              perEpoch,
              Integer.MAX_VALUE));
    }
    return (int) steps;
  }

  void start() {
    earlier = total();
    firstStep = done;
    began = System.nanoTime();
    ended = 0;
  }

  void step() {
    done++;
  }

  void stop() {
    ended = System.nanoTime();
  }

  boolean isUnderWay() {
    return began != 0 && ended == 0;
  }

  /** Seconds of this run. */
  double seconds() {
    return began == 0 ? 0 : ((ended == 0 ? System.nanoTime() : ended) - began) / 1e9;
  }

  /** Seconds of this run and those before. */
  double total() {
    return earlier + seconds();
  }

  /** Seconds that the steps left will take at this run's pace. */
  double left() {
    return done == firstStep ? 0 : seconds() / (done - firstStep) * (target() - done);
  }

  void save(Map<String, String> settings) {
    settings.put("epochs", "" + history.epochs());
    settings.put("start epoch", "" + startEpoch);
    settings.put("target epoch", "" + targetEpoch);
    settings.put("step", "" + done);
    settings.put("history", String.join("\n", history.lines()));
    settings.put("seconds", "" + total());
  }

  /** Reads a checkpoint's, refusing what can't be. */
  Standing read(SavedRun saved) {
    Standing there = new Standing(history.unit(), perEpoch, stepsEach);
    int most = Integer.MAX_VALUE / perEpoch / stepsEach;
    int epochs = saved.number("epochs", 0, most);
    there.history = history(saved, epochs);
    there.startEpoch = saved.number("start epoch", 0, epochs);
    there.targetEpoch = saved.number("target epoch", epochs, most);
    there.done = saved.number("step", (long) epochs * perEpoch, (epochs + 1L) * perEpoch);
    there.earlier = saved.decimal("seconds", there.history.lastSeconds());
    return there;
  }

  private History history(SavedRun saved, int rows) {
    String text = saved.text("history");
    try {
      History read = History.parse(history.unit(), text.lines().toList());
      if (read.epochs() == rows) {
        return read;
      }
    } catch (IllegalArgumentException e) {
      throw saved.damaged(e.getMessage());
    }
    throw saved.damaged(String.format(Locale.ROOT, "its history hasn't the %d rows it had", rows));
  }
}
