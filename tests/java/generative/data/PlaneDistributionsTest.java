package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Means and variances of 100,000 points against those of the distribution, in closed form. */
class PlaneDistributionsTest {

  private static final int MANY = 100_000;

  @Test
  void ringHasItsMoments() {
    double variance = (2 + 0.02 * 0.02) / (1.414 * 1.414);
    assertMoments(PlaneDistributions.ring(MANY, 1), 0, 0, variance, variance);
  }

  @Test
  void gridHasItsMoments() {
    double variance = (8 + 0.05 * 0.05) / (2.828 * 2.828);
    assertMoments(PlaneDistributions.grid(MANY, 1), 0, 0, variance, variance);
  }

  /** By ∫ t cos t and ∫ t² cos² t from 1.5 π to 4.5 π. */
  @Test
  void swissRollHasItsMoments() {
    double pi = Math.PI;
    double square = 4.875 * pi * pi;
    double noise = 0.25 * 0.25;
    double scale = 7.5;
    assertMoments(
        PlaneDistributions.swissRoll(MANY, 1),
        2 / scale,
        2 / (3 * pi) / scale,
        (square - 0.25 - 4 + noise) / (scale * scale),
        (square + 0.25 - 4 / (9 * pi * pi) + noise) / (scale * scale));
  }

  @Test
  void moonsHaveTheirMoments() {
    double noise = 0.05 * 0.05;
    double y = 0.625 - 1 / Math.PI - 0.0625;
    assertMoments(PlaneDistributions.moons(MANY, 1), 0.5, 0.25, 0.75 + noise, y + noise);
  }

  /** Every point is within six deviations of a center, and every center has its share of them. */
  @Test
  void pointsLieAroundTheirCenters() {
    assertShares(PlaneDistributions.ring(MANY, 2), PlaneDistributions.ringCenters(), 0.02 / 1.414);
    assertShares(PlaneDistributions.grid(MANY, 2), PlaneDistributions.gridCenters(), 0.05 / 2.828);
  }

  @Test
  void centersAreOfUnitDeviation() {
    assertThat(PlaneDistributions.ringCenters()).hasDimensions(8, 2);
    assertThat(PlaneDistributions.ringCenters()[2])
        .containsExactly(new double[] {0, 2 / 1.414}, within(1e-12));
    assertThat(PlaneDistributions.gridCenters()).hasDimensions(25, 2);
    assertThat(PlaneDistributions.gridCenters()[0])
        .containsExactly(new double[] {-4 / 2.828, -4 / 2.828}, within(1e-12));
  }

  @Test
  void dependOnTheSeedAlone() {
    float[] points = PlaneDistributions.moons(100, 7).data().toFloatArray();
    Engine.getInstance().setRandomSeed(3);
    assertThat(PlaneDistributions.moons(101, 7).first(100).data().toFloatArray())
        .containsExactly(points);
    assertThat(PlaneDistributions.moons(100, 8).data().toFloatArray()).isNotEqualTo(points);
  }

  @Test
  void leaveTheEnginesSeedAlone() {
    try (NDManager manager = Compute.newManager()) {
      Engine.getInstance().setRandomSeed(3);
      float[] expected = manager.randomNormal(new Shape(4)).toFloatArray();
      Engine.getInstance().setRandomSeed(3);
      PlaneDistributions.ring(50, 99);
      assertThat(manager.randomNormal(new Shape(4)).toFloatArray()).containsExactly(expected);
    }
  }

