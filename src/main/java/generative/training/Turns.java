package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All players' turns, which together make one iteration of a run. */
final class Turns implements AutoCloseable {

  /** A float counts no further by ones. */
  private static final int MOST_COUNTED = 1 << 24;

  private final List<Turn> turns;
  private final NDArray failed;

  /**
   * Who plays: its name as in "critic's ", empty if it is alone; a network, how it moves, and its
   * steps in each iteration.
   */
  record Part(String whose, Block network, Descent descent, int times) {}

  Turns(List<Part> parts, NDArray failed, NDManager manager) {
    this.failed = failed;
    turns =
        parts.stream()
            .map(
                part ->
                    new Turn(
                        new Player(part.network(), part.descent(), failed, manager),
                        part.times(),
                        manager))
            .toList();
  }

  List<Turn> list() {
    return turns;
  }

  int size() {
    return turns.size();
  }

  List<Block> networks() {
    return turns.stream().map(turn -> turn.player.network()).toList();
  }

  /** Steps of all players in an iteration. */
  int steps() {
    return turns.stream().mapToInt(turn -> turn.times).sum();
  }

  /**
   * Each player's learning rate at an iteration counted from 0.
   *
   * @throws IllegalArgumentException if one isn't a finite number from 0 up
   */
  double[] rates(int iteration) {
    double[] rates = turns.stream().mapToDouble(t -> t.player.rate(iteration)).toArray();
    for (double rate : rates) {
      if (!(rate >= 0 && rate <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the learning rate at step %,d is %s; give a tracker of finite numbers from 0 up",
                iteration + 1,
                rate));
      }
    }
    return rates;
  }

  /** Reads all sums from the device after so many iterations. */
  List<Tally.Reading> read(int iterations) {
    return turns.stream().map(turn -> turn.read(iterations)).toList();
  }

  /** Mean of each figure over the epoch so far. */
  Map<String, Double> epoch(List<Tally.Reading> now) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int t = 0; t < turns.size(); t++) {
      figures.putAll(turns.get(t).epoch(now.get(t)));
    }
    return figures;
  }

  /** Begins a new epoch with this reading. */
  void beginEpoch(List<Tally.Reading> now) {
    for (int t = 0; t < turns.size(); t++) {
      turns.get(t).beginEpoch(now.get(t));
    }
  }

  /** Refuses a figure that two players name alike. */
  void requireDistinctNames() {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Turn turn : turns) {
      for (String name : turn.names()) {
        if (!seen.add(name)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT, "both players name a figure \"%s\"; give each its own name", name));
        }
      }
    }
  }

  /** Mean of each figure since the last call. */
  Map<String, Double> news(List<Tally.Reading> now) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int t = 0; t < turns.size(); t++) {
      figures.putAll(turns.get(t).news(now.get(t)));
    }
    return figures;
  }

  /** Which losses are no longer finite, in words. */
  String culprits(List<Tally.Reading> now) {
    List<String> culprits = new ArrayList<>();
    for (int t = 0; t < turns.size(); t++) {
      culprits.addAll(turns.get(t).culprits(now.get(t)));
    }
    return culprits.isEmpty() ? "A gradient is not finite" : String.join(", ", culprits);
  }

  /** Iterations that all players have finished. */
  int finished() {
    return turns.stream().mapToInt(t -> t.player.steps() / t.times).min().orElseThrow();
  }

  boolean isCurrent() {
    return turns.stream().allMatch(turn -> turn.player.isCurrent());
  }

  void save(Map<String, String> settings, int iterations) {
    for (int t = 0; t < turns.size(); t++) {
      turns.get(t).save(settings, t, iterations);
    }
  }

  /**
   * Looks at all that a checkpoint says of the turns, and that it says no more; what is returned
   * then assigns it.
   *
   * @param there where the run stands
   * @param perEpoch iterations in an epoch
   * @param manager of the arrays that are read
   */
  Runnable restored(SavedRun saved, Standing there, int perEpoch, NDManager manager) {
    Map<String, NDArray> arrays = arrays();
    saved.requireSameArrays(arrays);
    Map<String, NDArray> savedArrays = saved.arrays(manager);
    boolean whole = Tally.value(savedArrays.get("failed")) == 0;
    int epochStart = there.history().epochs() * perEpoch;
    List<Runnable> each = new ArrayList<>();
    for (int t = 0; t < turns.size(); t++) {
      double taken = Tally.value(savedArrays.get(t + "/optimizer/taken"));
      int steps = turns.get(t).times * there.step();
      if (whole && taken != Math.min(steps, MOST_COUNTED)) {
        throw saved.damaged(
            String.format(Locale.ROOT, "its optimizer took %s steps, not %d", taken, steps));
      }
      each.add(turns.get(t).restored(saved, t, there.step(), epochStart));
    }
    saved.requireNothingElse();
    return () -> {
      savedArrays.forEach((name, array) -> InPlace.copy(array, arrays.get(name)));
      each.forEach(Runnable::run);
    };
  }

  /** Everything on the device that a checkpoint keeps, by name. */
  Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>(Map.of("failed", failed));
    for (int t = 0; t < turns.size(); t++) {
      String prefix = t + "/";
      turns.get(t).player.arrays().forEach((name, array) -> arrays.put(prefix + name, array));
    }
    return arrays;
  }

  @Override
  public void close() {
    turns.forEach(Turn::close);
  }
}
