package generative.evaluation;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import generative.objective.Gradients;
import generative.training.Interruption;

/**
 * The largest singular value of a matrix: by how much it can lengthen a vector.
 *
 * <p>It is the square root of the largest eigenvalue λ of B = WᵀW, and for any power p
 *
 * <pre>λ ≤ ‖Bᵖ‖^(1/p) ≤ n^(1/2p) λ</pre>
 *
 * <p>with the root of the sum of squares as the norm. Squaring B again and again gives p = 2²⁴, so
 * that the number is never too small but for rounding, and too large by less than one part in a
 * million, whatever the other singular values are; the power method promises neither. In double
 * precision, on the CPU.
 */
final class SpectralNorm {

  private static final int SQUARINGS = 24;

  private SpectralNorm() {}

  /** Returns the norm of a matrix {@code [m, n]}; time O(m n s + s³), s the smaller of m and n. */
  static double of(NDArray weight) {
    return Gradients.without(
        () -> {
          try (NDScope scope = new NDScope();
              NDManager manager = Engine.getInstance().newBaseManager(Device.cpu())) {
            scope.suppressNotUsedWarning();
            NDArray here = weight.toDevice(Device.cpu(), true);
            here.attach(manager);
            return norm(here.toType(DataType.FLOAT64, true));
          }
        });
  }

  private static double norm(NDArray w) {
    boolean tall = w.getShape().get(0) > w.getShape().get(1);
    NDArray power = tall ? w.transpose().matMul(w) : w.matMul(w.transpose());
    double logarithm = 0;
    double share = 1;
    for (int i = 0; i <= SQUARINGS; i++, share /= 2) {
      Interruption.check();
      double length = Math.sqrt(power.square().sum().getDouble());
      if (length == 0) {
        return 0;
      }
      logarithm += share * Math.log(length);
      NDArray unit = power.div(length);
      power = unit.matMul(unit);
    }
    return Math.exp(logarithm / 2);
  }
}
