package generative.training;

import static generative.nn.Layers.layers;
import static generative.objective.GradientPenalty.gradientPenalty;
import static generative.objective.Wasserstein.criticLoss;
import static generative.objective.Wasserstein.estimate;
import static generative.objective.Wasserstein.generatorLoss;
import static generative.training.Losses.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import generative.data.Examples;
import generative.nn.Critic;
import generative.nn.Generator;
import generative.training.optimizer.Descent;

/** A small game that is played in milliseconds: a generator that must move its cloud by 3. */
final class GameLab {

  private GameLab() {}

  static Generator generator() {
    return new Generator(2, layers(8), 2, true, false);
  }

  static Critic critic() {
    return new Critic(2, 8);
  }

  static Examples apart(NDManager manager) {
    NDArray points = manager.arange(256f).reshape(128, 2).sin().add(3);
    return Examples.of(points, null);
  }

  static Game game(Generator generator, Critic critic, Examples real) {
    return Game.of(generator, critic, real, 32)
        .criticSteps(3)
        .roundSteps(5)
        .both(Descent.adam(1e-3f, 0, 0.9));
  }

  static Step criticStep(Generator generator, Critic critic) {
    return batch -> {
      NDArray fake = generator.generate(generator.noise(batch.manager(), batch.size()));
      NDArray onReal = critic.value(batch.data());
      NDArray onFake = critic.value(fake);
      return losses("critic", criticLoss(onReal, onFake))
          .and("penalty", gradientPenalty(critic::value, batch.data(), fake.stopGradient(), 10))
          .report("estimate", estimate(onReal, onFake));
    };
  }

  static Step generatorStep(Generator generator, Critic critic) {
    return batch ->
        losses(
            "generator",
            generatorLoss(
                critic.value(generator.generate(generator.noise(batch.manager(), batch.size())))));
  }
}
