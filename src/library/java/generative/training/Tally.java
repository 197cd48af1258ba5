package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.InPlace;
import generative.tensor.Scope;
import generative.tensor.TensorList;
import generative.tensor.TorchScript;
import generative.tensor.Values;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sums of the losses' means over the steps of an epoch, and over those since somebody looked, kept
 * on the device until somebody reads. Each sum begins at 0, so that a figure that isn't finite
 * spoils no later one.
 */
final class Tally implements AutoCloseable {

  private static final int EPOCH = 0;
  private static final int RECENT = 1;
  private static final int LAST = 2;

  private static final TorchScript ADD =
      TorchScript.of(
          """
          def forward(self: __torch__.G,
              sums: Tensor,
              values: List[Tensor],
              failed: Tensor) -> Tensor:
            v = torch.to(torch.stack(values), 7)
            going = torch.eq(failed, 0)
            added = torch.where(going, v, torch.zeros_like(v))
            last = torch.select(sums, 0, 2)
            l0 = torch.copy_(last, torch.where(going, v, last))
            return torch.add_(torch.slice(sums, 0, 0, 2), added)""");

  private final NDManager manager;
  private final Supplier<List<String>> others;
  private final int[] steps = new int[2];
  private List<String> names = List.of();
  private int minimized;
  private NDArray sums;
  private NDArray marked;
  private int[] markedSteps;

  /**
   * @param others names that other figures of the run have already
   */
  Tally(NDManager manager, Supplier<List<String>> others) {
    this.manager = manager;
    this.others = others;
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
      Losses.checkNames(means.keySet(), others.get());
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
    try (TensorList values = TensorList.of(means.values())) {
      ADD.run(sums, values, failed);
    }
    steps[EPOCH]++;
    steps[RECENT]++;
  }

  private void start(List<String> figures) {
    names = figures;
    sums = zeros();
  }

  private NDArray zeros() {
    NDArray zeros = manager.zeros(new Shape(3, names.size()), DataType.FLOAT64);
    Scope.keep(zeros);
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
    markedSteps = steps.clone();
  }

  /** Goes back to the last mark, or to the beginning where there was none. */
  void undo() {
    if (marked != null) {
      InPlace.copy(marked, sums);
      System.arraycopy(markedSteps, 0, steps, 0, steps.length);
    } else {
      close();
      names = List.of();
      Arrays.fill(steps, 0);
    }
  }

  /** Mean of each figure over the epoch. */
  Map<String, Double> epoch() {
    return means(EPOCH);
  }

  /** Sum of each figure over the epoch. */
  double[] epochSums() {
    return row(EPOCH);
  }

  /** Begins a new epoch. */
  void beginEpoch() {
    clear(EPOCH);
  }

  /** Mean of each figure since the last call, empty if there was no step. */
  Map<String, Double> news() {
    Map<String, Double> means = steps[RECENT] == 0 ? Map.of() : means(RECENT);
    clear(RECENT);
    return means;
  }

  /** What is minimized, by name, in the last step before training failed. */
  Map<String, Double> lastLosses() {
    Map<String, Double> losses = new LinkedHashMap<>();
    double[] last = row(LAST);
    for (int i = 0; i < minimized; i++) {
      losses.put(names.get(i), last[i]);
    }
    return losses;
  }

  private Map<String, Double> means(int row) {
    Map<String, Double> means = new LinkedHashMap<>();
    double[] all = row(row);
    for (int i = 0; i < all.length; i++) {
      means.put(names.get(i), all[i] / Math.max(1, steps[row]));
    }
    return means;
  }

  private double[] row(int row) {
    if (sums == null) {
      return new double[0];
    }
    try (NDArray view = sums.get(row)) {
      return Values.doubles(view);
    }
  }

  private void clear(int row) {
    steps[row] = 0;
    if (sums != null) {
      try (NDArray view = sums.get(row);
          NDArray zeros = view.zerosLike()) {
        InPlace.copy(zeros, view);
      }
    }
  }

  /**
   * Continues an epoch of which so many steps were taken, from sums that were read elsewhere.
   *
   * @param minimized how many of the figures, the first ones, are minimized
   */
  void restore(List<String> figures, int minimized, double[] saved, int taken) {
    close();
    names = figures;
    this.minimized = minimized;
    steps[EPOCH] = taken;
    steps[RECENT] = 0;
    if (!figures.isEmpty()) {
      start(figures);
      try (NDArray copy = manager.create(saved);
          NDArray view = sums.get(EPOCH)) {
        InPlace.copy(copy, view);
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
