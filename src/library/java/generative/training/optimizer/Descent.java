package generative.training.optimizer;

import ai.djl.training.tracker.MultiFactorTracker;
import ai.djl.training.tracker.Tracker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How a network's weights move down their gradients: a rule, its learning rate, and on request a
 * bound that no weight leaves:
 *
 * <pre>{@code
 * adam(LinearDecay.toZero(2e-3f, steps), 0, 0.9)
 * rmsProp(5e-5f).clip(0.01f)
 * }</pre>
 */
public final class Descent {

  private final Rule rule;
  private final Tracker rate;
  private final float clip;

  /** What an optimizer remembers of each weight, and how it moves all of them. */
  sealed interface Rule {

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
    if (rate instanceof MultiFactorTracker) {
      throw new IllegalArgumentException(
          "DJL's MultiFactorTracker remembers for which steps it was asked, so a second run would"
              + " begin where the first ended; give a pure function of the step, such as step ->"
              + " step < 1000 ? 1e-3f : 1e-4f");
    }
    this.clip = clip;
  }

  /** Returns Adam (D. P. Kingma, J. Ba, 2015) with β₁ = 0.9, β₂ = 0.999 and a constant rate. */
  public static Descent adam(float rate) {
    return adam(constant(rate));
  }

  /**
   * Returns Adam with a learning rate that changes. The tracker must be a pure function of the
   * step, counted from 0, since it is also asked out of order.
   *
   * @throws IllegalArgumentException if it is DJL's MultiFactorTracker, which is none
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
  public double rate(int step) {
    return rate.getNewValue(step);
  }

  /** The bound, 0 if there is none. */
  float clip() {
    return clip;
  }

  /**
   * What a resumed run must share, by the name a person knows it by; a learning rate is looked at
   * in steps 1, 10, … 1,000,000.
   *
   * @param whose as in "critic's ", empty for the only network
   */
  public Map<String, String> identity(String whose) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int step = 1; step <= 1_000_000; step *= 10) {
      values.put(
          String.format(Locale.ROOT, "%slearning rate at step %,d", whose, step), rateAt(step));
    }
    if (!rateAt(1).equals(values.values().iterator().next())) {
      throw new IllegalArgumentException(
          "the tracker gives step 1 another learning rate after it was asked for a later one, as"
              + " DJL's MultiFactorTracker does; for a checkpoint give a pure function of the step,"
              + " such as step -> step < 1000 ? 1e-3f : 1e-4f");
    }
    values.put(whose + "optimizer", "" + rule);
    values.put(whose + "bound of weights", clip == 0 ? "none" : "" + clip);
    return values;
  }

  /** A tracker may know only the steps of its run. */
  private String rateAt(int step) {
    try {
      return "" + (float) rate(step - 1);
    } catch (RuntimeException e) {
      return "none";
    }
  }

  /**
   * Adam as PyTorch defines it (D. P. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization",
   * 2015).
   *
   * @param beta1 how much of the mean of gradients a step keeps
   * @param beta2 how much of the mean of their squares a step keeps
   * @param epsilon keeps the division finite
   */
  record Adam(double beta1, double beta2, double epsilon) implements Rule {

    /** As in the paper. */
    static final Adam USUAL = new Adam(0.9, 0.999, 1e-8);

    @Override
    public List<String> memory() {
      return List.of("mean", "variance");
    }

    @Override
    public String script() {
      return String.format(
          Locale.ROOT,
          """
          torch._fused_adam_(w, g, state[1], state[2], annotate(List[Tensor], []), state[0], \
          lr=lr, beta1=%s, beta2=%s, weight_decay=0., eps=%s, \
          amsgrad=False, maximize=False, found_inf=failed)""",
          beta1,
          beta2,
          epsilon);
    }
  }

  /**
   * RMSProp as PyTorch defines it: each weight's step is divided by the root mean square of its
   * gradients (T. Tieleman, G. Hinton, "Lecture 6.5 - RMSProp", 2012). It has no momentum.
   *
   * @param alpha how much of the mean of squares a step keeps
   * @param epsilon keeps the division finite
   */
  record RmsProp(double alpha, double epsilon) implements Rule {

    /** As in PyTorch. */
    static final RmsProp USUAL = new RmsProp(0.99, 1e-8);

    @Override
    public List<String> memory() {
      return List.of("mean square");
    }

    /**
     * Adam's fused kernel, which leaves all as it is if the step failed: without momentum its mean
     * of gradients is the gradient, and its correction of the squares vanishes when many steps are
     * claimed.
     */
    @Override
    public String script() {
      return String.format(
          Locale.ROOT,
          """
          many = annotate(List[Tensor], [])
          for k in range(torch.len(g)):
            m0 = torch.append(many, torch.add((state[0])[0], 1.0e9))
          torch._fused_adam_(w, g, g, state[1], annotate(List[Tensor], []), many, \
          lr=lr, beta1=0., beta2=%s, weight_decay=0., eps=%s, \
          amsgrad=False, maximize=False, found_inf=failed)""",
          alpha,
          epsilon);
    }
  }
}
