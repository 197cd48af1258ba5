package generative.transport.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import generative.transport.simplex.PivotListener;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans between points: proved by their prices, and as cheap as those of the matrix solver. */
class PointTransportTest {

  private static final PivotListener NOBODY = (pivots, work) -> {};

  @Test
  void smallInstancesOfAllKindsAreRight() {
    assertThat(IntStream.range(0, 1_000).mapToObj(k -> Fuzz.trouble(k, 40)))
        .allMatch(String::isEmpty);
  }

  @Test
  void largerInstancesOfAllKindsAreRight() {
    assertThat(IntStream.range(10_000, 10_042).mapToObj(k -> Fuzz.trouble(k, 700)))
        .allMatch(String::isEmpty);
  }

  @ParameterizedTest
  @EnumSource
  void thousandsOfPointsAreProvedPairByPair(Ground ground) {
    Clouds clouds = Clouds.of(Clouds.Shape.GAUSSIANS, Clouds.Mass.RANDOM, 2, 2_500, 1_500, true, 1);
    PointPlan plan = solve(clouds, ground);
    double work = Checks.work(clouds, ground, plan);
    double dual = Checks.product(plan.u(), clouds.p) + Checks.product(plan.v(), clouds.q);
    assertThat(dual).isCloseTo(work, within(1e-12 * work));
    assertThat(Checks.marginals(clouds, plan)).isLessThan(1e-9);
    assertThat(Proof.violationOfAllPairs(clouds.x, clouds.y, ground, plan.u(), plan.v()))
        .isLessThan(1e-13);
  }

  /** Of all-zero costs too. */
  @Test
  void aCloudOnItselfStaysWhereItIs() {
    for (Clouds.Shape shape : Clouds.Shape.values()) {
      Clouds clouds = Clouds.of(shape, Clouds.Mass.RANDOM, 3, 500, 1, true, 2);
      PointPlan plan =
          PointTransport.solve(clouds.x, clouds.p, clouds.x, clouds.p, Ground.EUCLIDEAN, NOBODY);
      for (int f = 0; f < plan.amount().length; f++) {
        assertThat(clouds.x[plan.from()[f]]).isEqualTo(clouds.x[plan.to()[f]]);
      }
      assertThat(Arrays.stream(plan.amount()).sum())
          .isCloseTo(Arrays.stream(clouds.p).sum(), within(1e-9));
    }
  }

  /** Each source has its twin a step aside, so the optimum is n steps. */
  @Test
  void uniformMassesRoundNothing() {
    Clouds clouds =
        Clouds.of(Clouds.Shape.GAUSSIANS, Clouds.Mass.UNIFORM, 2, 3_000, 3_000, true, 3);
    PointPlan plan = solve(clouds, Ground.EUCLIDEAN);
    assertThat(plan.amount()).hasSize(3_000).containsOnly(1.0 / 3_000);
  }

  /** Squares leave the range of doubles, distances don't. */
  @Test
  void hugeAndTinyCoordinatesAreScaled() {
    for (double unit : new double[] {1e-300, 1e-160, 1e160, 1e307}) {
      double[][] x = {{0, 0}, {0.3 * unit, 0}};
      double[][] y = {{0.3 * unit, 0.4 * unit}, {0, 0.4 * unit}};
      double[] half = {0.5, 0.5};
      PointPlan plan = PointTransport.solve(x, half, y, half, Ground.EUCLIDEAN, NOBODY);
      assertThat(plan.u()[0] + plan.v()[1]).isCloseTo(0.4 * unit, within(1e-15 * unit));
    }
  }

