package generative.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import generative.tensor.TensorList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers are those of Python's torch 2.7.1 on the problem of {@link EightInTurn}. */
class RmsPropTest {

  @Test
  void isTorchsAfterAHundredSteps() {
    float[] torchs = {
      0.018861765f, 0.019709399f, 0.0035450228f, -0.0159869604f, -0.0206496548f, -0.00696820952f,
      0.0152056459f, 0.0212820824f, 0.00890324358f, -0.01001429f, -0.0185138192f, -0.009342039f,
      0.018541377f, 0.0198944118f, 0.00451451773f, -0.0168517027f, 0.018536929f, 0.0197254363f,
      0.00441725645f, -0.013952693f, 0.0194081217f
    };
    assertThat(EightInTurn.weightsAfter(Descent.rmsProp(5e-5f), 0.02))
        .containsExactly(torchs, within(1e-6f));
  }

  @Test
  void clippedAfterEachStepItIsTorchsToo() {
    float[] torchs = {
      0.01f,
      0.01f,
      0.00353248324f,
      -0.00990927592f,
      -0.00990606099f,
      -0.00702135032f,
      0.01f,
      0.01f,
      0.00898963679f,
      -0.00908165704f,
      -0.00844401214f,
      -0.008416133f,
      0.01f,
      0.00991262589f,
      0.00460538222f,
      -0.00991770811f,
      0.01f,
      0.00990655553f,
      0.00439575035f,
      -0.00870910753f,
      0.00993569288f
    };
    assertThat(EightInTurn.weightsAfter(Descent.rmsProp(5e-5f).clip(0.01f), 0.02))
        .containsExactly(torchs, within(1e-6f));
  }

  @Test
  void changesNothingFromTheFirstStepOnThatIsNotFinite() {
    try (NDManager manager = Compute.newManager()) {
      NDArray weight = manager.create(new float[] {1, -2});
      NDArray failed = manager.zeros(new Shape());
      Descent descent = Descent.rmsProp(5e-5f).clip(0.01f);
      try (Optimizer rmsProp = new Optimizer(manager, List.of(weight), failed, descent)) {
        for (float gradient : new float[] {Float.NaN, 1}) {
          NDArray g = manager.full(new Shape(2), gradient);
          try (TensorList weights = TensorList.of(List.of(weight));
              TensorList gradients = TensorList.of(List.of(g))) {
            rmsProp.update(weights, gradients, manager.ones(new Shape()), 5e-5);
          }
        }
        assertThat(weight.toFloatArray()).containsExactly(1, -2);
        assertThat(rmsProp.arrays().get("mean square/0").toFloatArray()).containsOnly(0);
        assertThat(rmsProp.steps()).isZero();
      }
    }
  }
}
