package generative.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.training.GradientCollector;
import generative.data.Compute;
import org.junit.jupiter.api.Test;

class GradientsTest {

  @Test
  void namesALossThatIsNotOneNumber() {
    try (NDManager manager = Compute.newManager();
        IValue weights = IValue.listFrom((PtNDArray) manager.ones(new Shape(2)))) {
      assertThatThrownBy(() -> Gradients.of(manager.ones(new Shape(4)), weights))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the loss has shape (4); one number is needed");
    }
  }

  @Test
  void areValuesAndLeaveNothingInTheWeights() {
    try (NDManager manager = Compute.newManager()) {
      NDArray a = manager.create(new float[] {1, 2, 3});
      NDArray b = manager.create(new float[] {4, 5, 6});
      a.setRequiresGradient(true);
      b.setRequiresGradient(true);
      NDArray untouched = a.getGradient();
      try (GradientCollector collector = Engine.getInstance().newGradientCollector();
          IValue weights = IValue.listFrom((PtNDArray) a, (PtNDArray) b);
          IValue gradients = Gradients.of(a.square().mul(b).sum(), weights)) {
        PtNDArray[] found = gradients.toTensorArray((PtNDManager) manager);
        assertThat(found[0].toFloatArray()).containsExactly(8, 20, 36);
        assertThat(found[1].toFloatArray()).containsExactly(1, 4, 9);
      }
      assertThat(untouched.toFloatArray()).containsOnly(0);
    }
  }

  @Test
  void aScriptIsCompiledOnce() {
    String source =
        "def forward(self: __torch__.G,\n    x: Tensor) -> Tensor:\n  return torch.neg(x)";
    assertThat(TorchScript.of(source)).isSameAs(TorchScript.of(source));
    try (NDManager manager = Compute.newManager();
        IValue x = IValue.from((PtNDArray) manager.create(new float[] {1, -2}));
        IValue y = TorchScript.of(source).call(x)) {
      assertThat(y.toTensor((PtNDManager) manager).toFloatArray()).containsExactly(-1, 2);
    }
  }
}
