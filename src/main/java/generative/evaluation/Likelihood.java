package generative.evaluation;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import generative.data.Compute;
import generative.data.Examples;
import generative.data.Minibatch;
import generative.data.Minibatches;
import generative.nn.Gaussian;
import generative.nn.VariationalAutoencoder;
import generative.objective.EvidenceLowerBound;
import generative.objective.Gradients;
import generative.training.Interruption;
import java.util.stream.IntStream;

/**
 * How likely a variational autoencoder holds examples to be, in nats an example.
 *
 * <p>The number that one wants, log p(x), is an integral over all codings. The evidence lower bound
 * is below it. Drawing k codings from the encoder's Gaussian q and weighting them,
 *
 * <pre>log p(x) ≈ log 1/k Σ p(x | z) p(z) / q(z | x),</pre>
 *
 * comes closer the larger k is, on average from below (Y. Burda, R. Grosse, R. Salakhutdinov,
 * "Importance Weighted Autoencoders", 2016). Memory does not grow with examples or draws. The same
 * seed on the same device gives the same numbers. All methods can be interrupted.
 */
public final class Likelihood {

  /** Images that the decoder draws at once; 784 pixels each make 9 MB an array. */
  private static final int ROWS = 3000;

  private static final int IMAGES = 100;

  private Likelihood() {}

  /**
   * Returns the evidence lower bound of each example, {@code [n]}, in nats, from one draw each.
   *
   * @param seed of the draws
   */
  public static double[] lowerBound(VariationalAutoencoder network, Examples examples, long seed) {
    double[] bounds = new double[examples.size()];
    inChunks(
        examples,
        ROWS,
        seed,
        (batch, from) -> {
          Gaussian code = network.encode(batch.data());
          NDArray logits = network.logits(code.sample());
          float[] bound =
              floats(
                  EvidenceLowerBound.evidenceLowerBound(
                      logits, batch.data(), code.mean(), code.gamma()));
          IntStream.range(0, bound.length).forEach(i -> bounds[from + i] = bound[i]);
        });
    return bounds;
  }

  /**
   * Returns the importance-sampled log-likelihood of each example, {@code [n]}, in nats.
   *
   * @param samples draws an example; 500 is customary, 5,000 is better
   * @param seed of the draws
   * @throws IllegalArgumentException if there is less than one draw
   */
  public static double[] logLikelihood(
      VariationalAutoencoder network, Examples examples, int samples, long seed) {
    if (samples < 1) {
      throw new IllegalArgumentException(
          "a likelihood from " + samples + " draws; give at least 1, such as 500");
    }
    LogMeanExp mean = new LogMeanExp(examples.size());
    inChunks(
        examples,
        IMAGES,
        seed,
        (batch, from) -> {
          Gaussian code = network.encode(batch.data());
          int most = Math.max(1, ROWS / batch.size());
          for (int done = 0; done < samples; done += most) {
            Interruption.check();
            addWeights(network, batch, code, Math.min(most, samples - done), mean, from);
          }
        });
    return IntStream.range(0, examples.size()).mapToDouble(mean::value).toArray();
  }

  private static void addWeights(
      VariationalAutoencoder network,
      Minibatch batch,
      Gaussian code,
      int draws,
      LogMeanExp mean,
      int from) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      float[] weights = floats(logWeights(network, batch.data(), code, draws));
      for (int i = 0; i < weights.length; i++) {
        mean.add(from + i % batch.size(), weights[i]);
      }
    }
  }

  /** log p(x | z) + log p(z) − log q(z | x) of so many draws z, {@code [draws, n]}. */
  private static NDArray logWeights(
      VariationalAutoencoder network, NDArray x, Gaussian code, int draws) {
    long n = x.getShape().get(0);
    NDArray z = code.sample(draws);
    NDArray noise = z.sub(code.mean()).div(code.deviation());
    NDArray logits =
        network
            .logits(z.reshape(draws * n, network.codings()))
            .reshape(new Shape(draws, n, network.inputs()));
    NDArray pixels =
        logits.mul(x).sub(Activation.softPlus(logits)).sum(new int[] {2}); // log p(x | z)
    NDArray prior = z.square().sum(new int[] {2});
    NDArray posterior = noise.square().add(code.gamma()).sum(new int[] {2});
    return posterior.sub(prior).div(2).add(pixels);
  }

  @FunctionalInterface
  private interface Chunk {
    void accept(Minibatch batch, int firstExample);
  }

  private static void inChunks(Examples examples, int size, long seed, Chunk chunk) {
    Minibatches batches = new Minibatches(examples, Math.min(size, examples.size()), true);
    Engine.getInstance().setRandomSeed(Long.hashCode(seed));
    Gradients.without(
        () -> {
          for (int i = 0; i < batches.perEpoch(); i++) {
            Interruption.check();
            try (NDScope scope = new NDScope();
                NDManager arrays = Compute.newManager()) {
              scope.suppressNotUsedWarning();
              chunk.accept(batches.get(arrays, i), i * size);
            }
          }
          return null;
        });
  }

  static float[] floats(NDArray array) {
    try (NDArray here = array.toDevice(Device.cpu(), true)) {
      return here.toFloatArray();
    }
  }
}
