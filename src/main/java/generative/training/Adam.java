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
import java.util.Map;

/**
 * Adam as PyTorch defines it, all weights in one fused call (D. P. Kingma, J. Ba, "Adam: A Method
 * for Stochastic Optimization", 2015).
 *
 * <p>If the loss or a gradient isn't finite it changes nothing, then or later, and says so when
 * asked; nothing is read back from the device for that.
 */
final class Adam implements AutoCloseable {

  private final TorchScript update;
  private final NDArray[] means;
  private final NDArray[] variances;
  private final NDArray count;
  private final NDArray failed;
  private final IValue state;

  Adam(NDManager manager, List<NDArray> weights, Settings settings) {
    update = TorchScript.of(settings.script());
    means = zerosLike(manager, weights);
    variances = zerosLike(manager, weights);
    count = manager.zeros(new Shape());
    failed = manager.zeros(new Shape());
    NDArray[] counts = new NDArray[weights.size()];
    Arrays.fill(counts, count);
    try (IValue m = list(means);
        IValue v = list(variances);
        IValue t = list(counts)) {
      state = IValue.listFrom(m, v, t);
    }
  }

  /** The two decay rates and the term that keeps the division finite. */
  record Settings(double beta1, double beta2, double epsilon) {

    String script() {
      return """
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
            c0 = torch.add_((state[2])[0], torch.rsub(failed, 1))
            torch._fused_adam_(w, g, state[0], state[1], annotate(List[Tensor], []), state[2], \
          lr=lr, beta1=%s, beta2=%s, weight_decay=0., eps=%s, \
          amsgrad=False, maximize=False, found_inf=failed)
            return failed"""
          .formatted(beta1, beta2, epsilon);
    }
  }

  /** Takes one step of the given rate down the gradients. */
  void update(IValue weights, IValue gradients, NDArray loss, double learningRate) {
    try (IValue total = IValue.from((PtNDArray) loss);
        IValue flag = IValue.from((PtNDArray) failed);
        IValue rate = IValue.from(learningRate)) {
      update.call(weights, gradients, state, total, flag, rate).close();
    }
  }

  /** A scalar on the device: 1 from the first step on whose loss or gradient wasn't finite. */
  NDArray failed() {
    return failed;
  }

  /** A scalar on the device: the steps that were taken. */
  NDArray count() {
    return count;
  }

  /** All there is to save, by name. */
  Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (int i = 0; i < means.length; i++) {
      arrays.put("mean/" + i, means[i]);
      arrays.put("variance/" + i, variances[i]);
    }
    arrays.put("count", count);
    arrays.put("failed", failed);
    return arrays;
  }

  @Override
  public void close() {
    state.close();
    arrays().values().forEach(NDArray::close);
  }

  private static NDArray[] zerosLike(NDManager manager, List<NDArray> weights) {
    return weights.stream().map(w -> manager.zeros(w.getShape())).toArray(NDArray[]::new);
  }

  static IValue list(NDArray[] arrays) {
    PtNDArray[] tensors = new PtNDArray[arrays.length];
    System.arraycopy(arrays, 0, tensors, 0, arrays.length);
    return IValue.listFrom(tensors);
  }
}
