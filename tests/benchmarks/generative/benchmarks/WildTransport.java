package generative.benchmarks;

import generative.transport.Trial;
import generative.transport.WildInstances;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Holds the exact solver against exact arithmetic on wild instances, 100,000 unless another number
 * is given, and prints how many are right, refused with a sentence, wrong and endless, with the
 * numbers of the first ones that aren't right. A second number is where to begin.
 */
public final class WildTransport {

  private static final int INSTANCES = 100_000;
  private static final int SHOWN = 10;

  private WildTransport() {}

  public static void main(String[] arguments) {
    int instances = arguments.length > 0 ? Integer.parseInt(arguments[0]) : INSTANCES;
    int first = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    Map<Trial, Integer> counts = new EnumMap<>(Trial.class);
    for (int k = 1; k <= instances; k++) {
      Trial trial = Trial.of(WildInstances.of(first + k - 1));
      if (counts.merge(trial, 1, Integer::sum) <= SHOWN && trial != Trial.RIGHT) {
        System.out.printf(Locale.ROOT, "instance %d: %s%n", first + k - 1, trial);
      }
      if (k % 10_000 == 0 || k == instances) {
        System.out.printf(Locale.ROOT, "%,d instances: %s%n", k, counts);
      }
    }
  }
}
