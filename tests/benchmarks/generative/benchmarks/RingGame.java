package generative.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import generative.data.Examples;
import generative.data.PlaneDistributions;
import generative.evaluation.Estimate;
import generative.evaluation.Modes;
import generative.evaluation.SampleDistance;
import generative.nn.Critic;
import generative.nn.Generator;
import generative.tensor.Compute;
import generative.training.Game;
import generative.training.optimizer.Descent;
import generative.training.optimizer.LinearDecay;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Wasserstein GANs on the ring of eight Gaussians: modes covered and exact earth mover's distance
 * of 2,000 samples after 1,000 and 5,000 steps, beside the distance of the ring's own samples.
 */
public final class RingGame {

  private static final int SAMPLES = 2000;
  private static final int DRAWS = 5;

  private RingGame() {}

  public static void main(String[] arguments) {
    System.out.println(Compute.describe());
    System.out.printf(
        Locale.ROOT,
        "floor of %,d samples: %.4f ± %.4f%n",
        SAMPLES,
        floor().mean(),
        floor().standardError());
    Descent falling = Descent.adam(LinearDecay.toZero(1e-3f, 5000), 0.5, 0.9);
    for (long seed = 1; seed <= 3; seed++) {
      play("penalty 1, Adam(1e-3 to 0, 0.5, 0.9)", falling, 1, seed);
    }
    play("clipping 0.1, RMSProp 5e-4", Descent.rmsProp(5e-4f).clip(0.1f), 0, 1);
  }

  /** The distance of the ring's samples from one another: how often each mode is drawn varies. */
  private static Estimate floor() {
    return Estimate.of(
        IntStream.range(0, DRAWS)
            .mapToDouble(i -> SampleDistance.between(held(i), held(DRAWS + i)))
            .toArray());
  }

  private static NDArray held(int draw) {
    return PlaneDistributions.ring(SAMPLES, 100 + draw).data();
  }

  private static void play(String name, Descent critic, float lambda, long seed) {
    Examples ring = PlaneDistributions.ring(50_000, seed);
    Players players =
        new Players(
            Generator.ofPoints(2, new int[] {128, 128, 128}, 2), new Critic(2, 128, 128, 128));
    Descent generator = lambda > 0 ? critic : Descent.rmsProp(5e-4f);
    try (Game game =
        Game.of(players.generator(), players.critic(), ring, 256)
            .critic(critic)
            .generator(generator)
            .seed(seed)) {
      for (int rounds : new int[] {10, 40}) {
        game.run(rounds, players.criticStep(lambda), players.generatorStep());
        report(name, seed, game, players.generator());
      }
    }
  }

  private static void report(String name, long seed, Game game, Generator generator) {
    try (NDManager scope = Compute.newManager()) {
      Engine.getInstance().setRandomSeed(7);
      double[] distances = new double[DRAWS];
      Modes modes = null;
      for (int i = 0; i < DRAWS; i++) {
        NDArray points = generator.sample(scope, SAMPLES);
        modes = Modes.of(points, PlaneDistributions.ringCenters(), 0.1);
        distances[i] = SampleDistance.between(points, held(i));
      }
      double[] seconds = game.history().table().doubleColumn("seconds").asDoubleArray();
      System.out.printf(
          Locale.ROOT,
          "%s, seed %d, %,d steps, %.0f s: %s, EMD %.4f ± %.4f%n",
          name,
          seed,
          game.history().epochs() * 100,
          seconds[seconds.length - 1],
          modes,
          Estimate.of(distances).mean(),
          Estimate.of(distances).standardError());
    }
  }
}
