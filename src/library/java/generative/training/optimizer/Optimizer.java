package generative.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Scope;
import generative.tensor.TensorList;
import generative.tensor.TorchScript;
import generative.tensor.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Moves one network's weights down their gradients by a rule, all of them in one fused call.
 *
 * <p>If the loss or a gradient isn't finite it changes nothing, then or later, and marks that on
 * the device; nothing is read back for it. What it remembers of a weight stays while that weight is
 * frozen.
 */
public final class Optimizer implements AutoCloseable {

  private static final String CHECK =
      """
      def forward(self: __torch__.G,
          w: List[Tensor],
          g: List[Tensor],
          state: List[List[Tensor]],
          loss: Tensor,
          failed: Tensor,
          taken: Tensor,
          lr: float) -> Tensor:
        sums = annotate(List[Tensor], [loss])
        for i in range(torch.len(g)):
          s0 = torch.append(sums, torch.sum(g[i]))
        bad = torch.logical_not(torch.isfinite(torch.sum(torch.stack(sums))))
        f0 = torch.logical_or_(failed, bad)
        one = torch.rsub(failed, 1)
        c0 = torch.add_(taken, one)
        for n in range(torch.len(w)):
          c1 = torch.add_((state[0])[n], one)
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
  private final NDArray failed;
  private final NDArray taken;
  private final List<String> memory;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private TensorList state;

  /**
   * Begins at rest, with all weights moving.
   *
   * @param failed a scalar on the device, 1 from the first step on that wasn't finite; several
   *     optimizers may share it, and then all stop at once
   */
  public Optimizer(NDManager manager, List<NDArray> weights, NDArray failed, Descent descent) {
    this.failed = failed;
    String clipping = descent.clip() > 0 ? String.format(Locale.ROOT, CLIP, descent.clip()) : "";
    update =
        TorchScript.of(CHECK + descent.rule().script().indent(2) + clipping + "  return failed");
    taken = zeros(manager, "taken", new Shape());
    memory = new ArrayList<>(List.of("count"));
    memory.addAll(descent.rule().memory());
    for (int i = 0; i < weights.size(); i++) {
      for (String name : memory) {
        Shape shape = name.equals("count") ? new Shape() : weights.get(i).getShape();
        zeros(manager, name + "/" + i, shape);
      }
    }
    move(IntStream.range(0, weights.size()).toArray());
  }

  /** Kept for the whole run, also beyond an {@link NDScope} that is open now. */
  private NDArray zeros(NDManager manager, String name, Shape shape) {
    NDArray zeros = manager.zeros(shape);
    Scope.keep(zeros);
    arrays.put(name, zeros);
    return zeros;
  }

  /** Chooses the weights that {@link #update} will get, by their numbers. */
  public void move(int[] chosen) {
    List<TensorList> lists = new ArrayList<>();
    for (String name : memory) {
      lists.add(
          TensorList.of(Arrays.stream(chosen).mapToObj(i -> arrays.get(name + "/" + i)).toList()));
    }
    TensorList before = state;
    state = TensorList.ofLists(lists);
    lists.forEach(TensorList::close);
    if (before != null) {
      before.close();
    }
  }

  /** Takes one step of the given rate down the gradients. */
  public void update(TensorList weights, TensorList gradients, NDArray loss, double learningRate) {
    update.run(weights, gradients, state, loss, failed, taken, learningRate);
  }

  /** Steps taken, read from the device. */
  public int steps() {
    return (int) Values.number(taken);
  }

  /** All there is to save, by name. */
  public Map<String, NDArray> arrays() {
    return arrays;
  }

  @Override
  public void close() {
    state.close();
    arrays.values().forEach(NDArray::close);
  }
}
