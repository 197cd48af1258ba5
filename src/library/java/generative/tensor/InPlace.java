package generative.tensor;

import ai.djl.ndarray.NDArray;

/** Writes into an array's own memory. DJL's {@code copyTo} gives the array new memory instead. */
public final class InPlace {

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
  public static void copy(NDArray from, NDArray to) {
    COPY.run(to, from);
  }

  /** Likewise for two lists of arrays. */
  public static void copyAll(TensorList from, TensorList to) {
    COPY_ALL.run(to, from);
  }
}
