package generative.transport;

import static generative.transport.EarthMoversDistance.between;
import static generative.transport.GroundDistance.EUCLIDEAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What any distance between distributions of equal mass must have, on random signatures. */
class TransportPropertiesTest {

  private static final double EXACT = 1e-9;

  @Property(tries = 100)
  void symmetry(@ForAll long seed) {
    Signature[] s = signatures(seed, 2);
    for (Metric ground : Metric.values()) {
      assertThat(between(s[0], s[1], ground)).isCloseTo(between(s[1], s[0], ground), within(EXACT));
    }
  }

  @Property(tries = 100)
  void triangleInequality(@ForAll long seed) {
    Signature[] s = signatures(seed, 3);
    for (GroundDistance ground :
        new GroundDistance[] {EUCLIDEAN, GroundDistance.MANHATTAN, GroundDistance.CHEBYSHEV}) {
      assertThat(between(s[0], s[2], ground))
          .isLessThanOrEqualTo(between(s[0], s[1], ground) + between(s[1], s[2], ground) + EXACT);
    }
  }

  @Property(tries = 50)
  void identity(@ForAll long seed) {
    Signature s = signatures(seed, 1)[0];
    Transport stays = EarthMoversDistance.transport(s, s, EUCLIDEAN);
    assertThat(stays.distance()).isZero();
    assertThat(stays.amount()).isCloseTo(s.total(), within(EXACT));
  }

  @Property(tries = 100)
  void movingAllByAVectorCostsNoMoreThanItsLength(@ForAll long seed) {
    Signature s = signatures(seed, 1)[0];
    assertThat(between(s, moved(s, 1, 3, -4), EUCLIDEAN)).isCloseTo(5, within(EXACT));
  }

  @Property(tries = 100)
  void scalingThePointsScalesIt(@ForAll long seed) {
    Signature[] s = signatures(seed, 2);
    assertThat(between(moved(s[0], 7, 0, 0), moved(s[1], 7, 0, 0), EUCLIDEAN))
        .isCloseTo(7 * between(s[0], s[1], EUCLIDEAN), within(EXACT));
  }

  @Property(tries = 100)
  void splittingAndPermutingAtomsChangesNothing(@ForAll long seed) {
    Signature[] s = signatures(seed, 2);
    int n = s[0].size();
    double[][] points = new double[2 * n][];
    double[] weights = new double[2 * n];
    for (int i = 0; i < n; i++) {
      points[2 * n - 1 - i] = points[i] = s[0].points()[i];
      weights[i] = 0.3 * s[0].weights()[i];
      weights[2 * n - 1 - i] = 0.7 * s[0].weights()[i];
    }
    assertThat(between(Signature.of(points, weights), s[1], EUCLIDEAN))
        .isCloseTo(between(s[0], s[1], EUCLIDEAN), within(EXACT));
  }

  @Property(tries = 100)
  void liesBetweenTheCentroidsDistanceAndAnyFeasiblePlan(@ForAll long seed) {
    Signature[] s = signatures(seed, 2);
    double distance = between(s[0], s[1], EUCLIDEAN);
    assertThat(EarthMoversDistance.centroidBound(s[0], s[1], EUCLIDEAN))
        .isLessThanOrEqualTo(distance + EXACT);
    double[][] cost = EUCLIDEAN.costs(s[0], s[1]);
    double product = 0; // every source sends a share to every target
    for (int i = 0; i < cost.length; i++) {
      for (int j = 0; j < cost[i].length; j++) {
        product += s[0].weights()[i] * s[1].weights()[j] * cost[i][j];
      }
    }
    assertThat(distance).isLessThanOrEqualTo(product + EXACT);
  }

  @Property(tries = 100)
  void onTheLineItIsTheAreaBetweenTheDistributions(@ForAll long seed) {
    Line line = new Line(seed, 9, 14);
    assertThat(EarthMoversDistance.transport(line.p, line.q, line.costs()).distance())
        .isCloseTo(line.distance(), within(EXACT));
  }

  @Property(tries = 50)
  void assignmentsAreTheCheapestOfAll(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int n) {
    Random random = new Random(seed);
    double[][] cost = new double[n][n];
    for (double[] row : cost) {
      Arrays.setAll(row, j -> random.nextInt(5));
    }
    double[] equal = new double[n];
    Arrays.fill(equal, 1.0 / n);
    assertThat(EarthMoversDistance.transport(equal, equal, cost).distance())
        .isCloseTo(Assignments.cheapest(cost), within(EXACT));
  }

  @Property(tries = 100)
  void pricesProveThePlan(@ForAll long seed) {
    Signature[] s = signatures(seed, 2);
    Transport transport = EarthMoversDistance.transport(s[0], s[1], EUCLIDEAN);
    Certificate proof = transport.certificate();
    assertThat(proof.marginalViolation()).isLessThan(1e-14);
    assertThat(proof.mostNegativeFlow()).isZero();
    assertThat(proof.dualViolation()).isLessThan(1e-12);
    assertThat(Math.abs(proof.dualityGap())).isLessThan(1e-12);
    double[] u = transport.sourcePotentials();
    double[] v = transport.targetPotentials();
    for (Transport.Flow flow : transport.flows()) {
      assertThat(u[flow.from()] + v[flow.to()]).isCloseTo(flow.cost(), within(1e-12));
    }
  }

  private static Signature moved(Signature s, double scale, double x, double y) {
    return Signature.of(
        Arrays.stream(s.points())
            .map(point -> new double[] {scale * point[0] + x, scale * point[1] + y})
            .toArray(double[][]::new),
        s.weights());
  }

  /** Of total weight 1, on the plane, 1 to 12 points each. */
  private static Signature[] signatures(long seed, int count) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            k -> {
              int n = 1 + random.nextInt(12);
              double[] weights = random.doubles(n, 0.1, 1).toArray();
              double total = Arrays.stream(weights).sum();
              double[][] points = new double[n][];
              Arrays.setAll(points, i -> random.doubles(2, -5, 5).toArray());
              return Signature.of(points, Arrays.stream(weights).map(w -> w / total).toArray());
            })
        .toArray(Signature[]::new);
  }
}
