package generative.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import generative.objective.FiniteDifferences;
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
        NDArray x = manager.create(new float[] {1, -3});
        NDArray y = twice.array(manager, x)) {
      assertThat(y.toFloatArray()).containsExactly(2, -6);
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
  void saysWhatItCanNotTake() {
    assertThatThrownBy(() -> TorchScript.of(TWICE).run(1))
        .hasMessage(
            "a function takes arrays, lists of arrays, Long and Double; this is a"
                + " java.lang.Integer");
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
