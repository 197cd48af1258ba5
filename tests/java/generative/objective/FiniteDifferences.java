package generative.objective;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import generative.tensor.Gradients;
import generative.tensor.TensorList;
import java.util.List;
import java.util.function.Function;

/** Gradients two ways: by the engine, and by central differences in double precision. */
public final class FiniteDifferences {

  private static final double H = 1e-6;

  private FiniteDifferences() {}

  /** The engine's gradient of a scalar function, {@code [size of x]}. */
  public static double[] engine(NDArray x, Function<NDArray, NDArray> scalar) {
    x.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector();
        TensorList only = TensorList.of(List.of(x));
        TensorList gradients = Gradients.of(scalar.apply(x), only)) {
      return gradients.arrays(x.getManager()).get(0).toDoubleArray();
    }
  }

  /** (f(x + h) − f(x − h)) / 2h for each number of x, {@code [size of x]}. */
  public static double[] differences(NDArray x, Function<NDArray, NDArray> scalar) {
    double[] at = x.toDoubleArray();
    double[] slope = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      slope[i] = (value(x, at, i, H, scalar) - value(x, at, i, -H, scalar)) / (2 * H);
    }
    return slope;
  }

  private static double value(
      NDArray like, double[] at, int i, double h, Function<NDArray, NDArray> scalar) {
    try (NDManager manager = like.getManager().newSubManager()) {
      double[] moved = at.clone();
      moved[i] += h;
      return scalar.apply(manager.create(moved).reshape(like.getShape())).toDoubleArray()[0];
    }
  }
}
