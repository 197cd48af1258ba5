package generative.benchmarks;

import generative.data.Images;
import generative.training.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Resident memory over 20,000 steps on the variational autoencoder, every 2,000; Linux only. */
public final class Memory {

  private static final int STEPS = 2_000;
  private static final int ROUNDS = 10;

  private Memory() {}

  public static void main(String[] arguments) throws IOException {
    Subject subject = Subject.named("vae");
    int images = 200 * Subject.BATCH;
    try (Training training =
        Training.of(subject.network(), Images.load("mnist").train().first(images), Subject.BATCH)) {
      long first = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        training.run(STEPS / 200, subject.step());
        long now = residentMegabytes();
        first = round == 1 ? now : first;
        System.out.printf(
            Locale.ROOT, "%,7d steps: %,d MB, %+d%n", round * STEPS, now, now - first);
      }
    }
  }

  static long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
