package generative.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import generative.transport.Lipschitz.Constant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LipschitzTest {

  private static final List<GroundDistance> METRICS =
      List.of(GroundDistance.EUCLIDEAN, GroundDistance.MANHATTAN, GroundDistance.CHEBYSHEV);

  @Test
  void theAbsoluteValueHasConstantOne() {
    assertThat(onInterval(Math::abs, -1, 1, 8)).isEqualTo(new Constant(1, 0, 1));
  }

  @Test
  void theConstantOfALineIsItsSlope() {
    assertThat(onInterval(x -> 3 - 2.5 * x, -4, 4, 8).value()).isEqualTo(2.5);
  }

  /** Between neighbors x and x + h a parabola rises by 2x + h a unit, most at the end. */
  @Test
  void aParabolaIsSteepestAtTheEndOfItsInterval() {
    assertThat(onInterval(x -> x * x, 0, 2, 8)).isEqualTo(new Constant(3.75, 7, 8));
  }

  /** √h / h between 0 and its neighbor at h. */
  @ParameterizedTest
  @ValueSource(ints = {4, 16, 64, 256})
  void theRootGrowsSteeperWithoutLimitNearZero(int steps) {
    assertThat(onInterval(Math::sqrt, 0, 1, steps)).isEqualTo(new Constant(Math.sqrt(steps), 0, 1));
  }

  @Test
  void aConstantFunctionHasConstantZero() {
    assertThat(onInterval(x -> 5, 0, 1, 4)).isEqualTo(new Constant(0, 0, 1));
    assertThat(constant(new double[] {5}, new double[][] {{1}})).isEqualTo(new Constant(0, 0, 0));
  }

  @Test
  void equalPointsWithDifferentValuesHaveNone() {
    double[][] points = {{0, 0}, {1, 2}, {3, 3}, {1, 2}};
    assertThat(constant(new double[] {0, 1, 9, 2}, points))
        .isEqualTo(new Constant(Double.POSITIVE_INFINITY, 1, 3));
    assertThat(constant(new double[] {0, 1, 1, 1}, points).value()).isFinite();
  }

  @Property(tries = 60)
  void extensionsAgreeOnThePointsAndAreNoSteeper(@ForAll long seed) {
    Random random = new Random(seed);
    double[][] points = points(random, 9);
    double[] values = random.doubles(9, -1, 1).toArray();
    double[][] elsewhere = points(random, 40);
    for (GroundDistance metric : METRICS) {
      double constant = Lipschitz.constant(values, points, metric).value();
      ToDoubleFunction<double[]> upper = Lipschitz.upper(values, points, constant, metric);
      ToDoubleFunction<double[]> lower = Lipschitz.lower(values, points, constant, metric);
      assertThat(at(points, upper)).containsExactly(values, within(1e-12));
      assertThat(at(points, lower)).containsExactly(values, within(1e-12));
      for (ToDoubleFunction<double[]> f : List.of(upper, lower)) {
        assertThat(Lipschitz.constant(at(elsewhere, f), elsewhere, metric).value())
            .isLessThanOrEqualTo(constant * (1 + 1e-9));
      }
      assertThat(Arrays.stream(elsewhere))
          .allMatch(x -> lower.applyAsDouble(x) <= upper.applyAsDouble(x) + 1e-12);
    }
  }

  /** Cones of slope 2 upon the values 0 at 0 and 1 at 1: they meet between, and go on outside. */
  @Test
  void extensionsAreTheLargestAndTheSmallest() {
    double[] values = {0, 1};
    double[][] points = {{0}, {1}};
    var upper = Lipschitz.upper(values, points, 2, GroundDistance.EUCLIDEAN);
    var lower = Lipschitz.lower(values, points, 2, GroundDistance.EUCLIDEAN);
    double[][] x = {{-1}, {0}, {0.5}, {0.75}, {1}, {3}};
    assertThat(at(x, upper)).containsExactly(2, 0, 1, 1.5, 1, 5);
    assertThat(at(x, lower)).containsExactly(-2, 0, 0, 0.5, 1, -3);
  }

  @Test
  void extensionsKeepWhatTheyWereGiven() {
    double[] values = {1};
    double[][] points = {{0}};
    var upper = Lipschitz.upper(values, points, 1, GroundDistance.EUCLIDEAN);
    values[0] = 7;
    points[0][0] = 7;
    assertThat(upper.applyAsDouble(new double[] {0})).isEqualTo(1);
  }

  @Test
  void roundingErrorsOfTheValuesAreForgiven() {
    double[] values = {1, 1 + 1e-15, 2 + 1e-15};
    double[][] points = {{0}, {0}, {1}};
    var upper = Lipschitz.upper(values, points, 1, GroundDistance.EUCLIDEAN);
    assertThat(at(points, upper)).containsExactly(values, within(1e-14));
  }

  @Test
  void aConstantTooSmallIsRefused() {
    double[][] points = {{0}, {2}, {3}};
    refuses(
        () -> Lipschitz.upper(new double[] {0, 1, 4}, points, 2, GroundDistance.EUCLIDEAN),
        "the constant is 2.0 and points 1 and 2 need 3.0; take a larger constant or closer values");
    refuses(
        () -> Lipschitz.lower(new double[] {0, 1, 4}, points, -1, GroundDistance.EUCLIDEAN),
        "the constant is -1.0; it must be finite and not negative");
    refuses(
        () -> Lipschitz.lower(new double[3], points, Double.NaN, GroundDistance.EUCLIDEAN),
        "the constant is NaN; it must be finite and not negative");
  }

  @Test
  void canBeStopped() {
    double[][] points = {{0}, {1}};
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> constant(new double[2], points))
        .isInstanceOf(CancellationException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Lipschitz.upper(new double[2], points, 1, GroundDistance.EUCLIDEAN))
        .isInstanceOf(CancellationException.class);
    for (GroundDistance ground : List.of(GroundDistance.EUCLIDEAN, (x, y) -> 1)) {
      Signature signature = Signature.uniform(points);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> ground.costs(signature, signature))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void namesTheBadNumber() {
    double[] values = {0, 1};
    for (double distance : new double[] {-1, Double.NaN}) {
      String sentence =
          "the distance of points 0 and 1 is " + distance + "; a distance is 0 or more";
      double[][] points = {{0}, {1}};
      refuses(() -> Lipschitz.constant(values, points, (x, y) -> distance), sentence);
      refuses(() -> Lipschitz.upper(values, points, 1, (x, y) -> distance), sentence);
    }
    refuses(
        () -> constant(new double[] {0, Double.NaN}, new double[][] {{0}, {1}}),
        "value 1 is NaN; values must be finite");
    refuses(
        () -> constant(values, new double[][] {{0, 1}, {1, Double.POSITIVE_INFINITY}}),
        "coordinate 1 of point 1 is Infinity; coordinates must be finite");
    refuses(
        () -> constant(values, new double[][] {{0}, {1, 2}}),
        "point 1 has dimension 2 and point 0 has 1; all must have the same");
    refuses(
        () -> constant(values, new double[][] {{0}}),
        "1 points have 2 values; give each point one");
  }

  private static void refuses(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static Constant onInterval(DoubleUnaryOperator f, double from, double to, int steps) {
    double[] x =
        IntStream.rangeClosed(0, steps).mapToDouble(i -> from + (to - from) * i / steps).toArray();
    double[][] points = Arrays.stream(x).mapToObj(c -> new double[] {c}).toArray(double[][]::new);
    return constant(Arrays.stream(x).map(f).toArray(), points);
  }

  private static Constant constant(double[] values, double[][] points) {
    return Lipschitz.constant(values, points, GroundDistance.EUCLIDEAN);
  }

  private static double[] at(double[][] points, ToDoubleFunction<double[]> f) {
    return Arrays.stream(points).mapToDouble(f).toArray();
  }

  private static double[][] points(Random random, int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> random.doubles(3, -2, 2).toArray())
        .toArray(double[][]::new);
  }

  /** From −1e308 to 1e308 the values rise by more than a number can be, on a way of 1.6e308. */
  @Test
  void aRiseLargerThanANumberCanBeHasItsSlope() {
    double[] values = {1e308, -1e308};
    double[][] points = {{8e307}, {-8e307}};
    assertThat(constant(values, points).value()).isCloseTo(1.25, within(1e-12));
    assertThat(constant(values, points)).extracting(Constant::i, Constant::j).containsExactly(0, 1);
    String sentence =
        "the constant is 1.2 and points 0 and 1 need 1.25; take a larger constant or closer values";
    refuses(() -> Lipschitz.upper(values, points, 1.2, GroundDistance.EUCLIDEAN), sentence);
    refuses(() -> Lipschitz.lower(values, points, 1.2, GroundDistance.EUCLIDEAN), sentence);
    var upper = Lipschitz.upper(values, points, 1.25, GroundDistance.EUCLIDEAN);
    assertThat(at(points, upper)).containsExactly(values, within(1e295));
    refuses(
        () -> constant(values, new double[][] {{0.5}, {0}}),
        "points 0 and 1 need a constant larger than a number can be; divide the values by a number");
  }
}
