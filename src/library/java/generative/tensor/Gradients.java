package generative.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Gradients as values, after PyTorch's {@code torch.autograd.grad}.
 *
 * <p>DJL's collector writes gradients into a field of each weight, where they accumulate until
 * somebody zeroes them. Here they are results: nothing is written, nothing to zero, and a second
 * network that the loss passes through is left alone.
 */
public final class Gradients {

  private static final TorchScript GRADIENTS =
      TorchScript.of(
          """
          def forward(self: __torch__.G,
              loss: Tensor,
              w: List[Tensor]) -> List[Tensor]:
            found = torch.autograd.grad([loss], w, None, None, False, False)
            g = annotate(List[Tensor], [])
            for i in range(torch.len(found)):
              g0 = torch.append(g, unchecked_cast(Tensor, found[i]))
            return g""");

  private Gradients() {}

  /**
   * Does something without recording it for gradients, which saves its memory and some time, after
   * PyTorch's {@code no_grad}; on this thread.
   */
  public static <T> T without(Supplier<T> action) {
    return recorded(false, action);
  }

  /** Does something and records it for gradients; on this thread. */
  public static <T> T recorded(Supplier<T> action) {
    return recorded(true, action);
  }

  private static <T> T recorded(boolean wanted, Supplier<T> action) {
    Objects.requireNonNull(action, "action");
    boolean before = areRecorded();
    JniUtils.setGradMode(wanted);
    try {
      return action.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Whether what this thread computes is recorded for gradients. */
  public static boolean areRecorded() {
    return JniUtils.isGradMode();
  }

  /**
   * Returns the gradients of a scalar loss as a list on the engine's side, in the weights' order;
   * the caller closes it.
   *
   * @param loss a scalar made from the weights while gradients were recorded
   * @param weights a list of arrays that require gradients
   * @throws IllegalArgumentException if the loss isn't one number, or doesn't depend on each weight
   */
  public static TensorList of(NDArray loss, TensorList weights) {
    Objects.requireNonNull(weights, "weights");
    Require.floating(loss, "the loss");
    if (loss.size() != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the loss has shape %s; one number is needed", loss.getShape()));
    }
    try {
      return GRADIENTS.list(loss, weights);
    } catch (EngineException e) {
      throw explained(e);
    }
  }

  private static RuntimeException explained(EngineException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("does not require grad")) {
      return new IllegalArgumentException(
          "The loss does not depend on the network's weights; make it from the network's output,"
              + " without toType, toDevice or duplicate, which cut it off.",
          e);
    }
    if (message.contains("not have been used in the graph")) {
      return new IllegalArgumentException(
          "Some weights of the network play no part in the loss; make the loss from the whole"
              + " network, or train the part that it uses.",
          e);
    }
    return e;
  }
}
