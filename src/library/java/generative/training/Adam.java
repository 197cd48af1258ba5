package generative.training;

import java.util.List;
import java.util.Locale;

/**
 * Adam as PyTorch defines it (D. P. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization",
 * 2015).
 *
 * @param beta1 how much of the mean of gradients a step keeps
 * @param beta2 how much of the mean of their squares a step keeps
 * @param epsilon keeps the division finite
 */
record Adam(double beta1, double beta2, double epsilon) implements Descent.Rule {

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
