package generative.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import generative.data.Examples;
import generative.data.Minibatch;
import generative.data.Minibatches;
import generative.nn.Decoder;
import generative.nn.Encoder;
import generative.nn.Gaussian;
import generative.nn.VariationalAutoencoder;
import generative.objective.EvidenceLowerBound;
import generative.tensor.Compute;
import generative.tensor.Gradients;
import generative.tensor.Interruption;
import generative.tensor.NormalDraws;
import generative.tensor.Require;
import generative.tensor.Scope;
import generative.tensor.Values;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * How likely a variational autoencoder holds examples to be, in nats an example: one of ours, or
 * any {@link Encoder} and {@link Decoder}.
 *
 * <p>The number that one wants, log p(x), is an integral over all codings. The evidence lower bound
 * is below it. Drawing k codings from the encoder's Gaussian q and weighting them,
 *
 * <pre>log p(x) ≈ log 1/k Σ p(x | z) p(z) / q(z | x),</pre>
 *
 * comes closer the larger k is, on average from below (Y. Burda, R. Grosse, R. Salakhutdinov,
 * "Importance Weighted Autoencoders", 2016). Memory does not grow with examples or draws. The same
 * seed on the same device gives the same numbers, and the engine's own random numbers are left
 * alone, so a training in another thread draws what it would have drawn.
 */
public final class Likelihood {

  /** Images that the decoder draws at once; 784 pixels each make 9 MB an array. */
  private static final int ROWS = 3000;

  private static final int IMAGES = 100;

  private Likelihood() {}

  /**
   * Returns the evidence lower bound of each example, {@code [n]}, in nats, from one draw each.
   *
   * @param examples {@code [n, inputs]} from 0 to 1, n at least 1
   * @param seed of the draws
   * @throws IllegalArgumentException if the examples are of another shape, type or range
   * @throws IllegalStateException if the examples or the network's weights are closed or missing
   * @throws CancellationException if the thread was interrupted
   */
  public static double[] lowerBound(VariationalAutoencoder network, Examples examples, long seed) {
    Objects.requireNonNull(network, "network");
    return lowerBound(network, network, examples, seed);
  }

  /** Likewise, of any encoder and any decoder of its codings; examples are {@code [n, …]}. */
  public static double[] lowerBound(
      Encoder encoder, Decoder decoder, Examples examples, long seed) {
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(decoder, "decoder");
    check(examples);
    double[] bounds = new double[examples.size()];
    inChunks(
        examples,
        ROWS,
        seed,
        (batch, from, noise) -> {
          Gaussian code = encode(encoder, batch.data());
          NDArray drawn = noise.normal(code.mean().getShape(), code.mean());
          NDArray z = code.mean().add(code.deviation().mul(drawn));
          NDArray logits = logits(decoder, z, batch.data().getShape());
          float[] bound =
              Values.floats(
                  EvidenceLowerBound.evidenceLowerBound(
                      logits, batch.data(), code.mean(), code.gamma()));
          IntStream.range(0, bound.length).forEach(i -> bounds[from + i] = bound[i]);
        });
    return bounds;
  }

  /**
   * Returns the importance-sampled log-likelihood of each example, {@code [n]}, in nats.
   *
   * @param examples {@code [n, inputs]} from 0 to 1, n at least 1
   * @param samples draws an example; 500 is customary, 5,000 is better
   * @param seed of the draws
   * @throws IllegalArgumentException if there is less than one draw, or the examples are of another
   *     shape, type or range
   * @throws IllegalStateException if the examples or the network's weights are closed or missing
   * @throws CancellationException if the thread was interrupted
   */
  public static double[] logLikelihood(
      VariationalAutoencoder network, Examples examples, int samples, long seed) {
    Objects.requireNonNull(network, "network");
    return logLikelihood(network, network, examples, samples, seed);
  }

  /** Likewise, of any encoder and any decoder of its codings; examples are {@code [n, …]}. */
  public static double[] logLikelihood(
      Encoder encoder, Decoder decoder, Examples examples, int samples, long seed) {
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(decoder, "decoder");
    if (samples < 1) {
      throw new IllegalArgumentException(
          "a likelihood from " + samples + " draws; give at least 1, such as 500");
    }
    check(examples);
    LogMeanExp mean = new LogMeanExp(examples.size());
    inChunks(
        examples,
        IMAGES,
        seed,
        (batch, from, noise) -> {
          Gaussian code = encode(encoder, batch.data());
          int most = Math.max(1, ROWS / batch.size());
          for (int left = samples; left > 0; left -= Math.min(left, most)) {
            Interruption.check();
            addWeights(decoder, batch, code, noise, Math.min(most, left), mean, from);
          }
        });
    return IntStream.range(0, examples.size()).mapToDouble(mean::value).toArray();
  }

