package generative.benchmarks;

import static generative.nn.Layers.layers;
import static generative.objective.CrossEntropy.crossEntropy;
import static generative.objective.MeanSquaredError.meanSquaredError;
import static generative.training.Losses.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import generative.data.Minibatch;
import generative.nn.Autoencoder;
import generative.nn.Forward;
import generative.nn.MultilayerPerceptron;
import generative.training.Losses;
import generative.training.Step;

/**
 * A network to measure, with what it minimizes: 784-500-500-20-500-500-784, as a plain autoencoder
 * with squared error, or as a variational one with cross-entropy and latent loss. {@code peers.py}
 * has the same two.
 */
record Subject(Block network, Step step) {

  static final int BATCH = 150;

  static Subject named(String name) {
    return switch (name) {
      case "autoencoder" -> autoencoder(20);
      case "vae" -> variational(20);
      default -> throw new IllegalArgumentException(name + " is neither autoencoder nor vae");
    };
  }

  static Subject autoencoder(int codings) {
    Autoencoder network = new Autoencoder(784, layers(500, 500), codings);
    return new Subject(
        network,
        batch ->
            losses("error", meanSquaredError(network.reconstruct(batch.data()), batch.data())));
  }

  private static Subject variational(int codings) {
    Block encoder = new MultilayerPerceptron(500, 500, 2 * codings);
    Block decoder = new MultilayerPerceptron(500, 500, 784);
    Block means = new LambdaBlock(out -> new NDList(out.singletonOrThrow().get(":, :" + codings)));
    Block network = new SequentialBlock().add(encoder).add(means).add(decoder);
    return new Subject(network, batch -> bound(encoder, decoder, codings, batch));
  }

  private static Losses bound(Block encoder, Block decoder, int codings, Minibatch batch) {
    NDManager scope = batch.manager();
    NDArray half = scope.full(new Shape(), 0.5f);
    NDArray one = scope.ones(new Shape());
    NDArray out = Forward.forward(encoder, batch.data());
    NDArray mean = out.get(":, :" + codings);
    NDArray gamma = out.get(":, " + codings + ":");
    NDArray noise = scope.randomNormal(mean.getShape());
    NDArray z = mean.add(gamma.mul(half).exp().mul(noise));
    NDArray latent =
        gamma.exp().add(mean.square()).sub(one).sub(gamma).sum(new int[] {1}).mul(half);
    NDArray logits = Forward.forward(decoder, z);
    return losses("reconstruction", crossEntropy(logits, batch.data()), "latent", latent);
  }
}
