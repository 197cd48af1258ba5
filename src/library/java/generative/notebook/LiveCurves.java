package generative.notebook;

import generative.plot.Curves;
import generative.training.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Losses read while training runs, as curves over epochs done. */
final class LiveCurves {

  /** Fewer make no curve. */
  private static final int FEWEST = 3;

  /** From so many readings on every other one is dropped. */
  private static final int MOST = 1_000;

  private record Reading(double epochs, Map<String, Double> losses) {}

  private final String unit;
  private final List<Reading> readings = new ArrayList<>();

  LiveCurves(String unit) {
    this.unit = unit;
  }

  void add(Progress progress) {
    if (progress.losses().isEmpty()) {
      return;
    }
    double epochs = (double) progress.step() * progress.epochs() / progress.steps();
    readings.add(new Reading(epochs, Map.copyOf(progress.losses())));
    if (readings.size() >= MOST) {
      for (int i = readings.size() - 2; i > 0; i -= 2) {
        readings.remove(i);
      }
    }
  }

  boolean drawable() {
    return readings.size() >= FEWEST;
  }

  int size() {
    return readings.size();
  }

  Curves chart() {
    Map<String, List<Double>> losses = new LinkedHashMap<>();
    readings.get(0).losses().keySet().stream()
        .sorted()
        .forEach(n -> losses.put(n, new ArrayList<>()));
    double[] epochs = readings.stream().mapToDouble(Reading::epochs).toArray();
    for (Reading reading : readings) {
      losses.forEach((name, values) -> values.add(reading.losses().getOrDefault(name, Double.NaN)));
    }
    Curves chart =
        Curves.curves(unit, losses.size() == 1 ? losses.keySet().iterator().next() : "loss");
    losses.forEach(
        (name, values) ->
            chart.line(name, epochs, values.stream().mapToDouble(Double::doubleValue).toArray()));
    return chart;
  }
}