  @Test
  void areHandedOutAgainAndOutliveAScope() {
    Examples ring;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      ring = PlaneDistributions.ring(10, 1234);
    }
    assertThat(PlaneDistributions.ring(10, 1234)).isSameAs(ring);
    assertThat(ring.data().getDevice()).isEqualTo(Compute.device());
    assertThat(ring.data().getDataType()).isEqualTo(DataType.FLOAT32);
    assertThat(ring.data().toFloatArray()).hasSize(20);
    assertThat(ring.labels()).isNull();
  }

  @Test
  void drawIntoAManagerTheSamePointsAndKeepNothing() {
    try (NDManager manager = Compute.newManager()) {
      same(PlaneDistributions.ring(manager, 9, 5), PlaneDistributions.ring(9, 5), manager);
      same(PlaneDistributions.grid(manager, 9, 5), PlaneDistributions.grid(9, 5), manager);
      same(
          PlaneDistributions.swissRoll(manager, 9, 5), PlaneDistributions.swissRoll(9, 5), manager);
      same(PlaneDistributions.moons(manager, 9, 5), PlaneDistributions.moons(9, 5), manager);
      int before = manager.getManagedArrays().size();
      for (int seed = 0; seed < 10_000; seed++) {
        try (NDManager scope = manager.newSubManager()) {
          PlaneDistributions.ring(scope, 2, seed);
        }
      }
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  private static void same(Examples mine, Examples kept, NDManager manager) {
    assertThat(mine.data().getManager()).isSameAs(manager);
    assertThat(kept.data().getManager()).isNotSameAs(manager);
    assertThat(mine.data().toFloatArray()).containsExactly(kept.data().toFloatArray());
  }

  @Test
  void areDrawnAnewWhereTheyWereClosed() {
    Examples ring = PlaneDistributions.ring(10, 4321);
    float[] points = ring.data().toFloatArray();
    ring.data().getManager().close();
    assertThat(PlaneDistributions.ring(10, 4321).data().toFloatArray()).containsExactly(points);
    assertThat(PlaneDistributions.ring(10, 4322).data().toFloatArray()).hasSize(20);
  }

  @Test
  void nameANumberOfPointsThatCanNotBe() {
    assertThatThrownBy(() -> PlaneDistributions.swissRoll(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 points of the Swiss roll; give 1 to 10,000,000, such as 2,000");
    assertThatThrownBy(() -> PlaneDistributions.ring(-3, 1))
        .hasMessage("-3 points of the ring; give 1 to 10,000,000, such as 2,000");
    assertThatThrownBy(() -> PlaneDistributions.grid(10_000_001, 1))
        .hasMessage("10,000,001 points of the grid; give 1 to 10,000,000, such as 2,000");
    try (NDManager manager = Compute.newManager()) {
      assertThatThrownBy(() -> PlaneDistributions.moons(manager, Integer.MAX_VALUE, 1))
          .hasMessage("2,147,483,647 points of the two moons; give 1 to 10,000,000, such as 2,000");
    }
    assertThatThrownBy(() -> PlaneDistributions.ring(null, 1, 1))
        .hasMessage("the manager: null where an open manager is expected");
  }

  @Test
  void stopWhereTheThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> PlaneDistributions.grid(50, 50))
        .isInstanceOf(CancellationException.class)
        .hasMessage("Stopped.");
    assertThat(Thread.interrupted()).isFalse();
    assertThat(PlaneDistributions.grid(50, 50).size()).isEqualTo(50);
  }

  private static void assertMoments(
      Examples points, double meanX, double meanY, double varianceX, double varianceY) {
    float[] numbers = points.data().toFloatArray();
    double[] mean = {meanX, meanY};
    double[] variance = {varianceX, varianceY};
    for (int axis = 0; axis < 2; axis++) {
      double sum = 0;
      double squares = 0;
      for (int i = axis; i < numbers.length; i += 2) {
        sum += numbers[i];
        squares += Math.pow(numbers[i] - mean[axis], 2);
      }
      double error = Math.sqrt(variance[axis] / MANY);
      assertThat(sum / MANY).isCloseTo(mean[axis], within(4 * error));
      assertThat(squares / MANY).isCloseTo(variance[axis], within(0.015 * variance[axis]));
    }
  }

  private static void assertShares(Examples points, double[][] centers, double deviation) {
    float[] numbers = points.data().toFloatArray();
    int[] near = new int[centers.length];
    for (int i = 0; i < numbers.length; i += 2) {
      for (int c = 0; c < centers.length; c++) {
        if (Math.hypot(numbers[i] - centers[c][0], numbers[i + 1] - centers[c][1])
            < 6 * deviation) {
          near[c]++;
        }
      }
    }
    double share = (double) MANY / centers.length;
    assertThat(Arrays.stream(near).sum()).isEqualTo(MANY);
    for (int n : near) {
      assertThat((double) n).isCloseTo(share, within(0.1 * share));
    }
  }
}
