package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.data.Compute;
import generative.data.Examples;
import generative.data.Minibatches;
import generative.training.Progress.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * The state of a training that has begun, and the loop that moves it on. In each iteration every
 * player takes its turn.
 */
final class Run implements AutoCloseable {

  private final Minibatches batches;
  private final int perEpoch;
  private final long seed;
  private final NDManager manager = Compute.newManager();
  private final NDArray failed = manager.zeros(new Shape());
  private final Turns turns;
  private final GuardedStep step;
  private final Clock clock = new Clock();
  private History history;
  private State state = State.RUNNING;
  private String message = "";
  private int done;
  private int startEpoch;
  private int targetEpoch;

  /**
   * @param unit what an epoch is called
   * @param perEpoch iterations in it; where they need more minibatches than there are, the order
   *     begins again
   */
  Run(
      List<Turns.Part> parts,
      Minibatches batches,
      String unit,
      int perEpoch,
      long seed,
      Supplier<CollectionGuard> guards) {
    this.batches = batches;
    this.perEpoch = perEpoch;
    this.seed = seed;
    history = new History(unit);
    turns = new Turns(parts, failed, manager);
    Statistics statistics = new Statistics(parts.stream().map(Turns.Part::network).toList());
    step = new GuardedStep(manager, guards, statistics, failed);
  }

  /** Sets the end: so many epochs after the last finished run's. */
  void aimFor(int epochs) {
    if (history.epochs() >= targetEpoch) {
      startEpoch = history.epochs();
    }
    targetEpoch = Math.max(history.epochs(), startEpoch + epochs);
    Math.multiplyExact(Math.multiplyExact(targetEpoch, perEpoch), turns.steps());
  }

  void go(List<Step> lessons, Examples heldOut, Listeners told, Runnable save) {
    clock.start(done, history.lastSeconds());
    if (state != State.DIVERGED) {
      state = State.RUNNING;
      message = "";
    }
    told.begin();
    try {
      stopIfDiverged();
      while (history.epochs() < targetEpoch) {
        iterations(lessons, told);
        endEpoch(lessons, heldOut, told);
        save.run();
      }
      state = State.FINISHED;
    } catch (CancellationException e) {
      stopped("");
      save.run();
      throw new CancellationException(message);
    } catch (RuntimeException | Error e) {
      if (state != State.DIVERGED) {
        stopped(" by an error");
      }
      throw e;
    } finally {
      clock.stop();
      told.end();
    }
  }

  private void iterations(List<Step> lessons, Listeners told) {
    int epoch = history.epochs();
    try (NDManager scope = manager.newSubManager()) {
      NDArray order = batches.order(scope, Seeds.order(seed, epoch));
      for (int i = done - epoch * perEpoch; i < perEpoch; i++) {
        Interruption.check();
        iterate(lessons, order, i * turns.steps());
        done++;
        told.step(i + 1, perEpoch);
        stopIfDiverged();
      }
    }
  }

  private void iterate(List<Step> lessons, NDArray order, int firstBatch) {
    int part = 0;
    for (int t = 0; t < turns.size(); t++) {
      Turn turn = turns.list().get(t);
      for (int k = 0; k < turn.times; k++, part++) {
        int index = (firstBatch + part) % batches.perEpoch();
        step.take(
            turn,
            Seeds.step(seed, done * turns.steps() + part),
            arrays -> batches.get(arrays, order, index),
            lessons.get(t),
            done);
      }
    }
  }

  private void endEpoch(List<Step> lessons, Examples heldOut, Listeners told) {
    List<Tally.Reading> now = read();
    stopIfDiverged();
    Map<String, Double> figures = turns.endEpoch(now);
    if (heldOut != null) {
      figures.putAll(HeldOut.figures(heldOut, lessons.get(0), manager, seed, history.epochs()));
    }
    history.add(figures, clock.total());
    told.epoch(figures);
  }

  private List<Tally.Reading> read() {
    List<Tally.Reading> now = turns.read(done);
    if (state != State.DIVERGED && Tally.value(failed) > 0) {
      state = State.DIVERGED;
      message = divergence(now);
    }
    return now;
  }

  private String divergence(List<Tally.Reading> now) {
    int last = turns.finished();
    return String.format(
        Locale.ROOT,
        "%s at step %,d (%s %,d); %s before that step."
            + " A learning rate below %s often helps: make a new %s with one.",
        turns.culprits(now),
        last + 1,
        history.unit(),
        last / perEpoch + 1,
        turns.size() == 1 ? "the network is as it was" : "the networks are as they were",
        (float) turns.list().get(0).player.rate(last),
        turns.size() == 1 ? "Training" : "Game");
  }

  private void stopIfDiverged() {
    if (state == State.DIVERGED) {
      throw new ArithmeticException(message);
    }
  }

  private void stopped(String why) {
    state = State.STOPPED;
    message =
        String.format(
            Locale.ROOT,
            "Stopped%s at step %,d of %,d (%s %,d). The network%s had learned; run"
                + " the cell again to finish the run.",
            why,
            done,
            targetEpoch * perEpoch,
            history.unit(),
            history.epochs() + 1,
            turns.size() == 1 ? " keeps what it" : "s keep what they");
  }

  Progress progress() {
    List<Tally.Reading> now = read();
    Map<String, Double> losses = turns.news(now);
    int steps = targetEpoch * perEpoch;
    return new Progress(
        state,
        done,
        steps,
        Math.min(history.epochs() + 1, Math.max(1, targetEpoch)),
        targetEpoch,
        clock.seconds(),
        clock.left(done, steps),
        losses,
        message);
  }

  History history() {
    return history;
  }

  boolean isCurrent() {
    return turns.isCurrent();
  }

  /** Everything that a resumed run needs, under the hyperparameters that it must share. */
  Checkpoint checkpoint(Map<String, String> identity) {
    Map<String, String> settings = new LinkedHashMap<>(identity);
    settings.put("step", "" + done);
    settings.put("start epoch", "" + startEpoch);
    settings.put("target epoch", "" + targetEpoch);
    turns.save(settings, done);
    return new Checkpoint(settings, history.lines(), turns.arrays());
  }

  void restore(Checkpoint saved) {
    Map<String, String> settings = saved.settings();
    history = History.parse(history.unit(), saved.history());
    done = Integer.parseInt(settings.get("step"));
    startEpoch = Integer.parseInt(settings.get("start epoch"));
    targetEpoch = Integer.parseInt(settings.get("target epoch"));
    turns.restore(saved);
  }

  @Override
  public void close() {
    turns.close();
    failed.close();
    manager.close();
  }
}
