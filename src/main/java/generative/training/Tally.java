package generative.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import generative.objective.TorchScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums of the losses' means over the steps of a run, kept on the device until somebody reads. */
final class Tally implements AutoCloseable {

  private static final TorchScript ADD =
      TorchScript.of(
          """
          def forward(self: __torch__.G,
              sums: Tensor,
              values: List[Tensor],
              failed: Tensor) -> Tensor:
            v = torch.to(torch.stack(values), 7)
            return torch.add_(sums, torch.where(torch.gt(failed, 0), torch.zeros_like(v), v))""");

  private final NDManager manager;
  private List<String> names = List.of();
  private NDArray sums;

  Tally(NDManager manager) {
    this.manager = manager;
  }

  /** What the sums were at some step. */
  record Reading(int step, double[] sums) {

    /** Mean of each figure since an earlier reading, by name. */
    Map<String, Double> since(Reading earlier, List<String> names) {
      Map<String, Double> means = new LinkedHashMap<>();
      int steps = Math.max(1, step - earlier.step);
      for (int i = 0; i < names.size(); i++) {
        double before = earlier.sums.length == 0 ? 0 : earlier.sums[i];
        means.put(names.get(i), (sums[i] - before) / steps);
      }
      return means;
    }
  }

  List<String> names() {
    return names;
  }

  /** Adds the means of one step, unless training has failed already. */
  void add(Map<String, NDArray> means, NDArray failed) {
    if (sums == null) {
      start(List.copyOf(means.keySet()));
    }
    if (!names.equals(List.copyOf(means.keySet()))) {
      throw new IllegalArgumentException(
          "This step names "
              + means.keySet()
              + ", the steps before "
              + names
              + "; name the same figures in each step.");
    }
    PtNDArray[] values = means.values().toArray(PtNDArray[]::new);
    try (IValue total = IValue.from((PtNDArray) sums);
        IValue steps = IValue.listFrom(values);
        IValue flag = IValue.from((PtNDArray) failed)) {
      ADD.call(total, steps, flag).close();
    }
  }

  private void start(List<String> figures) {
    names = figures;
    sums = manager.zeros(new Shape(figures.size()), DataType.FLOAT64);
    NDScope.unregister(sums);
  }

  /** Copies the sums from the device. */
  Reading read(int step) {
    if (sums == null) {
      return new Reading(step, new double[0]);
    }
    try (NDArray copy = sums.toDevice(Device.cpu(), true)) {
      return new Reading(step, copy.toDoubleArray());
    }
  }

  /** Copies a scalar from the device, leaving nothing behind there. */
  static double value(NDArray scalar) {
    try (NDArray copy = scalar.toDevice(Device.cpu(), true)) {
      return copy.getFloat();
    }
  }

  /** Continues from sums that were read elsewhere. */
  void restore(List<String> figures, double[] saved) {
    close();
    if (!figures.isEmpty()) {
      start(new ArrayList<>(figures));
      try (NDArray copy = manager.create(saved)) {
        InPlace.copy(copy, sums);
      }
    }
  }

  @Override
  public void close() {
    if (sums != null) {
      sums.close();
      sums = null;
    }
  }
}
