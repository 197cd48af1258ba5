package generative.transport;

import static generative.transport.EarthMoversDistance.centroidBound;
import static generative.transport.EarthMoversDistance.transport;
import static generative.transport.GroundDistance.EUCLIDEAN;
import static generative.transport.GroundDistance.SQUARED_EUCLIDEAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Bad input and what it's told, unequal sums, degenerate instances, large ones. */
class TransportProblemsTest {

  private static final double[][] TWO = {{0, 0}, {3, 4}};

  @Test
  void eachBadSignatureGetsASentence() {
    says(
        () -> Signature.of(new double[0][], new double[0]),
        "a signature needs at least one point with at least one coordinate");
    says(() -> Signature.of(TWO, new double[] {1}), "2 points have 1 weights; give each point one");
    says(
        () -> Signature.of(TWO, new double[] {1, -0.5}),
        "weight 1 is -0.5; weights must be finite and not negative");
    says(
        () -> Signature.of(TWO, new double[] {Double.NaN, 1}),
        "weight 0 is NaN; weights must be finite and not negative");
    says(
        () -> Signature.of(TWO, new double[] {Double.POSITIVE_INFINITY, 1}),
        "weight 0 is Infinity; weights must be finite and not negative");
    says(
        () -> Signature.of(TWO, new double[] {0, 0}),
        "the 2 weights sum to 0.0; the sum must be positive and finite");
    says(
        () -> Signature.uniform(new double[][] {{1, 2}, {1}}),
        "point 1 has dimension 1 and point 0 has 2; all must have the same");
    says(
        () -> Signature.uniform(new double[][] {{1, 2}, {1, Double.NaN}}),
        "coordinate 1 of point 1 is NaN; coordinates must be finite");
  }

