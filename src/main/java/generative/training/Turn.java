package generative.training;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What one player does in each iteration of a run: so many steps, whose losses are tallied. */
final class Turn implements AutoCloseable {

  final Player player;
  final int times;
  private final Tally tally;
  private Tally.Reading start;
  private Tally.Reading latest;

  Turn(Player player, int times, NDManager manager) {
    this.player = player;
    this.times = times;
    tally = new Tally(manager);
    start = tally.read(0);
    latest = start;
  }

  Tally tally() {
    return tally;
  }

  List<String> names() {
    return tally.names();
  }

  /** Reads the sums from the device after so many iterations. */
  Tally.Reading read(int iterations) {
    return tally.read(iterations * times);
  }

  /** Mean of each figure since the epoch began. */
  Map<String, Double> epoch(Tally.Reading now) {
    return now.since(start, names());
  }

  /** Begins a new epoch with this reading. */
  void beginEpoch(Tally.Reading now) {
    start = now;
  }

  /** Mean of each figure since the last call, empty if there was no step. */
  Map<String, Double> news(Tally.Reading now) {
    Map<String, Double> figures =
        now.step() > latest.step() ? now.since(latest, names()) : Map.of();
    latest = now;
    return figures;
  }

  /** The figures that are no longer finite, in words. */
  List<String> culprits(Tally.Reading now) {
    double[] sums = now.sums();
    return IntStream.range(0, sums.length)
        .filter(i -> !Double.isFinite(sums[i]))
        .mapToObj(i -> "Loss \"" + names().get(i) + "\" is " + sums[i])
        .toList();
  }

  void save(Map<String, String> settings, int number, int iterations) {
    settings.put("figures " + number, String.join("\t", names()));
    settings.put("sums " + number, text(read(iterations).sums()));
    settings.put("epoch start " + number, text(start.sums()));
  }

  /** Looks at all that a checkpoint says of this turn; what is returned then assigns it. */
  Runnable restored(SavedRun saved, int number, int iterations, int epochStart) {
    String figures = saved.text("figures " + number);
    List<String> names = figures.isEmpty() ? List.of() : List.of(figures.split("\t", -1));
    if (names.isEmpty() && iterations > 0) {
      throw saved.damaged("it names no figure");
    }
    double[] sums = saved.numbers("sums " + number, names.size());
    double[] startSums = saved.numbers("epoch start " + number, epochStart == 0 ? 0 : names.size());
    return () -> {
      latest = new Tally.Reading(iterations * times, sums);
      start = new Tally.Reading(epochStart * times, startSums);
      tally.restore(names, sums);
    };
  }

  private static String text(double[] sums) {
    return Arrays.stream(sums).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }

  @Override
  public void close() {
    player.close();
    tally.close();
  }
}
