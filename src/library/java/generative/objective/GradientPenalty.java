package generative.objective;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import generative.tensor.Gradients;
import generative.tensor.Require;
import generative.tensor.Scope;
import generative.tensor.TorchScript;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * The gradient penalty, which holds a critic's slope at 1 between real and generated examples (I.
 * Gulrajani et al., "Improved Training of Wasserstein GANs", 2017).
 *
 * <p>The slope at a point is the length of the critic's gradient with respect to its input. To
 * minimize a function of it takes a gradient through a gradient, which DJL's collector has no call
 * for; PyTorch's {@code torch.autograd.grad} with {@code create_graph} has.
 *
 * <p>It is no DJL {@code Loss}, since a Loss sees what a network gave and not the network. In a
 * stock Trainer it is added by hand, inside the gradient collector:
 *
 * <pre>{@code
 * try (GradientCollector collector = trainer.newGradientCollector()) {
 *   NDArray penalty = gradientPenalty(x -> forward(critic, x), real, fake, 10).mean();
 *   collector.backward(criticLoss(critic.value(real), critic.value(fake)).add(penalty));
 * }
 * trainer.step();
 * }</pre>
 */
public final class GradientPenalty {

  /** The axes are written out: flattening the gradient instead makes the step a tenth slower. */
  private static final String SLOPE =
      """
      def forward(self: __torch__.G,
          values: Tensor,
          x: Tensor) -> Tensor:
        found = torch.autograd.grad([torch.sum(values)], [x], None, True, True)
        g = unchecked_cast(Tensor, found[0])
        return torch.sqrt(torch.add(torch.sum(torch.mul(g, g), %s), 1.0e-12))""";

  private GradientPenalty() {}

  /**
   * Returns λ (‖∇f(x)‖ − 1)² for each example, {@code [n]}, where x lies at a uniformly drawn place
   * of the segment between a real and a generated example.
   *
   * @param critic gives one value for each row, {@code [n]} or {@code [n, 1]}, and no row's value
   *     depends on another row: with batch normalization in the critic the penalty is another one
   * @param real {@code [n, …]}; one place is drawn for each example
   * @param fake of the same shape; gradients don't flow back through it
   * @param lambda the weight λ; 10 in the paper
   * @throws IllegalArgumentException if the shapes differ or λ is negative or not finite
   */
  public static NDArray gradientPenalty(
      Function<NDArray, NDArray> critic, NDArray real, NDArray fake, float lambda) {
    return Scope.keeping(() -> penalty(critic, between(real, fake), lambda, false));
  }

  /** As {@link #gradientPenalty}, for slopes above 1 only: λ max(0, ‖∇f(x)‖ − 1)². */
  public static NDArray oneSidedGradientPenalty(
      Function<NDArray, NDArray> critic, NDArray real, NDArray fake, float lambda) {
    return Scope.keeping(() -> penalty(critic, between(real, fake), lambda, true));
  }

  /** The penalty at given points {@code [n, …]}. */
  static NDArray penalty(
      Function<NDArray, NDArray> critic, NDArray x, float lambda, boolean oneSided) {
    if (!(lambda >= 0) || Float.isInfinite(lambda)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the penalty's weight is %s; give a finite number from 0 up, such as 10",
              lambda));
    }
    return Scope.keeping(
        () -> {
          NDManager manager = x.getManager();
          NDArray beyond = slope(critic, x).sub(manager.ones(new Shape()));
          NDArray counted = oneSided ? Activation.relu(beyond) : beyond;
          return counted.square().mul(manager.full(new Shape(), lambda));
        });
  }

  /** Points drawn uniformly from the segments, one for each pair of rows. */
  private static NDArray between(NDArray real, NDArray fake) {
    Objectives.requireSameShape("the real batch", real, "the generated batch", fake);
    NDManager manager = real.getManager();
    long[] each = real.getShape().getShape().clone();
    Arrays.fill(each, 1, each.length, 1);
    NDArray share = manager.randomUniform(0, 1, new Shape(each));
    return Gradients.without(() -> fake.add(real.sub(fake).mul(share)));
  }

  /**
   * Returns ‖∇f(x)‖ at each point, {@code [n]}, with respect to x. Inside a training step it can be
   * minimized in turn; elsewhere nothing is recorded.
   *
   * @param critic gives one value for each row, {@code [n]} or {@code [n, 1]}
   * @param x {@code [n, …]}; the length is over all axes but the first
   * @throws IllegalArgumentException if the critic's values are of another shape or don't depend on
   *     x, or it closes its argument
   */
  public static NDArray slope(Function<NDArray, NDArray> critic, NDArray x) {
    Objects.requireNonNull(critic, "critic");
    Objectives.requireFeatures("x", x);
    boolean recording = Gradients.areRecorded();
    return Gradients.recorded(
        () ->
            Scope.keeping(
                () -> {
                  NDArray at = x.stopGradient();
                  at.setRequiresGradient(true);
                  NDArray slope = differentiated(values(critic, at), at);
                  return recording ? slope : slope.stopGradient();
                }));
  }

  private static NDArray values(Function<NDArray, NDArray> critic, NDArray at) {
    NDArray values = Objects.requireNonNull(critic.apply(at), "the critic's values");
    if (at.isReleased()) {
      throw new IllegalArgumentException(
          "the critic closed the examples it was given; leave the function's argument open");
    }
    Require.floating(values, "what the critic gives");
    long n = at.getShape().get(0);
    if (!values.getShape().equals(new Shape(n)) && !values.getShape().equals(new Shape(n, 1))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the critic gives shape %s for %d examples; one number each, [n], is needed",
              values.getShape(),
              n));
    }
    return values;
  }

  private static NDArray differentiated(NDArray values, NDArray at) {
    try {
      String axes = Arrays.toString(Objectives.features(at));
      return TorchScript.of(String.format(Locale.ROOT, SLOPE, axes)).differentiable(values, at);
    } catch (EngineException e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains("does not require grad")
          || message.contains("not have been used in the graph")) {
        throw new IllegalArgumentException(
            "the critic's values don't depend on the examples it was given; make them from the"
                + " function's argument, without toType, toDevice or duplicate, which cut it off",
            e);
      }
      throw e;
    }
  }
}
