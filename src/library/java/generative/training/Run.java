package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.listener.EarlyStoppingListener.EarlyStoppedException;
import generative.data.Examples;
import generative.data.Minibatches;
import generative.tensor.CollectionGuard;
import generative.tensor.Compute;
import generative.tensor.Interruption;
import generative.tensor.Values;
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
  private final Iteration iteration;
  private final DataRange range;
  private final Clock clock = new Clock();
  private final Ending ending;
  private History history;
  private int done;
  private int startEpoch;
  private int targetEpoch;

  /**
   * @param unit what an epoch is called
   * @param perEpoch iterations in it; where they need more minibatches than there are, the order
   *     begins again
   * @param range of the examples
   */
  Run(
      List<Turns.Part> parts,
      Minibatches batches,
      String unit,
      int perEpoch,
      long seed,
      DataRange range,
      Supplier<CollectionGuard> guards) {
    this.batches = batches;
    this.perEpoch = perEpoch;
    this.seed = seed;
    this.range = range;
    history = new History(unit);
    ending = new Ending(unit, perEpoch, parts.size() == 1);
    NDScope.unregister(failed);
    turns = new Turns(parts, failed, manager);
    iteration = new Iteration(turns, batches, seed, manager, guards, failed);
  }

  /**
   * Sets the end: so many epochs after the last finished run's.
   *
   * @throws IllegalArgumentException if those are more steps than can be counted
   */
  void aimFor(int epochs) {
    int start = history.epochs() >= targetEpoch ? history.epochs() : startEpoch;
    long target = Math.max(history.epochs(), (long) start + epochs);
    if (target > Integer.MAX_VALUE / perEpoch / turns.steps()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a run to %s %,d, of %,d steps each; at most %,d steps can be counted",
              history.unit(),
              target,
              (long) perEpoch * turns.steps(),
              Integer.MAX_VALUE));
    }
    startEpoch = start;
    targetEpoch = (int) target;
  }

  void go(List<Step> lessons, Examples heldOut, Listeners told, Runnable save) {
    clock.start(done);
    ending.begin();
    Throwable cause = null;
    try {
      told.begin();
      stopIfDiverged();
      while (history.epochs() < targetEpoch) {
        iterations(lessons, told);
        endEpoch(lessons, heldOut, told);
        save.run();
      }
      ending.finished("");
    } catch (EarlyStoppedException e) {
      endEarly(e);
      save.run();
    } catch (CancellationException e) {
      stopped("");
      ending.saveIfPossible(save);
      cause = new CancellationException(ending.message());
      throw (CancellationException) cause.initCause(e);
    } catch (Throwable e) {
      stopped(" by an error");
      cause = e;
      throw e;
    } finally {
      clock.stop();
      told.end(cause);
    }
  }

  /** A listener has seen enough: at an epoch's end the run is complete. */
  private void endEarly(EarlyStoppedException e) {
    if (done == history.epochs() * perEpoch) {
      targetEpoch = history.epochs();
      ending.finished("Stopped early: " + e.getMessage());
    } else {
      stopped(" early (" + e.getMessage() + ")");
    }
  }

  private void iterations(List<Step> lessons, Listeners told) {
    int epoch = history.epochs();
    try (NDManager scope = manager.newSubManager()) {
      NDArray order = batches.order(scope, Seeds.order(seed, epoch));
      for (int i = done - epoch * perEpoch; i < perEpoch; i++) {
        Interruption.check();
        int firstBatch = i * turns.steps();
        iteration.take(lessons, order, firstBatch, done);
        done++;
        told.step(iteration.examples(firstBatch), i + 1, perEpoch);
        stopIfDiverged();
      }
    }
  }

  /** Nothing is recorded before all of the epoch is there. */
  private void endEpoch(List<Step> lessons, Examples heldOut, Listeners told) {
    lookForDivergence();
    stopIfDiverged();
    Map<String, Double> figures = turns.epoch();
    if (heldOut != null) {
      Step step = lessons.get(0);
      List<String> names = turns.names();
      figures.putAll(HeldOut.figures(heldOut, step, names, manager, seed, history.epochs()));
    }
    turns.beginEpoch();
    history.add(figures, clock.total());
    told.epoch(figures);
  }

  private void lookForDivergence() {
    if (!ending.isDiverged() && Values.number(failed) > 0) {
      int last = turns.finished();
      ending.diverged(turns.culprits(), last, turns.rates(last)[0], range.toString());
    }
  }

  private void stopIfDiverged() {
    if (ending.isDiverged()) {
      throw new ArithmeticException(ending.message());
    }
  }

  private void stopped(String why) {
    ending.stopped(why, done, targetEpoch * perEpoch, history.epochs() + 1);
  }

  /** Means over the epoch under way. */
  Map<String, Double> epochSoFar() {
    lookForDivergence();
    return turns.epoch();
  }

  /** Names of all figures, empty before the first step. */
  List<String> names() {
    return turns.names();
  }

  /** Names of those whose sum the first player minimizes. */
  List<String> minimized() {
    return turns.list().get(0).tally().minimized();
  }

  Progress progress() {
    lookForDivergence();
    Map<String, Double> losses = turns.news();
    int steps = Math.max(done, targetEpoch * perEpoch);
    return new Progress(
        ending.state(),
        done,
        steps,
        Math.min(history.epochs() + 1, Math.max(1, targetEpoch)),
        targetEpoch,
        clock.seconds(),
        clock.left(done, steps),
        losses,
        ending.message());
  }

  History history() {
    return history;
  }

  boolean isUnderWay() {
    return clock.isRunning();
  }

  boolean isCurrent() {
    return turns.isCurrent();
  }

  /** Everything that a resumed run needs, under the hyperparameters that it must share. */
  Checkpoint checkpoint(Map<String, String> identity) {
    Map<String, String> settings = new LinkedHashMap<>(identity);
    new Standing(history, startEpoch, targetEpoch, done, clock.total()).save(settings);
    turns.save(settings);
    return new Checkpoint(settings, turns.arrays());
  }

  /** Goes on from a checkpoint. All that it holds is looked at before anything is assigned. */
  void restore(SavedRun saved, NDManager manager) {
    Standing there = Standing.of(saved, history.unit(), perEpoch, turns.steps());
    Runnable restored = turns.restored(saved, there, perEpoch, manager);
    restored.run();
    history = there.history();
    startEpoch = there.startEpoch();
    targetEpoch = there.targetEpoch();
    done = there.step();
    clock.restore(there.seconds());
    ending.restored();
  }

  @Override
  public void close() {
    iteration.close();
    turns.close();
    failed.close();
    manager.close();
  }
}
