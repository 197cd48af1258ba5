package generative.benchmarks;

import static generative.nn.Layers.layers;
import static generative.objective.CrossEntropy.crossEntropy;
import static generative.objective.LatentLoss.latentLoss;
import static generative.objective.MeanSquaredError.meanSquaredError;
import static generative.training.Losses.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import generative.nn.Autoencoder;
import generative.nn.Gaussian;
import generative.nn.VariationalAutoencoder;
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
    VariationalAutoencoder network = variationalNetwork(codings);
    return new Subject(network, bound(network));
  }

  static VariationalAutoencoder variationalNetwork(int codings) {
    return new VariationalAutoencoder(784, layers(500, 500), codings);
  }

  static Step bound(VariationalAutoencoder network) {
    return batch -> {
      Gaussian code = network.encode(batch.data());
      NDArray logits = network.logits(code.sample());
      return losses(
          "reconstruction", crossEntropy(logits, batch.data()),
          "latent", latentLoss(code.mean(), code.gamma()));
    };
  }
}
