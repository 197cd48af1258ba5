package generative.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import generative.data.Blur;
import generative.data.Examples;
import generative.data.Images;
import generative.evaluation.Features;
import generative.evaluation.FrechetDistance;
import generative.evaluation.SampleDistance;
import generative.nn.Critic;
import generative.nn.Generator;
import generative.nn.VariationalAutoencoder;
import generative.tensor.Compute;
import generative.training.Game;
import generative.training.Training;
import generative.training.optimizer.Descent;
import generative.training.optimizer.LinearDecay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The Wasserstein GAN with penalty on MNIST, 5,000 steps, three seeds, and what it is held against:
 * real, blurred and mean images, and the variational autoencoder of 50 epochs. Exact earth mover's
 * distance plain and debiased, and Fréchet distance.
 *
 * <p>The autoencoder takes some minutes unless {@code target/bounds} has the one of {@link Bounds}.
 */
public final class DigitGame {

  private static final Images MNIST = Images.load("mnist");
  private static final Features FEATURES = Features.load();
  private static final int ROUNDS = 50;

  private DigitGame() {}

  public static void main(String[] arguments) {
    System.out.println(Compute.describe());
    try (NDManager manager = Compute.newManager()) {
      Engine.getInstance().setRandomSeed(2);
      NDArray order = manager.randomPermutation(MNIST.train().size());
      NDArray train = MNIST.train().data().get(manager, new NDIndex("{}", order.get("0:4000")));
      report("training images", train);
      report("blurred", Blur.blurred(train));
      if (arguments.length > 0 && arguments[0].equals("convolutional")) {
        for (int seed = 1; seed <= 3; seed++) {
          NDArray drawn = convolutional(seed).sample(manager, 4000);
          report("convolutional, penalty 10, 1,000 steps, seed " + seed, drawn.reshape(4000, 784));
        }
        return;
      }
      NDArray mean = MNIST.train().data().mean(new int[] {0}, true);
      report("the mean image", mean.repeat(0, 4000));
      for (int seed = 1; seed <= 3; seed++) {
        Generator generator = play(seed);
        Engine.getInstance().setRandomSeed(7);
        report("penalty 10, 5,000 steps, seed " + seed, generator.sample(manager, 4000));
      }
      if (arguments.length == 0) {
        Engine.getInstance().setRandomSeed(7);
        report("variational autoencoder, 50 epochs", images(manager, autoencoder()));
      }
    }
  }

  private static Generator play(int seed) {
    Generator generator = Generator.ofImages(64, new int[] {512, 512}, 784);
    Players players = new Players(generator, new Critic(784, 512, 512));
    return play(seed, players, MNIST.train(), ROUNDS, 2e-3f);
  }

  private static Generator convolutional(int seed) {
    Shape image = new Shape(1, 28, 28);
    Generator generator = Generator.convolutional(64, image, 32);
    Players players = new Players(generator, Critic.convolutional(image, 32));
    return play(seed, players, MNIST.train().shaped(1, 28, 28), 10, 1e-3f);
  }

  private static Generator play(
      int seed, Players players, Examples real, int rounds, float learningRate) {
    try (Game game = Game.of(players.generator(), players.critic(), real, 64)) {
      game.criticSteps(2).seed(seed);
      game.both(Descent.adam(LinearDecay.toZero(learningRate, game.steps(rounds)), 0, 0.9));
      game.run(rounds, players.criticStep(10), players.generatorStep());
      double[] seconds = game.history().table().doubleColumn("seconds").asDoubleArray();
      System.out.printf(Locale.ROOT, "seed %d took %.0f s%n", seed, seconds[rounds - 1]);
    }
    return players.generator();
  }

  private static VariationalAutoencoder autoencoder() {
    VariationalAutoencoder network = Subject.variationalNetwork(20);
    Path checkpoint = Path.of("target", "bounds", "vae-50");
    try (Training training =
        Training.of(network, MNIST.train(), Subject.BATCH).seed(1).checkpoint(checkpoint)) {
      if (Files.exists(checkpoint)) {
        training.resume(checkpoint);
      }
      training.run(50, Subject.bound(network));
    }
    return network;
  }

  private static NDArray images(NDManager manager, VariationalAutoencoder network) {
    NDArray z = manager.randomNormal(new Shape(4000, network.codings()));
    return network.decode(z);
  }

  private static void report(String name, NDArray images) {
    try (NDManager scope = Compute.newManager()) {
      Engine.getInstance().setRandomSeed(1);
      NDArray order = scope.randomPermutation(10_000);
      NDArray test = MNIST.test().data().get(scope, new NDIndex("{}", order.get("0:4000")));
      SampleDistance.Comparison distance = SampleDistance.compare(images, test, 1000, 2);
      double frechet =
          FrechetDistance.between(
              FEATURES.of(images.get("0:2000")), FEATURES.of(MNIST.test().data()));
      System.out.printf(
          Locale.ROOT,
          "%s: EMD %s, debiased %s, floor %s, Fréchet %.2f%n",
          name,
          distance.emd(),
          distance.debiased(),
          distance.floor(),
          frechet);
    }
  }
}
