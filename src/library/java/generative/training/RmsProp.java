package generative.training;

import java.util.List;
import java.util.Locale;

/**
 * RMSProp as PyTorch defines it: each weight's step is divided by the root mean square of its
 * gradients (T. Tieleman, G. Hinton, "Lecture 6.5 - RMSProp", 2012). It has no momentum.
 *
 * @param alpha how much of the mean of squares a step keeps
 * @param epsilon keeps the division finite
 */
record RmsProp(double alpha, double epsilon) implements Descent.Rule {

  /** As in PyTorch. */
  static final RmsProp USUAL = new RmsProp(0.99, 1e-8);

  @Override
  public List<String> memory() {
    return List.of("mean square");
  }

  /**
   * Adam's fused kernel, which leaves all as it is if the step failed: without momentum its mean of
   * gradients is the gradient, and its correction of the squares vanishes when many steps are
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
