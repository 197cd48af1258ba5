package generative.benchmarks;

import generative.data.Images;
import generative.tensor.Compute;
import generative.training.History;
import generative.training.Training;
import java.util.Locale;

/**
 * Trains the autoencoder as the reference was trained, by Python's torch on a GPU, and compares the
 * error on MNIST's test images after 1, 5 and 10 epochs: squared error, Adam 1e-3, batch 150, last
 * partial batch dropped, mean of seeds 1 to 3.
 */
public final class HeldOut {

  private static final int[] EPOCHS = {1, 5, 10};
  private static final double[] TWO_CODINGS = {0.0481, 0.0397, 0.0374};
  private static final double[] TWENTY_CODINGS = {0.0154, 0.0098, 0.0083};
  private static final int SEEDS = 3;

  private HeldOut() {}

  public static void main(String[] arguments) {
    System.out.println(Compute.describe());
    System.out.println("codings  epochs     ours   torch   ratio");
    compare(2, TWO_CODINGS);
    compare(20, TWENTY_CODINGS);
  }

  private static void compare(int codings, double[] reference) {
    double[] means = new double[EPOCHS.length];
    for (int seed = 1; seed <= SEEDS; seed++) {
      double[] errors = testErrors(codings, seed);
      for (int i = 0; i < EPOCHS.length; i++) {
        means[i] += errors[EPOCHS[i] - 1] / SEEDS;
      }
    }
    for (int i = 0; i < EPOCHS.length; i++) {
      System.out.printf(
          Locale.ROOT,
          "%7d %7d  %.5f  %.4f  %.4f%n",
          codings,
          EPOCHS[i],
          means[i],
          reference[i],
          means[i] / reference[i]);
    }
  }

  /** Error per pixel after each epoch. */
  private static double[] testErrors(int codings, long seed) {
    Images mnist = Images.load("mnist");
    Subject subject = Subject.autoencoder(codings);
    try (Training training =
        Training.of(subject.network(), mnist.train(), Subject.BATCH)
            .adam(1e-3f)
            .seed(seed)
            .heldOut(mnist.test())) {
      History history = training.run(10, subject.step());
      return history.values("held-out error");
    }
  }
}
