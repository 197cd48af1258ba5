package generative.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.training.loss.Loss;

/**
 * Bernoulli cross-entropy from logits, in nats an example: how surprised the decoder is by the
 * pixels, summed over them.
 *
 * <p>With p = sigmoid(l), −x log p − (1 − x) log(1 − p) = log(1 + e^l) − x l, which stays finite
 * for any finite logit l (D. P. Kingma, M. Welling, "Auto-Encoding Variational Bayes", 2014,
 * appendix C.1). Gray pixels x in [0, 1] are allowed; the least possible value is then their
 * entropy, not 0.
 */
public final class CrossEntropy extends Loss {

  /** Makes the loss for a stock Trainer, with the mean over the batch. */
  public CrossEntropy() {
    super("CrossEntropy");
  }

  /**
   * Returns the cross-entropy of each example, {@code [n]}, in nats.
   *
   * @param logits {@code [n, …]}, before the sigmoid
   * @param target of the same shape, in [0, 1]
   * @throws IllegalArgumentException if the shapes differ; it names both
   */
  public static NDArray crossEntropy(NDArray logits, NDArray target) {
    Objectives.requireSameShape(logits, target);
    int[] features = Objectives.features(logits);
    return Objectives.result(
        () -> Activation.softPlus(logits).sub(logits.mul(target)).sum(features));
  }

  /** Returns the batch's mean, a scalar. */
  @Override
  public NDArray evaluate(NDList labels, NDList predictions) {
    return crossEntropy(predictions.singletonOrThrow(), labels.singletonOrThrow()).mean();
  }
}
