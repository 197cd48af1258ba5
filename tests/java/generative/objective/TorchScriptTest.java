package generative.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import generative.data.Compute;
import org.junit.jupiter.api.Test;

class TorchScriptTest {

  private static final String TWICE =
      """
      def forward(self: __torch__.G,
          x: Tensor) -> Tensor:
        return torch.add(x, x)""";

  @Test
  void callsWhatItCompiledOnce() {
    TorchScript twice = TorchScript.of(TWICE);
    assertThat(TorchScript.of(TWICE)).isSameAs(twice);
    try (NDManager manager = Compute.newManager();
        IValue x = IValue.from((PtNDArray) manager.create(new float[] {1, -3}));
        IValue y = twice.call(x)) {
      assertThat(y.toTensor((PtNDManager) manager).toFloatArray()).containsExactly(2, -6);
    }
  }

  @Test
  void canBeDifferentiated() {
    try (NDManager manager = Compute.newManager()) {
      NDArray x = manager.create(new double[] {1, -3});
      assertThat(FiniteDifferences.engine(x, v -> TorchScript.of(TWICE).differentiable(v).sum()))
          .containsExactly(2, 2);
    }
  }

  @Test
  void saysWhichSourceIsNone() {
    assertThatThrownBy(() -> TorchScript.of("lambda x: x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a function begins with \"def forward(self: __torch__.G\"; this is \"lambda x: x\"");
    String source = "def forward(self: __torch__.G, x: Tensor) -> Tensor:\n  return torch.foo(x)";
    assertThatThrownBy(() -> TorchScript.of(source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the engine can't compile this function (its reason is the cause):\n" + source)
        .hasCauseInstanceOf(EngineException.class);
  }
}
