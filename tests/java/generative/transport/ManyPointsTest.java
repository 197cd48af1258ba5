package generative.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import generative.JavaProcess;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManyPointsTest {

  private static final Map<String, GroundDistance> GROUNDS =
      Map.of(
          "EUCLIDEAN", GroundDistance.EUCLIDEAN,
          "SQUARED_EUCLIDEAN", GroundDistance.SQUARED_EUCLIDEAN,
          "MANHATTAN", GroundDistance.MANHATTAN);

  /** Two Gaussians one apart; weights are 1, or drawn and of other sums. */
  static Signature cloud(int n, int d, double shift, boolean uniform, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[n][d];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < d; k++) {
        points[i][k] = random.nextGaussian() + (k == 0 ? shift : 0);
      }
      weights[i] = uniform ? 1 : random.nextDouble();
    }
    return Signature.of(points, weights);
  }

  @ParameterizedTest
  @CsvSource({
    "EUCLIDEAN, 2, true",
    "EUCLIDEAN, 3, false",
    "SQUARED_EUCLIDEAN, 2, false",
    "MANHATTAN, 2, false"
  })
  void equalsTheDistanceByTheMatrix(String name, int dimensions, boolean uniform) {
    GroundDistance ground = GROUNDS.get(name);
    Signature p = cloud(4_100, dimensions, 0, uniform, 1);
    Signature q = cloud(4_100, dimensions, 1, uniform, 2);
    double distance = ManyPoints.distance(p, q, ground);
    assertThat(distance)
        .isCloseTo(EarthMoversDistance.transport(p, q, ground).distance(), within(1e-9 * distance));
  }

  @Test
  void leavesFewPointsAndOtherSpacesToTheMatrix() {
    Signature few = cloud(100, 2, 0, true, 1);
    assertThat(ManyPoints.distance(few, few, GroundDistance.EUCLIDEAN)).isNaN();
    Signature wide = cloud(4_100, 4, 0, true, 1);
    assertThat(ManyPoints.distance(wide, wide, GroundDistance.EUCLIDEAN)).isNaN();
    Signature many = cloud(4_100, 2, 0, true, 1);
    assertThat(ManyPoints.distance(many, many, (x, y) -> Math.abs(x[0] - y[0]))).isNaN();
  }

  @Test
  void aCloudIsNowhereFromItself() {
    Signature many = cloud(4_100, 2, 0, true, 1);
    assertThat(EarthMoversDistance.between(many, many, GroundDistance.EUCLIDEAN)).isZero();
  }

  /** Their matrix of costs would take 800 MB. */
  @Test
  void tenThousandPointsNeedNoMatrix() throws Exception {
    String distance = JavaProcess.lastLine(List.of("-Xmx200m"), ManyPointsTest.class);
    assertThat(Double.parseDouble(distance)).isBetween(0.9, 1.2);
  }

  public static void main(String[] arguments) {
    Signature p = cloud(10_000, 2, 0, true, 1);
    Signature q = cloud(10_000, 2, 1, true, 2);
    System.out.println(EarthMoversDistance.between(p, q, GroundDistance.SQUARED_EUCLIDEAN));
  }
}
