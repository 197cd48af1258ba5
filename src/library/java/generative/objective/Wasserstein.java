package generative.objective;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import generative.tensor.Require;
import generative.tensor.Scope;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * The losses of the Wasserstein GAN (M. Arjovsky, S. Chintala, L. Bottou, "Wasserstein GAN", 2017).
 *
 * <p>One sign convention: the critic is high on real examples. What it makes as large as it can,
 * mean f(real) − mean f(generated), is then the estimate of the distance, and it isn't negative
 * once the critic has learned. Both players minimize: the critic the negative estimate, the
 * generator the part of the estimate that it has a hand in.
 */
public final class Wasserstein {

  private Wasserstein() {}

  /**
   * Returns mean f(real) − mean f(generated), a scalar: the earth mover's distance in the ground
   * distance's unit, if f is the best of all 1-Lipschitz functions.
   *
   * @param onReal the critic's values of real examples, {@code [n]} or {@code [n, 1]}
   * @param onFake its values of generated ones, {@code [m]} or {@code [m, 1]}
   * @throws IllegalArgumentException if there are none or they are of another shape
   */
  public static NDArray estimate(NDArray onReal, NDArray onFake) {
    return Scope.keeping(() -> mean(onReal, "real").sub(mean(onFake, "generated")));
  }

  /** Returns what the critic minimizes, the negative {@link #estimate}, a scalar. */
  public static NDArray criticLoss(NDArray onReal, NDArray onFake) {
    return Scope.keeping(() -> mean(onFake, "generated").sub(mean(onReal, "real")));
  }

  /**
   * Returns what the generator minimizes, −mean f(generated), a scalar.
   *
   * @param onFake the critic's values of generated examples, {@code [m]} or {@code [m, 1]}
   */
  public static NDArray generatorLoss(NDArray onFake) {
    return Scope.keeping(() -> mean(onFake, "generated").neg());
  }

  /**
   * Returns the critic's loss for a stock Trainer of the critic, whose batches hold real and
   * generated examples: labels are 1 for the real ones and 0 for the others, {@code [n]} or {@code
   * [n, 1]}. A kind that a batch lacks counts 0. It takes something that bounds the critic's slope,
   * such as clipped weights.
   */
  public static Loss criticLoss() {
    return new OfValues(
        "WassersteinCriticLoss",
        (labels, values) -> {
          NDArray given =
              Require.open(Objectives.only("the labels", labels), "the array of labels");
          if (given.size() != values.size()) {
            throw new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "%d labels for %d of the critic's values; give one each, 1 for real, 0 for"
                        + " generated",
                    given.size(),
                    values.size()));
          }
          NDArray zeroOrOne = given.eq(0).logicalOr(given.eq(1)).all();
          if (given.size() == 0 || !zeroOrOne.toDevice(Device.cpu(), true).getBoolean()) {
            throw new IllegalArgumentException(
                given.size() == 0
                    ? "there are no labels; give one for each of the critic's values"
                    : "a label is neither 1, for a real example, nor 0, for a generated one");
          }
          NDArray real = given.toType(values.getDataType(), false).reshape(values.getShape());
          NDArray fake = real.onesLike().sub(real);
          return share(values, fake).sub(share(values, real));
        });
  }

  /** Of the weighted values, the mean over the weights, or 0 where there is none. */
  private static NDArray share(NDArray values, NDArray weights) {
    return values.mul(weights).sum().div(weights.sum().maximum(values.onesLike().mean()));
  }

  /**
   * Returns the generator's loss for a stock Trainer of a generator with a critic behind it, whose
   * weights are frozen: what the network gives are the critic's values, and labels play no part.
   */
  public static Loss generatorLoss() {
    return new OfValues("WassersteinGeneratorLoss", (labels, values) -> generatorLoss(values));
  }

  /** A loss of the critic's values, {@code [n]} or {@code [n, 1]}. */
  private static final class OfValues extends Loss {

    private final BiFunction<NDList, NDArray, NDArray> formula;

    OfValues(String name, BiFunction<NDList, NDArray, NDArray> formula) {
      super(name);
      this.formula = formula;
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
      NDArray values = one(Objectives.only("the predictions", predictions), "all");
      return Scope.keeping(() -> formula.apply(labels, values));
    }
  }

  private static NDArray mean(NDArray values, String which) {
    return Objectives.mean(name(which), one(values, which));
  }

  private static String name(String which) {
    return String.format(Locale.ROOT, "the critic's values of the %s examples", which);
  }

  /** The values, if there is one number for each example. */
  private static NDArray one(NDArray values, String which) {
    String name = name(which);
    Require.floating(values, name);
    Shape shape = values.getShape();
    if (shape.dimension() != 1 && (shape.dimension() != 2 || shape.get(1) != 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s have shape %s; one number each, [n] or [n, 1], is needed",
              name,
              shape));
    }
    return values;
  }
}
