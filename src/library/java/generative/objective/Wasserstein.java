package generative.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Require;
import generative.tensor.Scope;
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

  private static NDArray mean(NDArray values, String which) {
    String name = String.format(Locale.ROOT, "the critic's values of the %s examples", which);
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
    return Objectives.mean(name, values);
  }
}
