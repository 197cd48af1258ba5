package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import generative.tensor.InPlace;
import generative.tensor.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

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
                        manager,
                        this::names))
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

  /** Names of all figures, empty before the first step. */
  List<String> names() {
    return turns.stream().flatMap(turn -> turn.names().stream()).toList();
  }

  /** Mean of each figure over the epoch so far. */
  Map<String, Double> epoch() {
    return figures(Tally::epoch);
  }

  void beginEpoch() {
    turns.forEach(turn -> turn.tally().beginEpoch());
  }

  /** Mean of each figure since the last call. */
  Map<String, Double> news() {
    return figures(Tally::news);
  }

  private Map<String, Double> figures(Function<Tally, Map<String, Double>> of) {
    Map<String, Double> figures = new LinkedHashMap<>();
    turns.forEach(turn -> figures.putAll(of.apply(turn.tally())));
    return figures;
  }

  /** Which losses are no longer finite, in words. */
  String culprits() {
    List<String> culprits = turns.stream().flatMap(turn -> turn.culprits().stream()).toList();
    return culprits.isEmpty() ? "A gradient is not finite" : String.join(", ", culprits);
  }

  /** Iterations that all players have finished. */
  int finished() {
    return turns.stream().mapToInt(t -> t.player.steps() / t.times).min().orElseThrow();
  }

  boolean isCurrent() {
    return turns.stream().allMatch(turn -> turn.player.isCurrent());
  }

  void save(Map<String, String> settings) {
    for (int t = 0; t < turns.size(); t++) {
      turns.get(t).save(settings, t);
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
    boolean whole = Values.number(savedArrays.get("failed")) == 0;
    int before = there.history().epochs() * perEpoch;
    List<Runnable> each = new ArrayList<>();
    for (int t = 0; t < turns.size(); t++) {
      double taken = Values.number(savedArrays.get(t + "/optimizer/taken"));
      int steps = turns.get(t).times * there.step();
      if (whole && taken != Math.min(steps, MOST_COUNTED)) {
        throw saved.damaged(
            String.format(Locale.ROOT, "its optimizer took %s steps, not %d", taken, steps));
      }
      each.add(turns.get(t).restored(saved, t, there.step() - before, before));
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
