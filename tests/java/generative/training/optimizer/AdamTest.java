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

class AdamTest {

  private static final Descent USUAL = Descent.adam(1e-3f);

  /** Algorithm 1 of Kingma and Ba, in double precision, on gradients that change sign and size. */
  @Test
  void followsThePapersAlgorithm() {
    try (NDManager manager = Compute.newManager()) {
      NDArray weight = manager.create(new float[] {1, -2});
      double[] expected = {1, -2};
      double[] m = new double[2];
      double[] v = new double[2];
      NDArray failed = manager.zeros(new Shape());
      try (Optimizer adam = new Optimizer(manager, List.of(weight), failed, USUAL)) {
        for (int t = 1; t <= 200; t++) {
          float[] g = {(float) Math.sin(t), (float) (100 * Math.cos(0.1 * t))};
          update(adam, manager, weight, g, 1, 1e-2);
          for (int i = 0; i < 2; i++) {
            m[i] = 0.9 * m[i] + 0.1 * g[i];
            v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
            double mHat = m[i] / (1 - Math.pow(0.9, t));
            double vHat = v[i] / (1 - Math.pow(0.999, t));
            expected[i] -= 1e-2 * mHat / (Math.sqrt(vHat) + 1e-8);
          }
        }
        assertThat(adam.steps()).isEqualTo(200);
      }
      assertThat(weight.toFloatArray()[0]).isCloseTo((float) expected[0], within(2e-6f));
      assertThat(weight.toFloatArray()[1]).isCloseTo((float) expected[1], within(2e-6f));
    }
  }

  /** On the problem of {@link EightInTurn}. */
  @Test
  void withoutMomentumItIsTorchsAfterAHundredSteps() {
    float[] torchs = {
      0.374398142f, 0.410307944f, 0.0290766768f, -0.346864998f, -0.446559399f, -0.107116237f,
      0.284852326f, 0.452858865f, 0.166838527f, -0.303841293f, -0.533198893f, -0.301167905f,
      0.376220226f, 0.422526598f, 0.0285771657f, -0.345994174f, 0.37592724f, 0.422112852f,
      0.0261441991f, -0.412468344f, 0.361162513f
    };
    assertThat(EightInTurn.weightsAfter(Descent.adam(1e-3f, 0, 0.9), 0.5))
        .containsExactly(torchs, within(1e-6f));
  }

  @Test
  void changesNothingFromTheFirstStepOnThatIsNotFinite() {
    for (float[] bad : new float[][] {{Float.NaN, 1}, {1, Float.POSITIVE_INFINITY}}) {
      try (NDManager manager = Compute.newManager()) {
        NDArray weight = manager.create(new float[] {1, -2});
        NDArray failed = manager.zeros(new Shape());
        try (Optimizer adam = new Optimizer(manager, List.of(weight), failed, USUAL)) {
          update(adam, manager, weight, new float[] {1, 1}, 1, 1e-2);
          float[] before = weight.toFloatArray();
          update(adam, manager, weight, new float[] {1, bad[1]}, bad[0], 1e-2);
          update(adam, manager, weight, new float[] {1, 1}, 1, 1e-2);
          assertThat(weight.toFloatArray()).containsExactly(before);
          assertThat(failed.getFloat()).isEqualTo(1);
          assertThat(adam.steps()).isEqualTo(1);
        }
      }
    }
  }

  private static void update(
      Optimizer adam,
      NDManager manager,
      NDArray weight,
      float[] gradient,
      float loss,
      double rate) {
    NDArray g = manager.create(gradient);
    try (TensorList weights = TensorList.of(List.of(weight));
        TensorList gradients = TensorList.of(List.of(g))) {
      adam.update(weights, gradients, manager.full(new Shape(), loss), rate);
    }
  }
}
