package generative.training;

import static generative.training.GameLab.criticStep;
import static generative.training.GameLab.generatorStep;

import ai.djl.ndarray.NDManager;
import generative.data.Examples;
import generative.nn.Critic;
import generative.nn.Generator;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;

/** Two players who have not met yet, and real examples. */
abstract class GameFixture {

  final NDManager manager = Compute.newManager();
  final Generator generator = GameLab.generator();
  final Critic critic = GameLab.critic();
  final Examples real = GameLab.apart(manager);

  @AfterEach
  void free() {
    manager.close();
  }

  Game game() {
    return game(generator, critic);
  }

  Game game(Generator generator, Critic critic) {
    return GameLab.game(generator, critic, real);
  }

  History play(Game game, int rounds) {
    return game.run(rounds, criticStep(generator, critic), generatorStep(generator, critic));
  }
}
