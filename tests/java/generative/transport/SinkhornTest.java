package generative.transport;

import static generative.transport.GroundDistance.EUCLIDEAN;
import static generative.transport.GroundDistance.SQUARED_EUCLIDEAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinkhornTest {

  private static final double[] HALVES = {0.5, 0.5};
  private static final double[][] SWAP = {{0, 1}, {1, 0}};

  /** By symmetry the plan is [[x, ½ − x], [½ − x, x]] with x / (½ − x) = exp(1 / ε). */
  @ParameterizedTest
  @ValueSource(doubles = {10, 1, 0.3, 0.1, 0.03})
  void equalsTheClosedFormOfTheSwap(double epsilon) {
    double x = 0.5 / (1 + Math.exp(-1 / epsilon));
    EntropicPlan plan = Sinkhorn.of(epsilon).transport(HALVES, HALVES, SWAP);
    assertThat(plan.plan()[0]).containsExactly(new double[] {x, 0.5 - x}, within(1e-9));
    assertThat(plan.plan()[1]).containsExactly(new double[] {0.5 - x, x}, within(1e-9));
    assertThat(plan.cost()).isCloseTo(1 - 2 * x, within(1e-9));
    assertThat(plan.converged()).isTrue();
  }

  /**
   * Of all 2 × 2 plans with these marginals the entropic one is that with P₀₀ P₁₁ / (P₀₁ P₁₀) =
   * exp(−(c₀₀ + c₁₁ − c₀₁ − c₁₀) / ε), which bisection finds.
   */
  @Property(tries = 100)
  void equalsTheFixedPointOfTwoByTwo(
      @ForAll @DoubleRange(min = 0.1, max = 0.9) double a,
      @ForAll @DoubleRange(min = 0.1, max = 0.9) double b,
      @ForAll @DoubleRange(min = -2, max = 2) double cost,
      @ForAll @DoubleRange(min = 0.3, max = 3) double epsilon) {
    double ratio = -cost / epsilon;
    double low = Math.max(0, a + b - 1);
    double high = Math.min(a, b);
    for (int k = 0; k < 200; k++) {
      double x = (low + high) / 2;
      if (Math.log(x) + Math.log(1 - a - b + x) - Math.log(a - x) - Math.log(b - x) < ratio) {
        low = x;
      } else {
        high = x;
      }
    }
    EntropicPlan plan =
        Sinkhorn.of(epsilon)
            .tolerance(1e-13)
            .transport(
                new double[] {a, 1 - a},
                new double[] {b, 1 - b},
                new double[][] {{cost, 0}, {0, 0}});
    assertThat(plan.plan()[0][0]).isCloseTo(low, within(1e-10));
  }

  @Property(tries = 40)
  void bracketsTheDistanceOnTheLine(
      @ForAll long seed, @ForAll @DoubleRange(min = -4, max = 1) double power) {
    Line line = new Line(seed, 12, 17);
    EntropicPlan plan =
        Sinkhorn.of(Math.pow(10, power)).limit(500).transport(line.p, line.q, line.costs());
    assertThat(plan.cost()).isGreaterThanOrEqualTo(line.distance() - 1e-12);
    assertThat(plan.lowerBound()).isLessThanOrEqualTo(line.distance() + 1e-12);
    assertMarginals(plan.rounded(), line.p, line.q);
  }

  @Test
  void comesToTheDistanceAsEpsilonFalls() {
    Line line = new Line(3, 40, 30);
    double last = Double.POSITIVE_INFINITY;
    for (double epsilon = 4; epsilon > 2e-3; epsilon /= 4) {
      EntropicPlan plan = Sinkhorn.of(epsilon).transport(line.p, line.q, line.costs());
      double error = plan.cost() - line.distance();
      assertThat(error).isBetween(-1e-12, last);
      assertThat(plan.cost() - plan.lowerBound()).isBetween(-1e-12, 10 * epsilon);
      last = error;
    }
    assertThat(last).isLessThan(1e-4 * line.distance());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-4, 1e-6, 1e-9, 1e-11})
  void isStableAtSmallEpsilon(double part) {
    Line line = new Line(4, 50, 60);
    EntropicPlan plan = Sinkhorn.of(part * 20).transport(line.p, line.q, line.costs());
    assertThat(plan.cost()).isBetween(line.distance() - 1e-12, line.distance() * 1.02);
    assertThat(plan.sourcePotentials()).doesNotContain(Double.NaN);
    assertThat(plan.targetPotentials()).doesNotContain(Double.NaN);
    assertMarginals(plan.rounded(), line.p, line.q);
  }

  @Test
  void thePotentialsSayWhatThePlanIs() {
    Line line = new Line(5, 6, 8);
    double epsilon = 0.7;
    EntropicPlan plan = Sinkhorn.of(epsilon).transport(line.p, line.q, line.costs());
    double[] f = plan.sourcePotentials();
    double[] g = plan.targetPotentials();
    for (int i = 0; i < f.length; i++) {
      for (int j = 0; j < g.length; j++) {
        double exponent = (f[i] + g[j] - line.costs()[i][j]) / epsilon;
        assertThat(plan.plan()[i][j])
            .isCloseTo(line.p[i] * line.q[j] * Math.exp(exponent), within(1e-15));
      }
    }
    assertThat(plan.epsilon()).isEqualTo(epsilon);
  }

  @Test
  void atomsWithoutWeightChangeNothing() {
    double[][] cost = {{0, 9, 1}, {7, 8, 9}, {1, 5, 0}};
    double[] holes = {0.5, 0, 0.5};
    EntropicPlan with = Sinkhorn.of(0.1).transport(holes, holes, cost);
    EntropicPlan without = Sinkhorn.of(0.1).transport(HALVES, HALVES, SWAP);
    assertThat(with.cost()).isCloseTo(without.cost(), within(1e-12));
    assertThat(with.plan()[1]).containsOnly(0);
    assertThat(with.rounded()[0][1]).isZero();
    assertThat(Arrays.stream(with.sourcePotentials())).allMatch(Double::isFinite);
    assertThat(Arrays.stream(with.targetPotentials())).allMatch(Double::isFinite);
  }

  @Test
  void weightsAsSmallAsNumbersGetDoNoHarm() {
    double[] a = {1, 1e-300, 1e-320};
    double[] b = {1e-310, 1, 1e-200};
    double[][] cost = {{1, 2, 3}, {3, 1, 2}, {2, 3, 1}};
    EntropicPlan plan = Sinkhorn.of(1e-3).transport(a, b, cost);
    assertThat(plan.cost()).isCloseTo(2, within(1e-12));
    assertThat(plan.converged()).isTrue();
  }

  @Test
  void sharesDoNotDependOnTheUnitOfWeights() {
    double[][] cost = {{1, 2}, {4, 3}};
    EntropicPlan grams =
        Sinkhorn.of(0.5).transport(new double[] {3000, 1000}, new double[] {2000, 2000}, cost);
    EntropicPlan kilograms =
        Sinkhorn.of(0.5).transport(new double[] {3, 1}, new double[] {2, 2}, cost);
    assertThat(grams.plan()).isDeepEqualTo(kilograms.plan());
  }

  @Property(tries = 40)
  void bracketsTheExactDistanceOfSignatures(@ForAll long seed) {
    Random random = new Random(seed);
    Signature p = signature(random, 20);
    Signature q = signature(random, 15);
    for (GroundDistance ground : List.of(EUCLIDEAN, SQUARED_EUCLIDEAN)) {
      double distance = EarthMoversDistance.between(p, q, ground);
      EntropicPlan plan = Sinkhorn.of(1e-3).transport(p, q, ground);
      assertThat(plan.cost()).isBetween(distance - 1e-12, distance + 6e-3);
      assertThat(plan.lowerBound()).isBetween(distance - 6e-3, distance + 1e-12);
    }
  }

  @Test
  void saysWhenTheLimitCameFirst() {
    Line line = new Line(7, 30, 30);
    EntropicPlan plan = Sinkhorn.of(1e-4).limit(50).transport(line.p, line.q, line.costs());
    assertThat(plan.converged()).isFalse();
    assertThat(plan.iterations()).isBetween(50, 52);
    assertThat(plan.marginalError()).isGreaterThan(1e-9);
    assertThat(plan.toString()).contains("; not converged in 5", "marginals off by ");
    assertMarginals(plan.rounded(), line.p, line.q);
  }

  /** Potentials near 1 have sixteen digits, of which ε = 1e-12 leaves four to the plan. */
  @Test
  void doesNotSayConvergedWhereRoundingKeepsTheMarginalsOff() {
    Random random = new Random(1);
    int n = 30;
    double[] weights = random.doubles(n).toArray();
    double[] others = random.doubles(n).toArray();
    double scale = Arrays.stream(weights).sum() / Arrays.stream(others).sum();
    double[] target = Arrays.stream(others).map(w -> scale * w).toArray();
    double[][] cost = new double[n][];
    Arrays.setAll(cost, i -> random.ints(n, 0, 2).asDoubleStream().toArray());
    EntropicPlan plan = Sinkhorn.of(1e-12).transport(weights, target, cost);
    assertThat(plan.marginalError()).isGreaterThan(1e-6);
    assertThat(plan.converged()).isFalse();
    assertThat(Sinkhorn.of(1e-12).tolerance(0.01).transport(weights, target, cost).converged())
        .isTrue();
  }

  @Test
  void saysWhatItReached() {
    EntropicPlan plan = Sinkhorn.of(0.1).tolerance(0.1).transport(HALVES, HALVES, SWAP);
    assertThat(plan)
        .hasToString(
            "distance between 0.00000 and 4.53979e-05; converged in "
                + plan.iterations()
                + " iterations, marginals off by 0.0e+00");
    Line line = new Line(8, 30, 30);
    assertThat(
            Sinkhorn.of(1).tolerance(1e-3).transport(line.p, line.q, line.costs()).marginalError())
        .isBetween(1e-6, 1e-3);
  }

  private static Signature signature(Random random, int n) {
    double[][] points = new double[n][];
    Arrays.setAll(points, i -> random.doubles(2).toArray());
    double[] weights = random.doubles(n).toArray();
    double total = Arrays.stream(weights).sum();
    return Signature.of(points, Arrays.stream(weights).map(w -> w / total).toArray());
  }

  static void assertMarginals(double[][] plan, double[] rows, double[] columns) {
    double[] sums = new double[columns.length];
    for (int i = 0; i < rows.length; i++) {
      assertThat(Arrays.stream(plan[i]).sum()).isCloseTo(rows[i], within(1e-12));
      for (int j = 0; j < sums.length; j++) {
        assertThat(plan[i][j]).isNotNegative();
        sums[j] += plan[i][j];
      }
    }
    assertThat(sums).containsExactly(columns, within(1e-12));
  }
}
