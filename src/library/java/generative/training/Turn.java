package generative.training;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What one player does in each iteration of a run: so many steps, whose losses are tallied. */
final class Turn implements AutoCloseable {

  final Player player;
  final int times;
  private final Tally tally;

  /**
   * @param others names that other figures of the run have already
   */
  Turn(Player player, int times, NDManager manager, Supplier<List<String>> others) {
    this.player = player;
    this.times = times;
    tally = new Tally(manager, others);
  }

  Tally tally() {
    return tally;
  }

  List<String> names() {
    return tally.names();
  }

  /** What the player minimizes and is no longer finite, in words. */
  List<String> culprits() {
    Map<String, Double> losses = tally.lastLosses();
    List<String> culprits =
        losses.entrySet().stream()
            .filter(loss -> !Double.isFinite(loss.getValue()))
            .map(loss -> "Loss \"" + loss.getKey() + "\" is " + loss.getValue())
            .toList();
    float sum = 0;
    for (double loss : losses.values()) {
      sum += (float) loss;
    }
    return culprits.isEmpty() && !Float.isFinite(sum)
        ? List.of("The sum of " + quoted(losses.keySet()) + " is " + sum)
        : culprits;
  }

  private static String quoted(Iterable<String> names) {
    return "\"" + String.join("\" and \"", names) + "\"";
  }

  void save(Map<String, String> settings, int number) {
    settings.put("figures " + number, String.join("\t", names()));
    settings.put("minimized " + number, "" + tally.minimized().size());
    settings.put(
        "sums " + number,
        Arrays.stream(tally.epochSums())
            .mapToObj(Double::toString)
            .collect(Collectors.joining(" ")));
  }

  /**
   * Looks at all that a checkpoint says of this turn; what is returned then assigns it.
   *
   * @param iterations of the epoch under way, so far
   * @param before iterations of the epochs before
   */
  Runnable restored(SavedRun saved, int number, int iterations, int before) {
    String figures = saved.text("figures " + number);
    List<String> names = figures.isEmpty() ? List.of() : List.of(figures.split("\t", -1));
    if (names.isEmpty() && iterations + before > 0) {
      throw saved.damaged("it names no figure");
    }
    int minimized = saved.number("minimized " + number, Math.min(1, names.size()), names.size());
    double[] sums = saved.numbers("sums " + number, names.size());
    return () -> tally.restore(names, minimized, sums, iterations * times);
  }

  @Override
  public void close() {
    player.close();
    tally.close();
  }
}
