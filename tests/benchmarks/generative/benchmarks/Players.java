package generative.benchmarks;

import static generative.objective.GradientPenalty.gradientPenalty;
import static generative.objective.Wasserstein.criticLoss;
import static generative.objective.Wasserstein.estimate;
import static generative.objective.Wasserstein.generatorLoss;
import static generative.training.Losses.losses;

import ai.djl.ndarray.NDArray;
import generative.nn.Critic;
import generative.nn.Generator;
import generative.training.Losses;
import generative.training.Step;

/** The steps of a Wasserstein GAN's two players, as the fourth lesson has them. */
record Players(Generator generator, Critic critic) {

  /** The critic's step with the gradient penalty; without it if λ is 0. */
  Step criticStep(float lambda) {
    return batch -> {
      NDArray fake = generator.generate(generator.noise(batch.manager(), batch.size()));
      NDArray onReal = critic.value(batch.data());
      NDArray onFake = critic.value(fake.stopGradient());
      Losses losses = losses("critic", criticLoss(onReal, onFake));
      if (lambda > 0) {
        losses.and(
            "penalty", gradientPenalty(critic::value, batch.data(), fake.stopGradient(), lambda));
      }
      return losses.report("estimate", estimate(onReal, onFake));
    };
  }

  Step generatorStep() {
    return batch -> {
      NDArray fake = generator.generate(generator.noise(batch.manager(), batch.size()));
      return losses("generator", generatorLoss(critic.value(fake)));
    };
  }
}
