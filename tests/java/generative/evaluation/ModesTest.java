package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.data.PlaneDistributions;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModesTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void ofRingAndGridAreAllCovered() {
    Modes ring =
        Modes.of(PlaneDistributions.ring(2000, 3).data(), PlaneDistributions.ringCenters(), 0.1);
    Modes grid =
        Modes.of(PlaneDistributions.grid(2000, 3).data(), PlaneDistributions.gridCenters(), 0.1);
    assertThat(ring).isEqualTo(new Modes(8, 8, 1));
    assertThat(grid).isEqualTo(new Modes(25, 25, 1));
  }

  /** Of 200 points 197 at the first center, 2 at the second (1 %), 1 at the third. */
  @Test
  void needOneInAHundred() {
    float[] x = new float[200];
    x[197] = 10;
    x[198] = 10;
    x[199] = 20;
    double[][] centers = {{0, 0}, {10, 0}, {20, 0}, {30, 0}};
    NDArray points =
        manager.create(x, new Shape(200, 1)).concat(manager.zeros(new Shape(200, 1)), 1);
    assertThat(Modes.of(points, centers, 0.1)).isEqualTo(new Modes(2, 4, 1));
  }

  @Test
  void reachAsFarAsTheRadius() {
    NDArray points = manager.create(new float[] {0.5f, 0.51f, -0.5f, 3}, new Shape(4, 1));
    assertThat(Modes.of(points, new double[][] {{0}}, 0.5)).isEqualTo(new Modes(1, 1, 0.5));
  }

  @Test
  void countAPointNearTwoCentersOnceAsNear() {
    NDArray point = manager.zeros(new Shape(1, 1));
    assertThat(Modes.of(point, new double[][] {{0.1}, {-0.1}}, 0.2)).isEqualTo(new Modes(2, 2, 1));
  }

  @Test
  void readAloud() {
    assertThat(new Modes(7, 8, 0.917)).hasToString("7 of 8 modes, 92 % near one");
  }

  @Test
  void nameWhatCanNotBe() {
    NDArray points = manager.zeros(new Shape(2, 2));
    double[][] centers = {{0, 0}, {0}};
    assertThatThrownBy(() -> Modes.of(points, centers, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("center 1 has 1 coordinates and the points have 2; all must have the same");
    assertThatThrownBy(() -> Modes.of(points, new double[][] {{0, Double.NaN}}, 0.1))
        .hasMessage("center 0 has the coordinate NaN; all must be finite");
    assertThatThrownBy(() -> Modes.of(points, new double[0][], 0.1))
        .hasMessage("there is no center to look around; give at least one");
    assertThatThrownBy(() -> Modes.of(points, new double[][] {{0, 0}}, 0))
        .hasMessage("the radius is 0.0; give a number above 0, such as 0.1");
    assertThatThrownBy(() -> Modes.of(points.div(0), new double[][] {{0, 0}}, 1))
        .hasMessage("the sample holds NaN in row 0, column 0; all numbers must be finite");
  }

  @Test
  void reachAsFarAsARadiusWhoseSquareIsNoNumber() {
    NDArray zero = manager.zeros(new Shape(1, 1));
    assertThat(Modes.of(zero, new double[][] {{1e300}}, 1e200)).isEqualTo(new Modes(0, 1, 0));
    assertThat(Modes.of(zero, new double[][] {{1e300}}, 1e300)).isEqualTo(new Modes(1, 1, 1));
    assertThat(Modes.of(zero, new double[][] {{1e-170}}, 1e-200)).isEqualTo(new Modes(0, 1, 0));
    assertThat(Modes.of(zero, new double[][] {{1e-200}}, 1e-200)).isEqualTo(new Modes(1, 1, 1));
    assertThat(Modes.of(zero, new double[][] {{1e-323}}, Double.MIN_VALUE).covered()).isZero();
    double[][] farthest = {{Double.MAX_VALUE}};
    assertThat(Modes.of(zero, farthest, Double.MAX_VALUE).covered()).isOne();
    assertThat(Modes.of(zero, farthest, Double.POSITIVE_INFINITY).covered()).isOne();
  }
}
