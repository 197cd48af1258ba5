package generative.transport;

import static generative.transport.GroundDistance.CHEBYSHEV;
import static generative.transport.GroundDistance.EUCLIDEAN;
import static generative.transport.GroundDistance.MANHATTAN;
import static generative.transport.GroundDistance.SQUARED_EUCLIDEAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that are numbers are found, however large or small the numbers on the way to them. */
class RangeOfNumbersTest {

  private static final double[] HALVES = {0.5, 0.5};
  private static final String TOO_FAR =
      "the points are further apart than a number can be; divide all coordinates by one number";

  @ParameterizedTest
  @ValueSource(doubles = {1e-320, 1e-300, 1e-200, 1e-160, 1e-146, 1, 1e150, 1e155, 1e200, 1e307})
  void aDistanceScalesWithItsPoints(double scale) {
    double[] x = {0, -scale};
    double[] y = {3 * scale, 3 * scale};
    double rounding = Math.max(1e-15 * scale, Double.MIN_VALUE);
    assertThat(EUCLIDEAN.between(x, y)).isCloseTo(5 * scale, within(rounding));
    assertThat(EUCLIDEAN.costs(signature(x), signature(y))[0][0])
        .isEqualTo(EUCLIDEAN.between(x, y));
    assertThat(MANHATTAN.between(x, y)).isCloseTo(7 * scale, within(rounding));
    assertThat(CHEBYSHEV.between(x, y)).isCloseTo(4 * scale, within(rounding));
    assertThat(EarthMoversDistance.between(signature(x), signature(y), EUCLIDEAN))
        .isCloseTo(5 * scale, within(rounding));
    double[] p = {0, scale};
    double[] q = {3 * scale, 4 * scale};
    assertThat(LineDistance.quadratic(p, HALVES, q, HALVES)).isCloseTo(3 * scale, within(rounding));
  }

  private static Signature signature(double[] point) {
    return Signature.uniform(new double[][] {point});
  }

  @Test
  void pointsFurtherApartThanANumberCanBeGetASentence() {
    double[] x = {-1e308};
    double[] y = {1e308};
    for (GroundDistance metric : List.of(EUCLIDEAN, MANHATTAN, CHEBYSHEV, SQUARED_EUCLIDEAN)) {
      refuses(() -> metric.between(x, y), TOO_FAR);
      refuses(() -> metric.costs(signature(x), signature(y)), TOO_FAR);
    }
    refuses(() -> SQUARED_EUCLIDEAN.between(new double[1], new double[] {1e200}), TOO_FAR);
    refuses(() -> EUCLIDEAN.between(new double[2], new double[] {1.7e308, 1.7e308}), TOO_FAR);
    String positions =
        "positions -1.0E308 and 1.0E308 are further apart than a number can be; divide all by one"
            + " number";
    double[] one = {1};
    refuses(() -> LineDistance.between(x, one, y, one), positions);
    refuses(() -> LineDistance.quadratic(x, one, y, one), positions);
    refuses(() -> LineDistance.plan(x, one, y, one), positions);
  }

  @Test
  void coordinatesThatAreNoNumbersAreNamed() {
    double[] none = {0, Double.NaN};
    refuses(
        () -> EUCLIDEAN.between(new double[2], none),
        "coordinate 1 is 0.0 and NaN; coordinates must be finite");
    var upper = Lipschitz.upper(new double[1], new double[1][2], 1, EUCLIDEAN);
    var lower = Lipschitz.lower(new double[1], new double[1][2], 1, (x, y) -> Math.abs(x[0]));
    String sentence = "coordinate 1 of x is NaN; coordinates must be finite";
    refuses(() -> upper.applyAsDouble(none), sentence);
    refuses(() -> lower.applyAsDouble(none), sentence);
    refuses(() -> lower.applyAsDouble(new double[1]), "x has 1 coordinates; the points have 2");
  }

  @Test
  void aSlopeBeyondNumbersGetsASentence() {
    double[][] near = {{0}, {1e-200}};
    refuses(
        () -> Lipschitz.constant(new double[] {0, 1e200}, near, EUCLIDEAN),
        "points 0 and 1 need a constant larger than a number can be; divide the values by a number");
    refuses(
        () ->
            Lipschitz.constant(new double[] {-1e308, 1e308}, new double[][] {{0}, {1}}, EUCLIDEAN),
        "points 0 and 1 need a constant larger than a number can be; divide the values by a number");
    var steep = Lipschitz.upper(new double[1], new double[1][1], 1e200, EUCLIDEAN);
    refuses(
        () -> steep.applyAsDouble(new double[] {1e200}),
        "the function's value here is Infinity; divide values and constant by a number");
    assertThat(Lipschitz.constant(new double[] {0, 1e-200}, near, EUCLIDEAN).value())
        .isCloseTo(1, within(1e-15));
    assertThat(Lipschitz.constant(new double[] {0, 1}, new double[2][1], EUCLIDEAN).value())
        .isInfinite();
  }

  @Test
  void theWorkMayLeaveTheRangeWhereTheDistanceDoesNot() {
    double[][] costs = {{1e-200}};
    double[] light = {1e-200};
    assertThat(EarthMoversDistance.transport(light, light, costs).distance()).isEqualTo(1e-200);
    double[] heavy = {1e200};
    assertThat(EarthMoversDistance.transport(heavy, heavy, new double[][] {{1e200}}).distance())
        .isEqualTo(1e200);
  }

  /** Three times the weights are the same shares but for rounding, which carries nothing. */
  @Test
  void roundedSharesLeaveNoSliver() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int n = 1 + random.nextInt(seed % 10 == 0 ? 500 : 12);
      double[] x = random.doubles(n, -100, 100).toArray();
      double[] w = random.doubles(n).toArray();
      double[] thrice = Arrays.stream(w).map(weight -> 3 * weight).toArray();
      assertThat(LineDistance.quadratic(x, w, x, thrice)).isZero();
      assertThat(LineDistance.plan(x, w, x, thrice)).hasSize(n);
    }
  }

  private static void refuses(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