  @Test
  void saysThatPointsAreTooFarApart() {
    double[][] x = {{0, 0}, {1e200, 0}};
    double[] one = {1, 1};
    assertThatThrownBy(() -> PointTransport.solve(x, one, x, one, Ground.SQUARED_EUCLIDEAN, NOBODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the points are further apart than a number can be; divide all coordinates by one"
                + " number");
  }

  /** A far pair that takes its own mass doesn't spoil the digits of the others. */
  @ParameterizedTest
  @EnumSource
  void aSharedOutlierChangesNothing(Ground ground) {
    for (double far : new double[] {1e3, 1e6, 1e9}) {
      Clouds near = Clouds.of(Clouds.Shape.SQUARE, Clouds.Mass.RANDOM, 2, 500, 500, true, 5);
      Clouds both = near.with(new double[] {far, far}, 0.3);
      double work = Checks.work(near, ground, solve(near, ground));
      assertThat(Checks.work(both, ground, solve(both, ground)))
          .isCloseTo(work, within(1e-9 * work));
    }
  }

  /** The sums are exact: 60 targets cost 1 each, a thousand a mean of 500. */
  @Test
  void massesOfManyDecadesAreMovedToTheLast() {
    double[][] origin = {{0, 0}};
    double[][] far = IntStream.range(0, 60).mapToObj(place(j -> Math.scalb(1.0, j))).toArray(ROWS);
    double[] small = IntStream.range(0, 60).mapToDouble(j -> Math.scalb(1.0, -j)).toArray();
    double[] all = {Arrays.stream(small).sum()};
    assertThat(workTo(origin, all, far, small)).isEqualTo(60);
    double[][] row = IntStream.range(0, 1_001).mapToObj(place(j -> j)).toArray(ROWS);
    double[] milligrams = new double[1_001];
    Arrays.fill(milligrams, 0x1p-10);
    assertThat(workTo(origin, new double[] {1e12}, row, milligrams)).isEqualTo(0x1p-10 * 500_500);
    double[] heavyAndLight = {3e15, 1};
    double[][] x = {{0, 0}, {1e6, 0}};
    double[][] y = {{0, 0}, {1e6, 7}};
    assertThat(workTo(x, heavyAndLight, y, heavyAndLight)).isEqualTo(7);
  }

  private static final IntFunction<double[][]> ROWS = double[][]::new;

  private static IntFunction<double[]> place(IntToDoubleFunction first) {
    return j -> new double[] {first.applyAsDouble(j), 0};
  }

  private static double workTo(double[][] x, double[] p, double[][] y, double[] q) {
    PointPlan plan = PointTransport.solve(x, p, y, q, Ground.MANHATTAN, NOBODY);
    return IntStream.range(0, plan.amount().length)
        .mapToDouble(
            f ->
                plan.amount()[f]
                    * Checks.cost(x[plan.from()[f]], y[plan.to()[f]], Ground.MANHATTAN))
        .sum();
  }

  @Test
  void reportsProgressThatFalls() {
    Clouds clouds = Clouds.of(Clouds.Shape.GAUSSIANS, Clouds.Mass.RANDOM, 2, 4_000, 4_000, true, 6);
    double[] last = {0};
    PointPlan plan =
        PointTransport.solve(
            clouds.x,
            clouds.p,
            clouds.y,
            clouds.q,
            Ground.EUCLIDEAN,
            (pivots, work) -> last[0] = work);
    double least = Checks.work(clouds, Ground.EUCLIDEAN, plan);
    assertThat(last[0]).isBetween(0.9 * least, 2 * least);
  }

  @Test
  void hearsTheInterruptionAtOnce() throws Exception {
    Clouds clouds =
        Clouds.of(Clouds.Shape.GAUSSIANS, Clouds.Mass.UNIFORM, 2, 30_000, 30_000, true, 7);
    Throwable[] thrown = new Throwable[1];
    Thread thread = new Thread(() -> solve(clouds, Ground.EUCLIDEAN));
    thread.setUncaughtExceptionHandler((t, e) -> thrown[0] = e);
    thread.start();
    Thread.sleep(700);
    long start = System.nanoTime();
    thread.interrupt();
    thread.join();
    assertThat((System.nanoTime() - start) / 1e9).isLessThan(0.5);
    assertThat(thrown[0])
        .isInstanceOf(CancellationException.class)
        .hasMessageMatching("Stopped after [\\d,]+ pivots\\.");
  }

  private static PointPlan solve(Clouds clouds, Ground ground) {
    return PointTransport.solve(clouds.x, clouds.p, clouds.y, clouds.q, ground, NOBODY);
  }
}
