package strangers;

import static generative.objective.GradientPenalty.gradientPenalty;
import static generative.objective.Wasserstein.criticLoss;
import static generative.objective.Wasserstein.generatorLoss;
import static generative.training.Losses.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import generative.data.Examples;
import generative.nn.Critic;
import generative.nn.Generator;
import generative.training.Game;
import generative.training.History;
import generative.training.optimizer.Descent;

/** A Wasserstein GAN whose generator and critic are convolutional. */
public final class Convolutions {

  /** Plays so many generator steps on images {@code [n, 1, 28, 28]}. */
  static History play(Examples images, Generator generator, int steps) {
    Critic critic = Critic.convolutional(new Shape(1, 28, 28), 8);
    try (Game game = Game.of(generator, critic, images, 32)) {
      game.both(Descent.adam(1e-3f, 0.5, 0.9)).roundSteps(steps).seed(1);
      return game.run(
          1,
          batch -> {
            NDArray fake = generator.sample(batch.manager(), batch.size());
            return losses("critic", criticLoss(critic.value(batch.data()), critic.value(fake)))
                .and("penalty", gradientPenalty(critic::value, batch.data(), fake, 10));
          },
          batch -> {
            NDArray fake = generator.generate(generator.noise(batch.manager(), batch.size()));
            return losses("generator", generatorLoss(critic.value(fake)));
          });
    }
  }
}
