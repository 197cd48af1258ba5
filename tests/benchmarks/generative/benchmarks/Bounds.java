package generative.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.tracker.Tracker;
import generative.data.Examples;
import generative.data.Images;
import generative.evaluation.Estimate;
import generative.evaluation.Likelihood;
import generative.nn.VariationalAutoencoder;
import generative.tensor.Compute;
import generative.training.History;
import generative.training.Training;
import generative.training.optimizer.LinearDecay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import tech.tablesaw.api.Table;

/**
 * Trains the variational autoencoder of the source article, 784-500-500-20-500-500-784, and
 * compares it with what Python's torch reached: the negative bound on MNIST's test images, and the
 * importance-sampled negative log-likelihood of the first 1,000, in nats an image, means of three
 * seeds. The first seed's histories go to {@code notebooks/results}, where lesson 02 reads them.
 *
 * <p>It takes about an hour, keeps checkpoints in {@code target/bounds} and goes on from them.
 */
public final class Bounds {

  private static final int SEEDS = 3;
  private static final Path RESULTS = Path.of("notebooks", "results");
  private static final Path CHECKPOINTS = Path.of("target", "bounds");
  private static final Images MNIST = Images.load("mnist");

  /** A value of the reference and its standard deviation over seeds; NaN where none is known. */
  private record Reference(int epochs, double value, double deviation) {}

  private Bounds() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(Compute.describe());
    Files.createDirectories(CHECKPOINTS);
    Files.createDirectories(RESULTS);
    compare(
        "1e-3",
        50,
        training -> Tracker.fixed(1e-3f),
        new Reference(1, 122.45, 1.09),
        new Reference(5, 107.28, 0.24),
        new Reference(10, 104.00, 0.34),
        new Reference(50, 99.13, 0.29));
    for (int epochs : new int[] {10, 33, 50}) {
      compare(
          "2e-3 to 0",
          epochs,
          training -> LinearDecay.toZero(2e-3f, training.steps(epochs)),
          new Reference(
              epochs,
              epochs == 10 ? 102.2 : epochs == 33 ? 98.05 : 97.12,
              epochs == 10 ? Double.NaN : epochs == 33 ? 0.14 : 0.13));
    }
  }

  private interface Schedule {
    Tracker of(Training training);
  }

  private static void compare(String name, int epochs, Schedule rate, Reference... references)
      throws IOException {
    double[][] bounds = new double[SEEDS][];
    double[][] likelihoods = new double[SEEDS][];
    for (int seed = 1; seed <= SEEDS; seed++) {
      String run =
          String.format(Locale.ROOT, "%s-%d-epochs-%d", name.replace(' ', '-'), epochs, seed);
      var network = Subject.variationalNetwork(20);
      try (Training training =
          Training.of(network, MNIST.train(), Subject.BATCH).seed(seed).heldOut(MNIST.test())) {
        training.adam(rate.of(training));
        History history =
            train(training, network, CHECKPOINTS.resolve(run + ".safetensors"), epochs);
        bounds[seed - 1] = sum(history, "held-out reconstruction", "held-out latent");
        likelihoods[seed - 1] = epochs == 50 ? likelihoods(network) : new double[0];
        if (seed == 1) {
          save(
              history,
              String.format(
                  Locale.ROOT, "variational-%s-%d-epochs.csv", name.replace(' ', '-'), epochs));
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%s: bound %.2f %s%n",
          run,
          bounds[seed - 1][epochs - 1],
          Arrays.toString(likelihoods[seed - 1]));
    }
    for (Reference reference : references) {
      report(name, reference, bounds);
    }
    if (epochs == 50) {
      reportLikelihoods(name, likelihoods);
    }
  }

  private static History train(
      Training training, VariationalAutoencoder network, Path checkpoint, int epochs) {
    training.checkpoint(checkpoint);
    if (Files.exists(checkpoint)) {
      training.resume(checkpoint);
    }
    return training.history().epochs() == epochs
        ? training.history()
        : training.run(epochs, Subject.bound(network));
  }

  private static void save(History history, String file) {
    Table table = history.table();
    table.removeColumns("seconds");
    table.write().csv(RESULTS.resolve(file).toString());
  }

  /**
   * Of the first 1,000 test images, from 500 draws each: as they are, and binarized, each pixel
   * drawn white with the probability of its gray.
   */
  private static double[] likelihoods(VariationalAutoencoder network) {
    Examples gray = MNIST.test().first(1000);
    Engine.getInstance().setRandomSeed(1);
    try (NDManager manager = Compute.newManager()) {
      NDArray coins = manager.randomUniform(0, 1, gray.data().getShape());
      NDArray white = gray.data().gt(coins).toType(DataType.FLOAT32, false);
      return new double[] {
        -Estimate.of(Likelihood.logLikelihood(network, gray, 500, 1)).mean(),
        -Estimate.of(Likelihood.logLikelihood(network, Examples.of(white, null), 500, 1)).mean()
      };
    }
  }

  private static double[] sum(History history, String a, String b) {
    double[] sum = history.values(a).clone();
    double[] more = history.values(b);
    Arrays.setAll(sum, i -> sum[i] + more[i]);
    return sum;
  }

  private static void report(String rate, Reference reference, double[][] bounds) {
    int last = reference.epochs() - 1;
    Estimate ours = Estimate.of(Arrays.stream(bounds).mapToDouble(b -> b[last]).toArray());
    System.out.printf(
        Locale.ROOT,
        "rate %s, %d epochs: bound %s; torch %.2f, deviation %.2f%n",
        rate,
        reference.epochs(),
        ours,
        reference.value(),
        reference.deviation());
  }

  private static void reportLikelihoods(String rate, double[][] likelihoods) {
    String[] kind = {"gray (torch at 1e-3: 92.71 ± 0.14)", "binarized (torch at 1e-3: 89.01)"};
    for (int i = 0; i < kind.length; i++) {
      int at = i;
      Estimate ours = Estimate.of(Arrays.stream(likelihoods).mapToDouble(l -> l[at]).toArray());
      System.out.printf(
          Locale.ROOT, "rate %s, negative log-likelihood %s: %s%n", rate, kind[i], ours);
    }
  }
}
