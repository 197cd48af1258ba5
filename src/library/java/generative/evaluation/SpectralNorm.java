package generative.evaluation;

import ai.djl.ndarray.NDArray;
import generative.tensor.TorchScript;
import generative.tensor.Values;

/** The largest singular value of a matrix: by how much it can lengthen a vector. */
final class SpectralNorm {

  /** In double precision: 7 is the engine's number of float64. */
  private static final TorchScript NORM =
      TorchScript.of(
          """
          def forward(self: __torch__.G,
              w: Tensor) -> Tensor:
            return torch.amax(torch.linalg_svdvals(torch.to(w, 7)))""");

  private SpectralNorm() {}

  /** Returns the norm of a matrix {@code [m, n]}; time O(m n min(m, n)). */
  static double of(NDArray weight) {
    try (NDArray norm = NORM.array(weight.getManager(), weight)) {
      return Values.number(norm);
    }
  }
}
