package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.listener.EarlyStoppingListener.EarlyStoppedException;
import generative.data.DataRange;
import generative.data.Examples;
import generative.data.Minibatches;
import generative.exchange.Checkpoint;
import generative.exchange.SavedRun;
import generative.tensor.CollectionGuard;
import generative.tensor.Interruption;
import generative.tensor.Seeds;
import generative.tensor.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A training that has begun, and the loop that moves it on. */
final class Run implements AutoCloseable {

  private final Players players;
  private final Minibatches batches;
  private final int perEpoch;
  private final long seed;
  private final DataRange range;
  private final GuardedStep step;
  private final Ending ending;
  private Standing standing;

  /**
   * @param players closed with the run
   * @param unit what an epoch is called
   * @param perEpoch iterations in it; where they need more minibatches than there are, the order
   *     begins again
   * @param range of the examples
   */
  Run(
      Players players,
      Minibatches batches,
      String unit,
      int perEpoch,
      long seed,
      DataRange range,
      Supplier<CollectionGuard> guards) {
    this.players = players;
    this.batches = batches;
    this.perEpoch = perEpoch;
    this.seed = seed;
    this.range = range;
    step = new GuardedStep(players, guards);
    standing = new Standing(unit, perEpoch, players.steps());
    ending = new Ending(unit, perEpoch, players.list().size() == 1);
  }

  /**
   * Goes on until the target is reached.
   *
   * @param lessons what each player minimizes
   */
  History go(List<Step> lessons, Examples heldOut, Listeners told, Runnable save) {
    standing.start();
    ending.begin();
    Throwable cause = null;
    try {
      told.begin();
      stopIfDiverged();
      while (!standing.isComplete()) {
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
      standing.stop();
      told.end(cause);
    }
    return standing.history();
  }

  private void iterations(List<Step> lessons, Listeners told) {
    try (NDManager scope = players.manager.newSubManager()) {
      NDArray order = batches.order(scope, Seeds.order(seed, standing.history().epochs()));
      for (int i = standing.doneOfEpoch(); i < perEpoch; i++) {
        Interruption.check();
        int firstBatch = i * players.steps();
        iteration(lessons, order, firstBatch);
        standing.step();
        told.step(examples(firstBatch), i + 1, perEpoch);
        stopIfDiverged();
      }
    }
  }

  /** Every player takes its steps; if something is thrown meanwhile, nobody has. */
  private void iteration(List<Step> lessons, NDArray order, int firstBatch) {
    double[] rates = players.rates(standing.done());
    players.mark();
    try {
      int taken = 0;
      for (int p = 0; p < lessons.size(); p++) {
        Player player = players.list().get(p);
        for (int k = 0; k < player.times; k++, taken++) {
          int random = Seeds.step(seed, standing.done() * players.steps() + taken);
          int index = (firstBatch + taken) % batches.perEpoch();
          step.take(player, lessons.get(p), rates[p], random, m -> batches.get(m, order, index));
        }
      }
    } catch (Throwable e) {
      players.undo();
      throw e;
    }
  }

  /** Examples that the steps of an iteration see, all together. */
  private int examples(int firstBatch) {
    return IntStream.range(firstBatch, firstBatch + players.steps())
        .map(i -> batches.size(i % batches.perEpoch()))
        .sum();
  }

  /** Nothing is recorded before all of the epoch is there. */
  private void endEpoch(List<Step> lessons, Examples heldOut, Listeners told) {
    lookForDivergence();
    stopIfDiverged();
    Map<String, Double> figures = players.epoch();
    if (heldOut != null) {
      int epoch = standing.history().epochs();
      List<String> names = players.names();
      figures.putAll(HeldOut.figures(heldOut, lessons.get(0), names, players.manager, seed, epoch));
    }
    players.beginEpoch();
    standing.history().add(figures, standing.total());
    told.epoch(figures);
  }

  private void lookForDivergence() {
    if (!ending.isDiverged() && Values.number(players.failed) > 0) {
      int last = players.finished();
      List<Map<String, Double>> losses =
          players.list().stream().map(player -> player.tally.lastLosses()).toList();
      ending.diverged(losses, last, players.rates(last)[0], range.toString());
    }
  }

  private void stopIfDiverged() {
    if (ending.isDiverged()) {
      throw new ArithmeticException(ending.message());
    }
  }

  private void endEarly(EarlyStoppedException e) {
    if (standing.endsHere()) {
      ending.finished("Stopped early: " + e.getMessage());
    } else {
      stopped(" early (" + e.getMessage() + ")");
    }
  }

  private void stopped(String why) {
    int epoch = standing.history().epochs() + 1;
    ending.stopped(why, standing.done(), standing.targetEpoch() * perEpoch, epoch);
  }

  Run aimFor(int epochs) {
    standing.aimFor(epochs);
    return this;
  }

  /** Means over the epoch under way. */
  Map<String, Double> epochSoFar() {
    lookForDivergence();
    return players.epoch();
  }

  /** Names of all figures, empty before the first step. */
  List<String> names() {
    return players.names();
  }

  /** Names of those whose sum the first player minimizes. */
  List<String> minimized() {
    return players.list().get(0).tally.minimized();
  }

  Progress progress() {
    lookForDivergence();
    return Progress.of(ending, standing, players.news());
  }

  History history() {
    return standing.history();
  }

  boolean isUnderWay() {
    return standing.isUnderWay();
  }

  boolean isCurrent() {
    return players.isCurrent();
  }

  /** Everything that a resumed run needs, under the hyperparameters that it must share. */
  Checkpoint checkpoint(Map<String, String> identity) {
    Map<String, String> settings = new LinkedHashMap<>(identity);
    standing.save(settings);
    players.save(settings);
    return new Checkpoint(settings, players.arrays());
  }

  /** Goes on from a checkpoint. All that it holds is looked at before anything is assigned. */
  void restore(SavedRun saved, NDManager reading) {
    Standing there = standing.read(saved);
    int before = there.history().epochs() * perEpoch;
    players.restored(saved, there.done(), before, reading).run();
    standing = there;
    ending.restored();
  }

  @Override
  public void close() {
    players.close();
  }
}
