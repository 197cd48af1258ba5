package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import generative.objective.TorchScript;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Moves one network's weights down their gradients by a rule, all of them in one fused call.
 *
 * <p>If the loss or a gradient isn't finite it changes nothing, then or later, and marks that on
 * the device; nothing is read back for it.
 */
final class Optimizer implements AutoCloseable {

  private static final String CHECK =
      """
      def forward(self: __torch__.G,
          w: List[Tensor],
          g: List[Tensor],
          state: List[List[Tensor]],
          loss: Tensor,
          failed: Tensor,
          lr: float) -> Tensor:
        sums = annotate(List[Tensor], [loss])
        for i in range(torch.len(g)):
          s0 = torch.append(sums, torch.sum(g[i]))
        bad = torch.logical_not(torch.isfinite(torch.sum(torch.stack(sums))))
        f0 = torch.logical_or_(failed, bad)
        c0 = torch.add_((state[0])[0], torch.rsub(failed, 1))
      """;

  /** No weight leaves [−clip, clip], but a step that failed moves none. */
  private static final String CLIP =
      """
        bound = torch.add(torch.mul(failed, 1.0e38), %s)
        for j in range(torch.len(w)):
          inside = torch.detach(w[j])
          w0 = torch.minimum(inside, bound, out=inside)
          w1 = torch.maximum(inside, torch.neg(bound), out=inside)
      """;

  private final TorchScript update;
  private final NDArray count;
  private final NDArray failed;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private final IValue state;

  /**
   * Begins at rest.
   *
   * @param failed a scalar on the device, 1 from the first step on that wasn't finite; several
   *     optimizers may share it, and then all stop at once
   */
  Optimizer(NDManager manager, List<NDArray> weights, NDArray failed, Descent descent) {
    this.failed = failed;
    String clipping = descent.clip() > 0 ? String.format(Locale.ROOT, CLIP, descent.clip()) : "";
    update =
        TorchScript.of(CHECK + descent.rule().script().indent(2) + clipping + "  return failed");
    count = manager.zeros(new Shape());
    arrays.put("count", count);
    NDArray[] counts = new NDArray[weights.size()];
    Arrays.fill(counts, count);
    IValue[] lists = new IValue[descent.rule().memory().size() + 1];
    lists[0] = list(counts);
    for (int k = 1; k < lists.length; k++) {
      String name = descent.rule().memory().get(k - 1);
      NDArray[] zeros =
          weights.stream().map(w -> manager.zeros(w.getShape())).toArray(NDArray[]::new);
      for (int i = 0; i < zeros.length; i++) {
        arrays.put(name + "/" + i, zeros[i]);
      }
      lists[k] = list(zeros);
    }
    state = IValue.listFrom(lists);
    Arrays.stream(lists).forEach(IValue::close);
  }

  /** Takes one step of the given rate down the gradients. */
  void update(IValue weights, IValue gradients, NDArray loss, double learningRate) {
    try (IValue total = IValue.from((PtNDArray) loss);
        IValue flag = IValue.from((PtNDArray) failed);
        IValue rate = IValue.from(learningRate)) {
      update.call(weights, gradients, state, total, flag, rate).close();
    }
  }

  /** A scalar on the device: the steps that were taken. */
  NDArray count() {
    return count;
  }

  /** All there is to save, by name. */
  Map<String, NDArray> arrays() {
    return arrays;
  }

  @Override
  public void close() {
    state.close();
    arrays.values().forEach(NDArray::close);
  }

  static IValue list(NDArray[] arrays) {
    PtNDArray[] tensors = new PtNDArray[arrays.length];
    System.arraycopy(arrays, 0, tensors, 0, arrays.length);
    return IValue.listFrom(tensors);
  }
}
