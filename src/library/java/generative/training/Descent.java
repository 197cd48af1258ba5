package generative.training;

import ai.djl.training.tracker.Tracker;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How a network's weights move down their gradients: a rule, its learning rate, and on request a
 * bound that no weight leaves:
 *
 * <pre>{@code
 * adam(Falling.toZero(2e-3f, steps), 0, 0.9)
 * rmsProp(5e-5f).clip(0.01f)
 * }</pre>
 */
public final class Descent {

  private final Rule rule;
  private final Tracker rate;
  private final float clip;

  /** What an optimizer remembers of each weight, and how it moves all of them. */
  sealed interface Rule permits Adam, RmsProp {

    /** Names of the arrays kept for each weight, zero at the beginning. */
    List<String> memory();

    /**
     * TorchScript that moves the weights {@code w} down {@code g} at the rate {@code lr}, unless
     * {@code failed} is 1; {@code state[0]} counts steps, {@code state[k]} is the k-th memory.
     */
    String script();
  }

  private Descent(Rule rule, Tracker rate, float clip) {
    this.rule = rule;
    this.rate = Objects.requireNonNull(rate, "learning rate");
    this.clip = clip;
  }

  /** Returns Adam (D. P. Kingma, J. Ba, 2015) with β₁ = 0.9, β₂ = 0.999 and a constant rate. */
  public static Descent adam(float rate) {
    return adam(constant(rate));
  }

  /**
   * Returns Adam with a learning rate that changes. The tracker must be a pure function of the
   * step, counted from 0, since it is also asked out of order; DJL's MultiFactorTracker is not.
   */
  public static Descent adam(Tracker rate) {
    return new Descent(Adam.USUAL, rate, 0);
  }

  /** As {@link #adam(Tracker, double, double)} at a constant rate. */
  public static Descent adam(float rate, double beta1, double beta2) {
    return adam(constant(rate), beta1, beta2);
  }

  /**
   * Returns Adam with its own decay rates; β₁ = 0 has no momentum.
   *
   * @throws IllegalArgumentException if one isn't in [0, 1)
   */
  public static Descent adam(Tracker rate, double beta1, double beta2) {
    for (double beta : new double[] {beta1, beta2}) {
      if (!(beta >= 0 && beta < 1)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "Adam's decay rate is %s; give one from 0 up to, but not, 1", beta));
      }
    }
    return new Descent(new Adam(beta1, beta2, Adam.USUAL.epsilon()), rate, 0);
  }

  /** Returns RMSProp (T. Tieleman, G. Hinton, 2012), α = 0.99, which has no momentum. */
  public static Descent rmsProp(float rate) {
    return new Descent(RmsProp.USUAL, constant(rate), 0);
  }

  /**
   * Also sets every weight that has left [−bound, bound] back to its edge, after each step.
   *
   * @throws IllegalArgumentException if the bound isn't positive and finite
   */
  public Descent clip(float bound) {
    if (!(bound > 0) || Float.isInfinite(bound)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "weights can't be clipped to %s; give a positive bound, such as 0.01",
              bound));
    }
    return new Descent(rule, rate, bound);
  }

  private static Tracker constant(float rate) {
    checkRate(rate);
    return Tracker.fixed(rate);
  }

  static void checkRate(float rate) {
    if (!(rate >= 0) || Float.isInfinite(rate)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the learning rate is %s; give a finite number from 0 up, such as 1e-3",
              rate));
    }
  }

  Rule rule() {
    return rule;
  }

  /** The learning rate at a step counted from 0. */
  double rate(int step) {
    return rate.getNewValue(step);
  }

  /** The bound, 0 if there is none. */
  float clip() {
    return clip;
  }
}
