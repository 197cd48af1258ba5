package generative.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.loss.Loss;
import generative.tensor.Scope;
import generative.tensor.TorchScript;
import generative.tensor.Values;
import java.util.Locale;

/**
 * Bernoulli cross-entropy from logits, in nats an example: how surprised the decoder is by the
 * pixels, summed over them.
 *
 * <p>With p = sigmoid(l), −x log p − (1 − x) log(1 − p) = log(1 + e^l) − x l, which stays finite
 * for any finite logit l (D. P. Kingma, M. Welling, "Auto-Encoding Variational Bayes", 2014,
 * appendix C.1). An infinite one costs 0 where it is right and infinity elsewhere. Gray pixels x in
 * [0, 1] are allowed; the least possible value is then their entropy, not 0.
 */
public final class CrossEntropy extends Loss {

  private static final float ROUNDING = 1e-6f;

  /** The target's least and greatest number and the nats' sum, in one reading off the device. */
  private static final TorchScript LOOK =
      TorchScript.of(
          """
          def forward(self: __torch__.G,
              nats: Tensor,
              x: Tensor) -> Tensor:
            low, high, = torch.aminmax(x)
            sum = torch.to(torch.sum(nats), 6)
            return torch.stack([torch.to(low, 6), torch.to(high, 6), sum])""");

  /** Makes the loss for a stock Trainer, with the mean over the batch. */
  public CrossEntropy() {
    super("CrossEntropy");
  }

  /**
   * Returns the cross-entropy of each example, {@code [n]}, in nats.
   *
   * @param logits {@code [n, …]}, before the sigmoid
   * @param target of the same shape, in [0, 1]
   * @throws IllegalArgumentException if the shapes differ or a type isn't floating point, or if the
   *     target holds NaN or a number outside [0, 1]
   */
  public static NDArray crossEntropy(NDArray logits, NDArray target) {
    Objectives.requireSameShape(logits, target);
    int[] features = Objectives.features(logits);
    NDArray nats =
        Scope.keeping(() -> Activation.softPlus(logits).sub(logits.mul(target)).sum(features));
    if (logits.size() == 0 || isNumber(nats, target)) {
      return nats;
    }
    nats.close();
    return Scope.keeping(() -> limit(logits, target).sum(features));
  }

  /** Whether the sum is a number, after a look at the target. */
  private static boolean isNumber(NDArray nats, NDArray target) {
    float[] seen = look(nats, target);
    if (Float.isNaN(seen[0])) {
      throw new IllegalArgumentException(
          "the target holds NaN, which is no number; look for it where the data is made");
    }
    if (seen[0] < -ROUNDING || seen[1] > 1 + ROUNDING) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the target's numbers reach from %s to %s; cross-entropy takes those in [0, 1], so"
                  + " divide pixels of 0 to 255 by 255",
              seen[0],
              seen[1]));
    }
    return !Float.isNaN(seen[2]);
  }

  private static float[] look(NDArray nats, NDArray target) {
    try (NDArray seen = LOOK.array(target.getManager(), nats, target)) {
      return Values.floats(seen);
    }
  }

  /** What the terms approach where a logit is infinite: 0 if it is right, else infinity. */
  private static NDArray limit(NDArray logits, NDArray target) {
    NDArray infinite = logits.isInfinite();
    NDArray zero = logits.zerosLike();
    NDArray finite = NDArrays.where(infinite, zero, logits);
    NDArray terms = Activation.softPlus(finite).sub(finite.mul(target));
    NDArray said = logits.gt(zero).toType(target.getDataType(), false);
    NDArray wrong = zero.add(logits.getManager().full(new Shape(), Float.POSITIVE_INFINITY));
    return NDArrays.where(infinite, NDArrays.where(target.eq(said), zero, wrong), terms);
  }

  /**
   * Returns the batch's mean, a scalar.
   *
   * @throws IllegalArgumentException if either isn't one array, or there is no example
   */
  @Override
  public NDArray evaluate(NDList labels, NDList predictions) {
    return Objectives.mean(
        "the predictions",
        crossEntropy(
            Objectives.only("the predictions", predictions),
            Objectives.only("the labels", labels)));
  }
}