  /** The encoder's Gaussians, one for each example. */
  static Gaussian encode(Encoder encoder, NDArray x) {
    Gaussian code = Objects.requireNonNull(encoder.encode(x), "the encoder's Gaussians");
    Shape means = code.mean().getShape();
    if (means.dimension() < 2 || means.get(0) != x.getShape().get(0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the encoder gives means %s for %d examples; one row each, [n, codings], is needed",
              Require.brackets(means),
              x.getShape().get(0)));
    }
    return code;
  }

  /** The decoder's logits of examples of that shape. */
  private static NDArray logits(Decoder decoder, NDArray z, Shape examples) {
    NDArray logits = Require.floating(decoder.logits(z), "what the decoder gives");
    Shape needed = new Shape(z.getShape().get(0)).addAll(examples.slice(1));
    if (!logits.getShape().equals(needed)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the decoder gives %s for codings %s; %s is needed, as the examples are",
              Require.brackets(logits.getShape()),
              Require.brackets(z.getShape()),
              Require.brackets(needed)));
    }
    return logits;
  }

  /** Throws an exception unless these can be probabilities. */
  private static void check(Examples examples) {
    Sample.requireWithin(
        examples, 0, 1, "pixels from 0 to 1 are expected, such as bytes divided by 255");
  }

  private static void addWeights(
      Decoder decoder,
      Minibatch batch,
      Gaussian code,
      NormalDraws noise,
      int draws,
      LogMeanExp mean,
      int from) {
    Scope.freeing(
        () -> {
          float[] weights = Values.floats(logWeights(decoder, batch, code, noise, draws));
          for (int i = 0; i < weights.length; i++) {
            mean.add(from + i % batch.size(), weights[i]);
          }
        });
  }

  /** log p(x | z) + log p(z) − log q(z | x) of so many draws z, {@code [draws, n]}. */
  private static NDArray logWeights(
      Decoder decoder, Minibatch batch, Gaussian code, NormalDraws noise, int draws) {
    Shape x = batch.data().getShape();
    long n = batch.size();
    Shape each = code.mean().getShape();
    NDArray drawn = noise.normal(new Shape(draws).addAll(each), code.mean());
    NDArray z = code.deviation().mul(drawn).add(code.mean());
    Shape all = new Shape(draws * n).addAll(each.slice(1));
    NDArray logits =
        logits(decoder, z.reshape(all), x).reshape(new Shape(draws, n, x.slice(1).size()));
    NDArray pixels =
        logits
            .mul(batch.data().reshape(new Shape(n, x.slice(1).size())))
            .sub(Activation.softPlus(logits))
            .sum(new int[] {2}); // log p(x | z)
    NDArray prior = z.square().sum(codings(each));
    NDArray posterior = drawn.square().add(code.gamma()).sum(codings(each));
    return posterior.sub(prior).div(2).add(pixels);
  }

  /** The axes of the codings of draws {@code [draws, n, …]}. */
  private static int[] codings(Shape each) {
    return IntStream.range(2, each.dimension() + 1).toArray();
  }

  @FunctionalInterface
  private interface Chunk {
    void accept(Minibatch batch, int firstExample, NormalDraws noise);
  }

  private static void inChunks(Examples examples, int size, long seed, Chunk chunk) {
    Minibatches batches = new Minibatches(examples, Math.min(size, examples.size()), true);
    Gradients.without(
        () -> {
          try (NormalDraws noise = new NormalDraws(seed)) {
            inChunks(batches, size, noise, chunk);
          }
          return null;
        });
  }

  private static void inChunks(Minibatches batches, int size, NormalDraws noise, Chunk chunk) {
    for (int at = 0; at < batches.perEpoch(); at++) {
      int i = at;
      Interruption.check();
      Scope.freeing(
          () -> {
            try (NDManager arrays = Compute.newManager()) {
              chunk.accept(batches.get(arrays, i), i * size, noise);
            }
          });
    }
  }
}
