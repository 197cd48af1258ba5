package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import generative.data.Minibatches;
import generative.tensor.CollectionGuard;
import generative.tensor.Snapshot;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Lets every player of a run take its turn; if something is thrown meanwhile, nobody has. */
final class Iteration implements AutoCloseable {

  private final Turns turns;
  private final Minibatches batches;
  private final long seed;
  private final GuardedStep step;
  private final Snapshot before;

  /**
   * @param failed 1 from the first step on that wasn't finite
   */
  Iteration(
      Turns turns,
      Minibatches batches,
      long seed,
      NDManager manager,
      Supplier<CollectionGuard> guards,
      NDArray failed) {
    this.turns = turns;
    this.batches = batches;
    this.seed = seed;
    Statistics statistics = new Statistics(turns.networks());
    step = new GuardedStep(manager, guards, statistics, failed);
    before = turns.steps() == 1 ? null : snapshot(manager, statistics);
  }

  /** Of what moves before the last step has been taken; a step undoes itself. */
  private Snapshot snapshot(NDManager manager, Statistics statistics) {
    Set<NDArray> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    arrays.addAll(statistics.arrays());
    for (Turn turn : turns.list()) {
      boolean isLastStep = turn == turns.list().get(turns.size() - 1) && turn.times == 1;
      if (!isLastStep) {
        arrays.addAll(turn.player.arrays().values());
      }
    }
    return new Snapshot(manager, arrays);
  }

  /**
   * Takes all turns.
   *
   * @param lessons one for each player
   * @param order of the examples in this epoch
   * @param firstBatch number of the first minibatch
   * @param number of the iteration, from 0
   */
  void take(List<Step> lessons, NDArray order, int firstBatch, int number) {
    double[] rates = turns.rates(number);
    if (before == null) {
      turns(lessons, order, firstBatch, number, rates);
      return;
    }
    before.take();
    turns.list().forEach(turn -> turn.tally().mark());
    try {
      turns(lessons, order, firstBatch, number, rates);
    } catch (Throwable e) {
      before.restore();
      turns.list().forEach(turn -> turn.tally().undo());
      throw e;
    }
  }

  /** Examples that the steps of an iteration see, all together. */
  int examples(int firstBatch) {
    return IntStream.range(firstBatch, firstBatch + turns.steps())
        .map(i -> batches.size(i % batches.perEpoch()))
        .sum();
  }

  private void turns(
      List<Step> lessons, NDArray order, int firstBatch, int number, double[] rates) {
    int part = 0;
    for (int t = 0; t < turns.size(); t++) {
      Turn turn = turns.list().get(t);
      for (int k = 0; k < turn.times; k++, part++) {
        int index = (firstBatch + part) % batches.perEpoch();
        step.take(
            turn,
            Seeds.step(seed, number * turns.steps() + part),
            arrays -> batches.get(arrays, order, index),
            lessons.get(t),
            rates[t]);
      }
    }
  }

  @Override
  public void close() {
    if (before != null) {
      before.close();
    }
  }
}
