package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All players' turns, which together make one iteration of a run. */
final class Turns implements AutoCloseable {

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

  /** Steps of all players in an iteration. */
  int steps() {
    return turns.stream().mapToInt(turn -> turn.times).sum();
  }

  /** Reads all sums from the device after so many iterations. */
  List<Tally.Reading> read(int iterations) {
    return turns.stream().map(turn -> turn.read(iterations)).toList();
  }

  /** Mean of each figure over the epoch that ends with this reading. */
  Map<String, Double> endEpoch(List<Tally.Reading> now) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int t = 0; t < turns.size(); t++) {
      turns
          .get(t)
          .endEpoch(now.get(t))
          .forEach(
              (name, value) -> {
                if (figures.put(name, value) != null) {
                  throw new IllegalArgumentException(
                      String.format(
                          Locale.ROOT,
                          "both players name a figure \"%s\"; give each its own name",
                          name));
                }
              });
    }
    return figures;
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

  void restore(Checkpoint saved) {
    Map<String, NDArray> arrays = arrays();
    saved.arrays().forEach((name, array) -> InPlace.copy(array, arrays.get(name)));
    for (int t = 0; t < turns.size(); t++) {
      turns.get(t).restore(saved.settings(), t);
    }
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
