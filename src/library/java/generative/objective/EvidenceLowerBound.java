package generative.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import generative.tensor.Scope;
import java.util.Locale;
import java.util.Objects;

/**
 * The evidence lower bound: a number of nats that the log-likelihood of an example is not below, on
 * average over the codings drawn (D. P. Kingma, M. Welling, "Auto-Encoding Variational Bayes",
 * 2014). As a loss it is the negative bound, so that training raises the bound.
 *
 * <p>A weight β on the latent loss trades sharp reconstructions against codings that follow the
 * unit Gaussian (I. Higgins and others, "β-VAE: Learning Basic Visual Concepts with a Constrained
 * Variational Framework", 2017); with β below 1 it is no bound any more.
 */
public final class EvidenceLowerBound extends Loss {

  private final float beta;

  /** Makes the loss for a stock Trainer, with the mean over the batch. */
  public EvidenceLowerBound() {
    this(1);
  }

  /**
   * Makes the loss with a weight on its latent part.
   *
   * @param beta the weight β; 1 gives the bound
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public EvidenceLowerBound(float beta) {
    super("EvidenceLowerBound");
    if (!(beta >= 0) || Float.isInfinite(beta)) {
      throw new IllegalArgumentException(
          "the latent loss's weight is " + beta + "; give a finite number from 0 up, such as 1");
    }
    this.beta = beta;
  }

  /**
   * Returns the bound of each example, {@code [n]}, in nats: −(cross-entropy + latent loss).
   *
   * @param logits the decoder's, {@code [n, features]}, of codings drawn from the Gaussians
   * @param target the examples, of the same shape, in [0, 1]
   * @param mean of the encoder's Gaussians, {@code [n, codings]}
   * @param gamma their log-variances, of the same shape
   * @throws IllegalArgumentException if shapes or numbers of examples differ; it names both
   */
  public static NDArray evidenceLowerBound(
      NDArray logits, NDArray target, NDArray mean, NDArray gamma) {
    return Scope.keeping(
        () -> {
          NDArray reconstruction = CrossEntropy.crossEntropy(logits, target);
          return reconstruction.add(latent(reconstruction, mean, gamma)).neg();
        });
  }

  /**
   * Returns the batch's mean of cross-entropy + β · latent loss, a scalar.
   *
   * @param labels the examples
   * @param predictions logits, mean and log-variance, as a variational autoencoder's block gives
   */
  @Override
  public NDArray evaluate(NDList labels, NDList predictions) {
    if (Objects.requireNonNull(predictions, "the predictions").size() != 3) {
      throw new IllegalArgumentException(
          "the network gave "
              + predictions.size()
              + " arrays; logits, mean and log-variance are needed");
    }
    NDArray logits = Objects.requireNonNull(predictions.get(0), "the logits");
    return Scope.keeping(
        () -> {
          NDArray weight = logits.getManager().full(new Shape(), beta, logits.getDataType());
          NDArray reconstruction =
              CrossEntropy.crossEntropy(logits, Objectives.only("the labels", labels));
          NDArray latent = latent(reconstruction, predictions.get(1), predictions.get(2));
          return Objectives.mean("the predictions", reconstruction.add(latent.mul(weight)));
        });
  }

  /** The latent loss of as many examples as were reconstructed. */
  private static NDArray latent(NDArray reconstruction, NDArray mean, NDArray gamma) {
    NDArray latent = LatentLoss.latentLoss(mean, gamma);
    if (!latent.getShape().equals(reconstruction.getShape())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the logits are of %d examples, the mean and gamma of %d; they must agree",
              reconstruction.size(),
              latent.size()));
    }
    return latent;
  }
}
