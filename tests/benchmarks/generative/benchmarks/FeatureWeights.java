package generative.benchmarks;

import static generative.training.Losses.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import generative.data.Examples;
import generative.data.Images;
import generative.data.Minibatch;
import generative.evaluation.Features;
import generative.nn.Forward;
import generative.nn.MultilayerPerceptron;
import generative.tensor.Compute;
import generative.training.History;
import generative.training.Losses;
import generative.training.Training;
import generative.training.optimizer.LinearDecay;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Trains the classifier of {@link Features} and writes its weights into the module's resources:
 * 784-512-64-10, ReLU, cross-entropy over the ten digits, Adam from 1e-3 in a straight line to 0,
 * noise on the pixels.
 */
public final class FeatureWeights {

  private static final int EPOCHS = 20;
  private static final int BATCH = 100;
  private static final float NOISE = 0.2f;
  private static final Path FILE =
      Path.of("src/library/resources/generative/evaluation/features.bin");

  private FeatureWeights() {}

  public static void main(String[] arguments) {
    System.out.println(Compute.describe());
    Images mnist = Images.load("mnist");
    MultilayerPerceptron classifier = new MultilayerPerceptron(512, 64, 10);
    try (Training training = Training.of(classifier, mnist.train(), BATCH).seed(42)) {
      History history =
          training
              .adam(LinearDecay.toZero(1e-3f, training.steps(EPOCHS)))
              .run(EPOCHS, batch -> step(classifier, batch));
      System.out.println(history.table());
    }
    System.out.printf(
        Locale.ROOT, "as trained: %.4f of test images%n", accuracy(classifier, mnist.test()));
    Features.write(classifier.layers(), FILE);
    System.out.printf(Locale.ROOT, "%s is written; build again to use it%n", FILE);
  }

  /** In nats an image. */
  private static Losses step(MultilayerPerceptron classifier, Minibatch batch) {
    NDArray spread = batch.manager().full(batch.data().getShape(), NOISE);
    NDArray noise = batch.manager().randomNormal(batch.data().getShape()).mul(spread);
    NDArray logits = Forward.forward(classifier, batch.data().add(noise));
    NDArray chosen = batch.labels().oneHot(10, DataType.FLOAT32);
    NDArray surprise = logits.logSoftmax(1).mul(chosen).sum(new int[] {1}).neg();
    return losses("surprise", surprise).report("accuracy", logits.argMax(1).eq(batch.labels()));
  }

  private static double accuracy(MultilayerPerceptron classifier, Examples examples) {
    NDArray guesses = Forward.forward(classifier, examples.data()).argMax(1);
    return (double) guesses.eq(examples.labels()).countNonzero().getLong() / examples.size();
  }
}
