package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import generative.exchange.SavedRun;
import generative.nn.Statistics;
import generative.tensor.Compute;
import generative.tensor.InPlace;
import generative.tensor.Scope;
import generative.tensor.Snapshot;
import generative.tensor.Values;
import generative.training.optimizer.Descent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** All that learn in a run, each in its turn; they fail together, and can be set back together. */
final class Players implements AutoCloseable {

  /** A float counts no further by ones. */
  private static final int MOST_COUNTED = 1 << 24;

  final NDManager manager = Compute.newManager();

  /** 1 from the first step on that wasn't finite. */
  final NDArray failed = manager.zeros(new Shape());

  private final List<Player> players = new ArrayList<>();
  private Statistics statistics;
  private Snapshot before;

  Players() {
    Scope.keep(failed);
  }

  /** Adds one that takes so many steps in each iteration. */
  Players add(Block network, Descent descent, int times) {
    try {
      players.add(new Player(network, descent, times, failed, manager, this::names));
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  List<Player> list() {
    return players;
  }

  /** Running statistics of all networks, which any step may move. */
  Statistics statistics() {
    if (statistics == null) {
      statistics = new Statistics(players.stream().map(Player::network).toList());
    }
    return statistics;
  }

  /** Steps of all players in an iteration. */
  int steps() {
    return players.stream().mapToInt(player -> player.times).sum();
  }

  /**
   * Each player's learning rate at an iteration counted from 0.
   *
   * @throws IllegalArgumentException if one isn't a finite number from 0 up
   */
  double[] rates(int iteration) {
    double[] rates = players.stream().mapToDouble(player -> player.rate(iteration)).toArray();
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

  /** Remembers where all stand; a single step undoes itself. */
  void mark() {
    if (steps() == 1) {
      return;
    }
    if (before == null) {
      before = new Snapshot(manager, movedBeforeTheLastStep());
    }
    before.take();
    players.forEach(player -> player.tally.mark());
  }

  /** Goes back to the mark. */
  void undo() {
    if (before != null) {
      before.restore();
      players.forEach(player -> player.tally.undo());
    }
  }

  private Set<NDArray> movedBeforeTheLastStep() {
    Set<NDArray> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    arrays.addAll(statistics().arrays());
    Player last = players.get(players.size() - 1);
    for (Player player : players) {
      if (player != last || last.times > 1) {
        arrays.addAll(player.arrays().values());
      }
    }
    return arrays;
  }

  /** Names of all figures, empty before the first step. */
  List<String> names() {
    return players.stream().flatMap(player -> player.tally.names().stream()).toList();
  }

  /** Mean of each figure over the epoch so far. */
  Map<String, Double> epoch() {
    return figures(Tally::epoch);
  }

  void beginEpoch() {
    players.forEach(player -> player.tally.beginEpoch());
  }

  /** Mean of each figure since the last call. */
  Map<String, Double> news() {
    return figures(Tally::news);
  }

  private Map<String, Double> figures(Function<Tally, Map<String, Double>> of) {
    Map<String, Double> figures = new LinkedHashMap<>();
    players.forEach(player -> figures.putAll(of.apply(player.tally)));
    return figures;
  }

  /** Iterations that all players have finished. */
  int finished() {
    return players.stream().mapToInt(Player::finished).min().orElseThrow();
  }

  boolean isCurrent() {
    return players.stream().allMatch(Player::isCurrent);
  }

  /** Everything on the device that a checkpoint keeps, by name. */
  Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>(Map.of("failed", failed));
    for (int p = 0; p < players.size(); p++) {
      String prefix = p + "/";
      players.get(p).arrays().forEach((name, array) -> arrays.put(prefix + name, array));
    }
    return arrays;
  }

  void save(Map<String, String> settings) {
    for (int p = 0; p < players.size(); p++) {
      players.get(p).save(settings, p);
    }
  }

  /**
   * Looks at all that a checkpoint says of the players, and that it says no more; what is returned
   * then assigns it.
   *
   * @param step iterations done
   * @param before those of the epochs before this one
   * @param reading lends memory for the arrays that are read
   */
  Runnable restored(SavedRun saved, int step, int before, NDManager reading) {
    Map<String, NDArray> arrays = arrays();
    saved.requireSameArrays(arrays);
    Map<String, NDArray> savedArrays = saved.arrays(reading);
    boolean whole = Values.number(savedArrays.get("failed")) == 0;
    List<Runnable> each = new ArrayList<>();
    for (int p = 0; p < players.size(); p++) {
      double taken = Values.number(savedArrays.get(p + "/optimizer/taken"));
      int steps = players.get(p).times * step;
      if (whole && taken != Math.min(steps, MOST_COUNTED)) {
        throw saved.damaged(
            String.format(Locale.ROOT, "its optimizer took %s steps, not %d", taken, steps));
      }
      each.add(players.get(p).restored(saved, p, step - before, before));
    }
    saved.requireNothingElse();
    return () -> {
      savedArrays.forEach((name, array) -> InPlace.copy(array, arrays.get(name)));
      each.forEach(Runnable::run);
    };
  }

  @Override
  public void close() {
    if (before != null) {
      before.close();
    }
    players.forEach(Player::close);
    failed.close();
    manager.close();
  }
}
