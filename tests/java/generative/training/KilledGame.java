package generative.training;

import generative.JavaProcess;
import generative.nn.Critic;
import generative.nn.Generator;
import generative.tensor.Compute;
import java.nio.file.Path;

/** Plays a game with checkpoints, says "now" in the third round, and waits to be killed. */
public final class KilledGame {

  private KilledGame() {}

  public static void main(String[] arguments) {
    Generator generator = GameLab.generator();
    Critic critic = GameLab.critic();
    int[] steps = {0};
    GameLab.game(generator, critic, GameLab.apart(Compute.newManager()))
        .checkpoint(Path.of(arguments[0]))
        .listener(new Steps(() -> waitToBeKilled(++steps[0])))
        .run(4, GameLab.criticStep(generator, critic), GameLab.generatorStep(generator, critic));
  }

  private static void waitToBeKilled(int step) {
    if (step == 13) {
      JavaProcess.waitToBeKilled();
    }
  }
}
