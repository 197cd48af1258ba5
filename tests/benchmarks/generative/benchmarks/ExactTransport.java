package generative.benchmarks;

import generative.transport.EarthMoversDistance;
import generative.transport.Instances;
import generative.transport.LinearProgram;
import generative.transport.Transport;
import java.util.Locale;

/**
 * Holds the exact solver against a solver of linear programs, ojAlgo's, on 10,000 transportation
 * problems of sizes 1 to 60 with ties, zeros, repeated points and unequal sums, and prints the
 * largest relative difference of the work.
 */
public final class ExactTransport {

  private static final int INSTANCES = 10_000;
  private static final int LARGEST = 60;

  private ExactTransport() {}

  public static void main(String[] arguments) {
    double worst = 0;
    double gap = 0;
    for (int number = 0; number < INSTANCES; number++) {
      var instance = Instances.of(number, LARGEST);
      double expected = LinearProgram.work(instance.p(), instance.q(), instance.cost());
      Transport transport =
          EarthMoversDistance.transport(instance.p(), instance.q(), instance.cost());
      double scale = Math.max(1e-3 * transport.amount(), Math.abs(expected));
      worst = Math.max(worst, Math.abs(transport.work() - expected) / scale);
      gap = Math.max(gap, Math.abs(transport.certificate().dualityGap()) / scale);
      if ((number + 1) % 1000 == 0) {
        System.out.printf(
            Locale.ROOT,
            "%,d instances: largest relative difference %.1e, largest gap %.1e%n",
            number + 1,
            worst,
            gap);
      }
    }
  }
}