  @Test
  void eachBadInstanceGetsASentence() {
    double[] half = {0.5, 0.5};
    Signature flat = Signature.uniform(TWO);
    Signature line = Signature.uniform(new double[][] {{1}});
    says(
        () -> transport(flat, line, EUCLIDEAN),
        "the signatures have 2 and 1 dimensions; both must have the same");
    says(
        () -> transport(half, half, new double[1][2]),
        "the cost matrix has 1 rows for 2 source weights; give one row for each");
    says(
        () -> transport(half, half, new double[][] {{1, 2}, {3}}),
        "row 1 of the cost matrix has 1 entries for 2 target weights; give one for each");
    says(
        () -> transport(half, half, new double[][] {{1, 2}, {3, Double.NaN}}),
        "cost [1][1] is NaN; costs must be finite, or Infinity for a forbidden pair");
    says(
        () -> centroidBound(flat, flat, SQUARED_EUCLIDEAN),
        "SQUARED_EUCLIDEAN is no norm; the centroids' distance bounds that of a norm only");
    says(
        () -> centroidBound(flat, Signature.of(TWO, new double[] {1, 1}), EUCLIDEAN),
        "the weights sum to 1.0 and 2.0; the centroids' distance is a bound for equal sums only;"
            + " divide each side by its sum");
    says(
        () -> centroidBound(at(1e308), at(-1e308), EUCLIDEAN),
        "the points are further apart than a number can be; divide all coordinates by one number");
    assertThatThrownBy(() -> transport(half, half, new double[][] {{1, 2}, null}))
        .hasMessage("cost[1] is null; give each row its numbers");
    assertThatThrownBy(() -> Signature.uniform(new double[][] {{1}, null}))
        .hasMessage("points[1] is null; give each row its numbers");
    assertThatThrownBy(() -> CostMatrix.requireRoom(1_000_000, 1_000_000, 1.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "1,000,000 x 1,000,000 costs need 8,800,000 MB and [0-9,]+ MB are free; give Java more"
                + " by -Xmx, or take fewer points");
    assertThatThrownBy(() -> transport(half, half, new double[2][2], null))
        .hasMessage("there is no listener; Listener.NONE is for nobody");
  }

  private static Signature at(double x) {
    return Signature.uniform(new double[][] {{x}});
  }

  private static void says(ThrowingCallable action, String sentence) {
    assertThatThrownBy(action).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }

  /** One cartload of three fits: the nearest one, at 1; work 1, amount 1. */
  @Test
  void carriesWhatTheLighterSideHoldsWhereItIsCheapest() {
    double[][] cost = {{4, 1, 7}};
    Transport fits = transport(new double[] {1}, new double[] {1, 1, 1}, cost);
    assertThat(fits.amount()).isEqualTo(1);
    assertThat(fits.distance()).isEqualTo(1);
    assertThat(Arrays.stream(fits.targetPotentials())).allMatch(price -> price <= 0);
    Transport turned = transport(new double[] {2, 2}, new double[] {3}, new double[][] {{5}, {1}});
    assertThat(turned.work()).isEqualTo(2 * 1 + 1 * 5);
    assertThat(turned.distance()).isEqualTo(7 / 3.0);
    assertThat(turned.certificate().dualViolation()).isZero();
    assertThat(Arrays.stream(turned.sourcePotentials())).allMatch(price -> price <= 0);
  }

  @Test
  void degenerateInstancesEnd() {
    double[] ones = new double[40];
    Arrays.fill(ones, 1);
    assertThat(transport(ones, ones, new double[40][40]).work()).isZero();
    double[] inOne = new double[40];
    inOne[7] = 40;
    double[][] cost = new double[40][40];
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 40; j++) {
        cost[i][j] = Math.abs(i - j);
      }
    }
    double expected = 0;
    for (int i = 0; i < 40; i++) {
      expected += Math.abs(i - 7);
    }
    assertThat(transport(ones, inOne, cost).work()).isCloseTo(expected, within(1e-9));
    assertThat(transport(inOne, ones, cost).flows()).hasSize(40);
  }

  @Test
  void pricesProveALargePlanAndProgressIsTold() {
    Random random = new Random(3);
    int n = 1200;
    double[][] a = new double[n][];
    double[][] b = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = random.doubles(3).toArray();
      b[i] = random.doubles(3).toArray();
    }
    List<Long> pivotsTold = new ArrayList<>();
    List<Double> workTold = new ArrayList<>();
    Signature p = Signature.uniform(a);
    Signature q = Signature.uniform(b);
    long began = System.nanoTime();
    Transport large =
        transport(
            p,
            q,
            EUCLIDEAN,
            (pivots, work) -> {
              pivotsTold.add(pivots);
              workTold.add(work);
            });
    int tenths = (int) ((System.nanoTime() - began) / 100_000_000);
    Certificate proof = large.certificate();
    assertThat(Math.abs(proof.dualityGap())).isLessThan(1e-9 * large.distance());
    assertThat(proof.marginalViolation()).isLessThan(1e-14);
    assertThat(proof.dualViolation()).isLessThan(1e-12);
    assertThat(large.flows()).hasSizeLessThan(2 * n);
    assertThat(pivotsTold).hasSizeBetween(tenths > 5 ? 1 : 0, tenths).isSorted();
    assertThat(workTold)
        .isSortedAccordingTo(Comparator.reverseOrder())
        .allMatch(work -> work >= large.work() * (1 - 1e-12));
  }

  @Test
  void canBeStopped() {
    double[] ones = new double[300];
    Arrays.fill(ones, 1);
    Random random = new Random(1);
    double[][] cost = new double[300][];
    Arrays.setAll(cost, i -> random.doubles(300).toArray());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> transport(ones, ones, cost)).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  /** 0.1 + 0.2 is a little more than 0.3; the difference is no flow. */
  @Test
  void whatRoundingLeavesIsNoFlow() {
    Transport transport =
        transport(new double[] {0.1, 0.2}, new double[] {0.3}, new double[][] {{1}, {2}});
    assertThat(transport.flows()).hasSize(2).allMatch(flow -> flow.amount() > 0.05);
    Transport partial =
        transport(
            new double[] {0.4, 0.3, 0.2, 0.1},
            new double[] {0.1, 0.1, 0.1},
            new double[][] {{1, 2, 3}, {3, 1, 2}, {2, 3, 1}, {5, 5, 5}});
    assertThat(partial.flows()).hasSize(3);
  }

  @Test
  void aSignatureKeepsItsOwnCopies() {
    double[][] points = {{1, 2}};
    double[] weights = {3};
    Signature signature = Signature.of(points, weights);
    points[0][0] = 9;
    weights[0] = 9;
    signature.points()[0][1] = 9;
    signature.weights()[0] = 9;
    assertThat(signature.points()).isDeepEqualTo(new double[][] {{1, 2}});
    assertThat(signature.weights()).containsExactly(3);
    assertThat(signature).hasToString("1 points in 2 dimensions, total weight 3.0");
    assertThat(Signature.of(TWO, new double[] {1, 3}).centroid()).containsExactly(2.25, 3);
  }

  @Test
  void metricsAreWhatTheirNamesSay() {
    double[] x = {1, -2};
    double[] y = {4, 2};
    assertThat(EUCLIDEAN.between(x, y)).isEqualTo(5);
    assertThat(GroundDistance.MANHATTAN.between(x, y)).isEqualTo(7);
    assertThat(GroundDistance.CHEBYSHEV.between(x, y)).isEqualTo(4);
    assertThat(SQUARED_EUCLIDEAN.between(x, y)).isEqualTo(25);
    Random random = new Random(1);
    for (int d : new int[] {1, 2, 3, 5}) {
      double[][] a = {random.doubles(d).toArray(), random.doubles(d).toArray()};
      double[][] b = {random.doubles(d).toArray()};
      for (Metric metric : Metric.values()) {
        double[][] costs = metric.costs(Signature.uniform(a), Signature.uniform(b));
        assertThat(costs[1][0]).isCloseTo(metric.between(a[1], b[0]), within(1e-15));
      }
    }
    GroundDistance own = (s, t) -> s[0] * t[1];
    assertThat(own.costs(Signature.uniform(TWO), Signature.uniform(TWO)))
        .isDeepEqualTo(new double[][] {{0, 0}, {0, 12}});
  }
}
