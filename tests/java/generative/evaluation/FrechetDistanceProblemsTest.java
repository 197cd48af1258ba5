package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Samples and Gaussians that have no distance, and a thread that is to stop. */
class FrechetDistanceProblemsTest {

  private static final double[] ORIGIN = {0, 0};
  private static final double[][] UNIT = {{1, 0}, {0, 1}};

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void namesASampleOfOne() {
    NDArray one = manager.zeros(new Shape(1, 2));
    NDArray two = manager.zeros(new Shape(2, 2));
    assertThatThrownBy(() -> FrechetDistance.between(two, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the second sample has 1 row; give at least 2");
  }

  @Test
  void namesDimensionsThatDiffer() {
    NDArray narrow = manager.zeros(new Shape(4, 2));
    NDArray wide = manager.zeros(new Shape(4, 3));
    assertThatThrownBy(() -> FrechetDistance.between(narrow, wide))
        .hasMessage(
            "the first sample has 2 columns and the second sample 3; both must have the same");
    assertThatThrownBy(() -> FrechetDistance.between(wide.flatten(), wide))
        .hasMessage("the first sample is float32 (12); float32 [n, d] or [n, c, h, w] is expected");
  }

  @Test
  void namesANumberThatIsNone() {
    NDArray bad = manager.create(new float[] {1, 2, 3, Float.NaN}, new Shape(2, 2));
    assertThatThrownBy(() -> FrechetDistance.between(bad, bad))
        .hasMessage("the first sample holds NaN in row 1, column 1; all numbers must be finite");
  }

  @Test
  void canBeStopped() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> FrechetDistance.between(ORIGIN, UNIT, ORIGIN, UNIT))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void namesAGaussianThatIsNone() {
    assertThatThrownBy(
            () -> FrechetDistance.between(ORIGIN, new double[][] {{1, 0}, null}, ORIGIN, UNIT))
        .hasMessage("a row of the covariance");
    double[][] huge = {{1e308, 0}, {0, 1}};
    assertThatThrownBy(
            () -> FrechetDistance.between(new double[] {1e200, 0}, huge, new double[2], huge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the squares of these means and covariances overflow; divide the features by a number");
    double[][] lopsided = {{1, 0.5}, {0, 1}};
    double[][] endless = {{1, 0}, {0, Double.POSITIVE_INFINITY}};
    assertThatThrownBy(() -> FrechetDistance.between(ORIGIN, UNIT, ORIGIN, lopsided))
        .hasMessage(
            "the second covariance holds 0.0 at [1][0] and 0.5 at [0][1]; it must be finite and"
                + " symmetric");
    assertThatThrownBy(() -> FrechetDistance.between(ORIGIN, endless, ORIGIN, UNIT))
        .hasMessageStartingWith("the first covariance holds Infinity at [1][1]");
    assertThatThrownBy(
            () -> FrechetDistance.between(ORIGIN, UNIT, ORIGIN, new double[][] {{1, 2}, {2, 1}}))
        .hasMessage("the second covariance has an eigenvalue below 0; a covariance has none");
    assertThatThrownBy(() -> FrechetDistance.between(ORIGIN, new double[][] {{1}}, ORIGIN, UNIT))
        .hasMessage("the first covariance isn't 2 × 2, as its mean of 2 numbers needs");
    assertThatThrownBy(() -> FrechetDistance.between(new double[] {0}, UNIT, ORIGIN, UNIT))
        .hasMessage("the means have 1 and 2 numbers; both must have the same, at least one");
    assertThatThrownBy(
            () -> FrechetDistance.between(new double[] {Double.NaN, 0}, UNIT, ORIGIN, UNIT))
        .hasMessage("the first mean holds NaN at [0]; all numbers must be finite");
  }
}
