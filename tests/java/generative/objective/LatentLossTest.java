package generative.objective;

import static generative.objective.LatentLoss.latentLoss;
import static generative.objective.LatentLoss.latentLossOfDeviation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatentLossTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void isNothingForTheUnitGaussian() {
    NDArray zero = manager.zeros(new Shape(2, 3));
    assertThat(latentLoss(zero, zero).toFloatArray()).containsExactly(0, 0);
    assertThat(latentLossOfDeviation(zero, zero.exp()).toFloatArray()).containsExactly(0, 0);
  }

  /** ∫ q log(q / p) by the trapezoidal rule, for a Gaussian q of mean 0.7 and deviation 0.4. */
  @Test
  void isTheIntegralItStandsFor() {
    double m = 0.7;
    double s = 0.4;
    double step = 1e-4;
    double integral = 0;
    for (double z = m - 12 * s; z < m + 12 * s; z += step) {
      double u = (z - m) / s;
      double q = Math.exp(-u * u / 2) / (s * Math.sqrt(2 * Math.PI));
      integral += step * q * ((z * z - u * u) / 2 - Math.log(s));
    }
    assertThat(gammaForm(m, 2 * Math.log(s))).isCloseTo((float) integral, within(1e-6f));
    assertThat(sigmaForm(m, 2 * Math.log(s))).isCloseTo((float) integral, within(1e-6f));
  }

  /** Twice as many codings of the same kind cost twice as much. */
  @Test
  void sumsOverTheCodings() {
    NDArray mean = manager.full(new Shape(1, 8), 2f);
    NDArray gamma = manager.zeros(new Shape(1, 8));
    assertThat(latentLoss(mean, gamma).getFloat(0)).isCloseTo(8 * 2f, within(1e-5f));
  }

  @Test
  void bothFormsAgreeRelatively() {
    for (double gamma = -30; gamma <= 30; gamma += 0.25) {
      for (double mean : new double[] {-3, -0.5, 1, 10}) {
        double exact = 0.5 * (Math.expm1(gamma) - gamma + mean * mean);
        assertThat((double) gammaForm(mean, gamma)).isCloseTo(exact, within(1e-5 * exact));
        assertThat((double) sigmaForm(mean, gamma)).isCloseTo(exact, within(1e-5 * exact));
      }
    }
  }

  @Test
  void farBelowOnlyTheFormInGammaHolds() {
    assertThat(sigmaForm(0, -120)).isInfinite();
    assertThat(gammaForm(0, -120)).isCloseTo(59.5f, within(1e-4f));
  }

  @Test
  void farAboveBothFail() {
    assertThat(gammaForm(0, 88)).isFinite();
    assertThat(gammaForm(0, 89)).isInfinite();
    assertThat(sigmaForm(0, 89)).isNaN();
  }

  /** Near γ = 0 the loss is γ² / 4, and single precision's rounding of 1 is all that is left. */
  @Test
  void nearTheUnitGaussianBothLoseDigits() {
    double gamma = 1e-4;
    double exact = 0.5 * (Math.expm1(gamma) - gamma);
    assertThat(exact).isCloseTo(gamma * gamma / 4, within(1e-4 * exact));
    assertThat(Math.abs(gammaForm(0, gamma) - exact)).isBetween(exact, 2e-7);
    assertThat(Math.abs(sigmaForm(0, gamma) - exact)).isBetween(exact, 2e-7);
  }

  @Test
  void hasTheGradientsThatFiniteDifferencesHave() {
    NDArray mean = manager.randomNormal(0, 1, new Shape(3, 4), DataType.FLOAT64);
    NDArray gamma = manager.randomNormal(0, 1, new Shape(3, 4), DataType.FLOAT64);
    NDArray sigma = gamma.exp();
    agree(mean, m -> latentLoss(m, gamma).sum());
    agree(gamma, g -> latentLoss(mean, g).sum());
    agree(mean, m -> latentLossOfDeviation(m, sigma).sum());
    agree(sigma, s -> latentLossOfDeviation(mean, s).sum());
  }

  private static void agree(NDArray x, Function<NDArray, NDArray> loss) {
    assertThat(FiniteDifferences.engine(x, loss))
        .containsExactly(FiniteDifferences.differences(x, loss), within(1e-6));
  }

  /** A coding of shape [2, 3] is six codings. */
  @Test
  void sumsOverAllAxesButTheFirst() {
    NDArray mean = manager.randomNormal(new Shape(4, 2, 3));
    NDArray gamma = manager.randomNormal(new Shape(4, 2, 3));
    assertThat(latentLoss(mean, gamma).toFloatArray())
        .containsExactly(
            latentLoss(mean.reshape(4, 6), gamma.reshape(4, 6)).toFloatArray(), within(1e-5f));
    NDArray sigma = gamma.exp();
    assertThat(latentLossOfDeviation(mean, sigma).toFloatArray())
        .containsExactly(
            latentLossOfDeviation(mean.reshape(4, 6), sigma.reshape(4, 6)).toFloatArray(),
            within(1e-5f));
  }

  @Test
  void refusesIntegersInWhichAHalfIsZero() {
    NDArray whole = manager.ones(new Shape(2, 3), DataType.INT64);
    assertThatThrownBy(() -> latentLoss(whole, whole))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the mean is int64; give floating-point numbers, by toType(DataType.FLOAT32, false)");
  }

  @Test
  void leavesNothingBehindButItsResult() {
    NDArray x = manager.ones(new Shape(3, 4));
    latentLoss(x, x).close();
    latentLossOfDeviation(x, x).close();
    assertThat(manager.getManagedArrays()).hasSize(1);
  }

  @Test
  void namesShapesThatDiffer() {
    NDArray mean = manager.zeros(new Shape(2, 3));
    NDArray gamma = manager.zeros(new Shape(2, 4));
    assertThatThrownBy(() -> latentLoss(mean, gamma))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the mean has shape (2, 3), gamma (2, 4); they must agree");
    assertThatThrownBy(() -> latentLossOfDeviation(mean, gamma))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the mean has shape (2, 3), the deviation (2, 4); they must agree");
  }

  private float gammaForm(double mean, double gamma) {
    return latentLoss(one(mean), one(gamma)).getFloat(0);
  }

  private float sigmaForm(double mean, double gamma) {
    return latentLossOfDeviation(one(mean), one(gamma).div(2).exp()).getFloat(0);
  }

  private NDArray one(double value) {
    return manager.full(new Shape(1, 1), (float) value);
  }
}
