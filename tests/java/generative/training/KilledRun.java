package generative.training;

import generative.JavaProcess;
import generative.data.Examples;
import generative.nn.VariationalAutoencoder;
import java.nio.file.Path;

/**
 * Trains a network that draws noise, with checkpoints, says "now" in the fourth epoch, and waits to
 * be killed.
 */
public final class KilledRun {

  private KilledRun() {}

  public static void main(String[] arguments) {
    Examples examples = Lab.newExamples();
    VariationalAutoencoder network = Lab.variational();
    int[] steps = {0};
    Training.of(network, examples, 40)
        .adam(1e-2f)
        .seed(1)
        .heldOut(examples.first(20))
        .checkpoint(Path.of(arguments[0]))
        .listener(new Steps(() -> waitToBeKilled(++steps[0])))
        .run(6, Lab.bound(network));
  }

  private static void waitToBeKilled(int step) {
    if (step == 11) {
      JavaProcess.waitToBeKilled();
    }
  }
}
