package generative.training;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    settings.put("sums " + number, text(read(iterations)));
    settings.put("epoch start " + number, text(start));
  }

  void restore(Map<String, String> settings, int number) {
    latest = reading(settings.get("sums " + number));
    start = reading(settings.get("epoch start " + number));
    String names = settings.get("figures " + number);
    if (!names.isEmpty()) {
      tally.restore(List.of(names.split("\t")), latest.sums());
    }
  }

  private static String text(Tally.Reading reading) {
    return reading.step() + " " + Arrays.toString(reading.sums()).replaceAll("[\\[\\],]", "");
  }

  private static Tally.Reading reading(String text) {
    String[] parts = text.trim().split(" ");
    double[] sums = Arrays.stream(parts).skip(1).mapToDouble(Double::parseDouble).toArray();
    return new Tally.Reading(Integer.parseInt(parts[0]), sums);
  }

  @Override
  public void close() {
    player.close();
    tally.close();
  }
}
