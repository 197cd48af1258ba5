package generative.objective;

import ai.djl.ndarray.NDArray;
import java.util.Locale;

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
   * @param onReal the critic's values of real examples, {@code [n]}
   * @param onFake its values of generated ones, {@code [m]}
   */
  public static NDArray estimate(NDArray onReal, NDArray onFake) {
    return Objectives.result(() -> mean(onReal, "real").sub(mean(onFake, "generated")));
  }

  /** Returns what the critic minimizes, the negative {@link #estimate}, a scalar. */
  public static NDArray criticLoss(NDArray onReal, NDArray onFake) {
    return Objectives.result(() -> mean(onFake, "generated").sub(mean(onReal, "real")));
  }

  /**
   * Returns what the generator minimizes, −mean f(generated), a scalar.
   *
   * @param onFake the critic's values of generated examples, {@code [m]}
   */
  public static NDArray generatorLoss(NDArray onFake) {
    return Objectives.result(() -> mean(onFake, "generated").neg());
  }

  private static NDArray mean(NDArray values, String which) {
    Objectives.requireFloating("the critic's values of the " + which + " examples", values);
    if (values.getShape().dimension() != 1 || values.size() == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the critic's values of the %s examples have shape %s; one number each, [n], is needed",
              which,
              values.getShape()));
    }
    return values.mean();
  }
}
