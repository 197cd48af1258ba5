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
  private int minimized;
  private NDArray sums;
  private NDArray marked;

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

  /** Those whose sum is minimized. */
  List<String> minimized() {
    return names.subList(0, minimized);
  }

  /**
   * Adds the means of one step, unless training has failed already.
   *
   * @param minimized how many of them, the first ones, are minimized
   */
  void add(Map<String, NDArray> means, int minimized, NDArray failed) {
    if (sums == null) {
      FigureNames.check(means.keySet());
      start(List.copyOf(means.keySet()));
    }
    this.minimized = minimized;
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
    sums = zeros();
  }

  private NDArray zeros() {
    NDArray zeros = manager.zeros(new Shape(names.size()), DataType.FLOAT64);
    NDScope.unregister(zeros);
    return zeros;
  }

  /** Remembers the sums as they are now. */
  void mark() {
    if (sums == null) {
      return;
    }
    if (marked == null) {
      marked = zeros();
    }
    InPlace.copy(sums, marked);
  }

  /** Goes back to the last mark, or to the beginning where there was none. */
  void undo() {
    if (marked != null) {
      InPlace.copy(marked, sums);
    } else {
      close();
      names = List.of();
    }
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
    names = figures;
    if (!figures.isEmpty()) {
      start(figures);
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
    if (marked != null) {
      marked.close();
      marked = null;
    }
  }
}
