package generative.benchmarks;

import generative.training.ForcedStep;
import java.util.Locale;

/**
 * Counts wrong gradients in 20,000 steps with a garbage collection forced in each, and in 2,000 of
 * the control, which does without the guard. The network is small, so one thread is fastest; a
 * small young generation, {@code -Xmn2m}, makes collections cheap.
 */
public final class Gradients {

  private Gradients() {}

  public static void main(String[] arguments) {
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    count("guarded", new ForcedStep(true), 20_000);
    count("unguarded, the control", new ForcedStep(false), 2_000);
  }

  private static void count(String name, ForcedStep step, int steps) {
    int wrong = 0;
    for (int i = 0; i < steps; i++) {
      wrong += step.isRight() ? 0 : 1;
    }
    System.out.printf(
        Locale.ROOT, "%s: %,d of %,d steps with wrong gradients%n", name, wrong, steps);
  }
}
