package generative.training;

import java.util.List;

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

  /** A step that failed has gradients of zero, and keeps the whole mean. */
  @Override
  public String script() {
    return """
        stop = torch.gt(failed, 0)
        moves = annotate(List[Tensor], [])
        for k in range(torch.len(g)):
          m0 = torch.append(moves, torch.where(stop, torch.zeros_like(g[k]), g[k]))
        keep = torch.add(torch.mul(failed, %2$s), %1$s)
        for n in range(torch.len(g)):
          v0 = torch.mul_((state[1])[n], keep)
        torch._foreach_addcmul_(state[1], moves, moves, %2$s)
        root = torch._foreach_sqrt(state[1])
        torch._foreach_add_(root, %3$s)
        torch._foreach_addcdiv_(w, moves, root, torch.neg(lr))"""
        .formatted(alpha, 1 - alpha, epsilon);
  }
}
