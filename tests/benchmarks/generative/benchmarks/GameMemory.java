package generative.benchmarks;

import static generative.nn.Layers.layers;

import generative.data.Examples;
import generative.data.PlaneDistributions;
import generative.nn.Critic;
import generative.nn.Generator;
import generative.training.Game;
import generative.training.optimizer.Descent;
import java.io.IOException;
import java.util.Locale;

/**
 * Resident memory over 20,000 steps of two players on the plane, every 2,000, the critic with
 * gradient penalty; Linux only.
 */
public final class GameMemory {

  private static final int STEPS = 2_000;
  private static final int ROUNDS = 10;

  private GameMemory() {}

  public static void main(String[] arguments) throws IOException {
    Examples ring = PlaneDistributions.ring(10_000, 1);
    Generator generator = Generator.ofPoints(2, layers(32, 32), 2);
    Critic critic = new Critic(2, 32, 32);
    Players players = new Players(generator, critic);
    Descent adam = Descent.adam(1e-4f, 0, 0.9);
    try (Game game = Game.of(generator, critic, ring, 64).criticSteps(1).both(adam)) {
      long first = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        game.run(STEPS / 100, players.criticStep(1), players.generatorStep());
        long now = Memory.residentMegabytes();
        first = round == 1 ? now : first;
        System.out.printf(
            Locale.ROOT, "%,7d steps: %,d MB, %+d%n", round * STEPS, now, now - first);
      }
    }
  }
}
