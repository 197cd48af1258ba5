package generative.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import generative.tensor.Scope;
import java.util.Locale;
import java.util.Objects;

/**
 * The latent loss of a variational autoencoder: how far the encoder's Gaussians are from the unit
 * Gaussian, as the Kullback-Leibler divergence in nats an example (D. P. Kingma, M. Welling,
 * "Auto-Encoding Variational Bayes", 2014, appendix B).
 *
 * <p>It is 0 where all means are 0 and all deviations 1. Both forms are the same number where
 * neither fails. With single precision, the one in σ is infinite below γ = log σ² ≈ −104, where σ²
 * underflows, and NaN above γ ≈ 88.7, where σ² overflows; the one in γ stays right as it falls, and
 * is infinite above. Close to γ = 0 and mean 0 both lose digits, since they subtract numbers that
 * are nearly equal: the error is about 1e-7 nats a coding, whatever the loss itself.
 */
public final class LatentLoss extends Loss {

  /**
   * Makes the loss for a stock Trainer, with the mean over the batch; beside a loss of the
   * reconstruction it is added by DJL's {@code SimpleCompositeLoss}.
   */
  public LatentLoss() {
    super("LatentLoss");
  }

  /**
   * Returns the batch's mean, a scalar.
   *
   * @param labels play no part
   * @param predictions mean and log-variance, the last two arrays that the network gives
   * @throws IllegalArgumentException if there are fewer than two, or no example
   */
  @Override
  public NDArray evaluate(NDList labels, NDList predictions) {
    int given = Objects.requireNonNull(predictions, "the predictions").size();
    if (given < 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the network gave %d arrays; mean and log-variance are needed", given));
    }
    return Scope.keeping(
        () ->
            Objectives.mean(
                "the predictions",
                latentLoss(predictions.get(given - 2), predictions.get(given - 1))));
  }

  /**
   * Returns ½ Σ (exp γ + mean² − 1 − γ) for each example, {@code [n]}, in nats; the sum is over the
   * codings.
   *
   * @param mean {@code [n, codings]}, or codings of more axes
   * @param gamma the log-variances γ = log σ², of the same shape
   * @throws IllegalArgumentException if the shapes differ or a type isn't floating point
   */
  public static NDArray latentLoss(NDArray mean, NDArray gamma) {
    Objectives.requireSameShape("the mean", mean, "gamma", gamma);
    int[] features = Objectives.features(mean);
    return Scope.keeping(
        () -> half(gamma.exp().add(mean.square()).sub(one(mean)).sub(gamma).sum(features)));
  }

  /**
   * Returns ½ Σ (mean² + σ² − log σ² − 1) for each example, {@code [n]}, in nats.
   *
   * @param mean {@code [n, codings]}, or codings of more axes
   * @param deviation the standard deviations σ, of the same shape; their sign plays no part, and
   *     one of 0 costs infinity
   * @throws IllegalArgumentException if the shapes differ or a type isn't floating point
   */
  public static NDArray latentLossOfDeviation(NDArray mean, NDArray deviation) {
    Objectives.requireSameShape("the mean", mean, "the deviation", deviation);
    int[] features = Objectives.features(mean);
    return Scope.keeping(
        () -> {
          NDArray variance = deviation.square();
          NDArray terms = mean.square().add(variance).sub(variance.log()).sub(one(mean));
          return half(terms.sum(features));
        });
  }

  /** A constant that the engine holds, since one on Java's heap may be freed before backward. */
  private static NDArray one(NDArray like) {
    return like.getManager().ones(new Shape(), like.getDataType());
  }

  private static NDArray half(NDArray sum) {
    NDManager manager = sum.getManager();
    return sum.mul(manager.full(new Shape(), 0.5f, sum.getDataType()));
  }
}
