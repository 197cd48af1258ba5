package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import generative.objective.TorchScript;

/** Writes into an array's own memory. DJL's {@code copyTo} gives the array new memory instead. */
final class InPlace {

  private static final TorchScript COPY =
      TorchScript.of(
          """
          def forward(self: __torch__.G,
              to: Tensor,
              values: Tensor) -> Tensor:
            return torch.copy_(torch.detach(to), values)""");

  private static final TorchScript COPY_ALL =
      TorchScript.of(
          """
          def forward(self: __torch__.G,
              to: List[Tensor],
              values: List[Tensor]) -> List[Tensor]:
            for i in range(torch.len(to)):
              c0 = torch.copy_(torch.detach(to[i]), values[i])
            return to""");

  private InPlace() {}

  /** Gives every number of {@code to} the value it has in {@code from}; shapes must agree. */
  static void copy(NDArray from, NDArray to) {
    try (IValue target = IValue.from((PtNDArray) to);
        IValue values = IValue.from((PtNDArray) from)) {
      COPY.call(target, values).close();
    }
  }

  /** Likewise for two lists of arrays, on the engine's side. */
  static void copyAll(IValue from, IValue to) {
    COPY_ALL.call(to, from).close();
  }
}
