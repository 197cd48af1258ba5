package generative.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import generative.transport.Transport.Flow;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineDistanceTest {

  /** Atoms of a distribution: many at the same place, some of weight zero. */
  record Atoms(double[] at, double[] weights) {}

  /** S. J. D. Prince, "Understanding Deep Learning", 2023, notebook 15.2. */
  @Test
  void agreesWithThePublishedHistograms() {
    double[] bins = new double[10];
    Arrays.setAll(bins, i -> i / 9.);
    double[] p = {5, 3, 2, 1, 8, 7, 5, 9, 2, 1};
    double[] q = {4, 10, 1, 1, 4, 6, 3, 2, 0, 1};
    assertThat(LineDistance.between(bins, p, bins, q))
        .isCloseTo(0.15148578811369506, within(1e-15));
  }

  @Test
  void agreesWithTheLinearProgramOnOtherHistograms() {
    double[] bins = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    double[] p = {12, 7, 4, 1, 19, 14, 9, 6, 3, 2};
    double[] q = {1, 5, 11, 17, 13, 9, 6, 4, 3, 2};
    assertThat(LineDistance.between(bins, p, bins, q)).isCloseTo(0.706237424547, within(1e-12));
  }

  @Test
  void pointMassesAreAsFarApartAsTheirPlaces() {
    double[] one = {7};
    double[] p = {-1};
    double[] q = {2.5};
    assertThat(LineDistance.between(p, one, q, one)).isEqualTo(3.5);
    assertThat(LineDistance.quadratic(p, one, q, one)).isEqualTo(3.5);
  }

  /** A heap at 0 to halves at −3 and 4: mean way 3.5, mean square (9 + 16) / 2. */
  @Test
  void splitsAHeap() {
    double[] q = {4, -3};
    double[] halves = {1, 1};
    double[] zero = {0};
    double[] whole = {1};
    assertThat(LineDistance.between(zero, whole, q, halves)).isEqualTo(3.5);
    assertThat(LineDistance.quadratic(zero, whole, q, halves)).isEqualTo(Math.sqrt(12.5));
    assertThat(LineDistance.plan(zero, whole, q, halves))
        .containsExactly(new Flow(0, 1, 0.5, 3), new Flow(0, 0, 0.5, 4));
  }

  /** Between Gaussians W₂² is the squared differences of means and of deviations, added up. */
  @Test
  void samplesOfGaussiansComeNearTheGaussiansDistance() {
    int n = 100_000;
    Random random = new Random(1);
    double[] p = random.doubles(n).map(u -> random.nextGaussian()).toArray();
    double[] q = random.doubles(n).map(u -> 3 + 2 * random.nextGaussian()).toArray();
    double[] weights = new double[n];
    Arrays.fill(weights, 1);
    assertThat(LineDistance.quadratic(p, weights, q, weights))
        .isCloseTo(Math.sqrt(10), within(0.03));
    assertThat(LineDistance.between(p, weights, q, weights)).isBetween(2.97, 3.1);
  }

  @Test
  void equalHistogramsGoNowhereWhateverTheirSums() {
    double[] at = {3, 1, 2, 0};
    List<Flow> plan =
        LineDistance.plan(at, new double[] {3, 1, 2, 5}, at, new double[] {21, 7, 14, 35});
    assertThat(plan).hasSize(4).allMatch(grain -> grain.from() == grain.to());
  }

  @Property(tries = 300)
  void isTheAreaBetweenTheCumulativeDistributions(
      @ForAll("atoms") Atoms p, @ForAll("atoms") Atoms q) {
    double area = 0;
    for (double x = -20; x < 20; x++) {
      area += Math.abs(cumulated(p, x) - cumulated(q, x));
    }
    assertThat(between(p, q)).isCloseTo(area, within(1e-12));
  }

  @Property(tries = 300)
  void thePlanCarriesAllFromOneToTheOther(@ForAll("atoms") Atoms p, @ForAll("atoms") Atoms q) {
    List<Flow> plan = LineDistance.plan(p.at, p.weights, q.at, q.weights);
    double[] from = new double[p.at.length];
    double[] to = new double[q.at.length];
    for (Flow grain : plan) {
      assertThat(grain.amount()).isPositive();
      assertThat(grain.cost()).isEqualTo(Math.abs(p.at[grain.from()] - q.at[grain.to()]));
      from[grain.from()] += grain.amount();
      to[grain.to()] += grain.amount();
    }
    assertThat(from).containsExactly(shares(p.weights), within(1e-15));
    assertThat(to).containsExactly(shares(q.weights), within(1e-15));
    assertThat(plan).hasSizeLessThan(from.length + to.length);
  }

  @Property(tries = 300)
  void noTwoGrainsPassEachOther(@ForAll("atoms") Atoms p, @ForAll("atoms") Atoms q) {
    List<Flow> plan = LineDistance.plan(p.at, p.weights, q.at, q.weights);
    for (int k = 1; k < plan.size(); k++) {
      assertThat(p.at[plan.get(k).from()]).isGreaterThanOrEqualTo(p.at[plan.get(k - 1).from()]);
      assertThat(q.at[plan.get(k).to()]).isGreaterThanOrEqualTo(q.at[plan.get(k - 1).to()]);
    }
  }

  @Property(tries = 100)
  void noAssignmentIsCheaper(@ForAll @Size(6) List<@IntRange(min = -9, max = 9) Integer> places) {
    double[] p = places.stream().mapToDouble(x -> x).toArray();
    double[] q = Arrays.stream(p).map(x -> 7 * Math.sin(x + 1)).toArray();
    double[] equal = {1, 1, 1, 1, 1, 1};
    assertThat(LineDistance.between(p, equal, q, equal))
        .isCloseTo(Assignments.cheapest(costs(p, q, 1)), within(1e-12));
    assertThat(LineDistance.quadratic(p, equal, q, equal))
        .isCloseTo(Math.sqrt(Assignments.cheapest(costs(p, q, 2))), within(1e-12));
  }

  @Property(tries = 300)
  void isAMetric(@ForAll("atoms") Atoms p, @ForAll("atoms") Atoms q, @ForAll("atoms") Atoms r) {
    assertThat(between(p, p)).isZero();
    assertThat(quadratic(p, p)).isZero();
    assertThat(between(p, q)).isCloseTo(between(q, p), within(1e-12));
    assertThat(quadratic(p, q)).isCloseTo(quadratic(q, p), within(1e-12));
    assertThat(between(p, r)).isLessThanOrEqualTo(between(p, q) + between(q, r) + 1e-12);
    assertThat(quadratic(p, r)).isLessThanOrEqualTo(quadratic(p, q) + quadratic(q, r) + 1e-12);
    assertThat(between(p, q)).isLessThanOrEqualTo(quadratic(p, q) + 1e-12);
  }

  @Property(tries = 300)
  void movingAndStretching(
      @ForAll("atoms") Atoms p,
      @ForAll("atoms") Atoms q,
      @ForAll @DoubleRange(min = -9, max = 9) double way) {
    assertThat(between(p, moved(p, way))).isCloseTo(Math.abs(way), within(1e-12));
    assertThat(quadratic(p, moved(p, way))).isCloseTo(Math.abs(way), within(1e-12));
    assertThat(between(stretched(p, way), stretched(q, way)))
        .isCloseTo(Math.abs(way) * between(p, q), within(1e-11));
    assertThat(quadratic(stretched(p, way), stretched(q, way)))
        .isCloseTo(Math.abs(way) * quadratic(p, q), within(1e-11));
  }

  @Test
  void namesTheBadWeight() {
    double[] two = {0, 1};
    refuses(
        () -> LineDistance.between(two, new double[] {0.5, -0.1}, two, two),
        "weight 1 is -0.1; weights must be finite and not negative");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void namesTheBadPosition(double bad) {
    double[] two = {1, 2};
    refuses(
        () -> LineDistance.quadratic(two, two, new double[] {0, bad}, two),
        "position 1 is " + bad + "; positions must be finite");
  }

  @Test
  void countsPositionsAndWeights() {
    double[] two = {1, 2};
    double[] none = {};
    refuses(
        () -> LineDistance.plan(none, none, none, none),
        "the 0 weights sum to 0.0; the sum must be positive and finite");
    refuses(
        () -> LineDistance.plan(two, new double[] {1, 2, 3}, two, two),
        "2 positions have 3 weights; give each position one");
  }

  /** Places are whole numbers, so that the cumulative distributions are flat between them. */
  @Provide
  Arbitrary<Atoms> atoms() {
    Arbitrary<Integer> size = Arbitraries.integers().between(1, 12);
    return size.flatMap(
        n ->
            Combinators.combine(
                    Arbitraries.integers()
                        .between(-20, 20)
                        .map(Integer::doubleValue)
                        .array(double[].class)
                        .ofSize(n),
                    Arbitraries.oneOf(Arbitraries.just(0.0), Arbitraries.doubles().between(0.01, 5))
                        .array(double[].class)
                        .ofSize(n)
                        .filter(weights -> Arrays.stream(weights).sum() > 0))
                .as(Atoms::new));
  }

  private static void refuses(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static double between(Atoms p, Atoms q) {
    return LineDistance.between(p.at, p.weights, q.at, q.weights);
  }

  private static double quadratic(Atoms p, Atoms q) {
    return LineDistance.quadratic(p.at, p.weights, q.at, q.weights);
  }

  private static double[][] costs(double[] p, double[] q, int power) {
    return Arrays.stream(p)
        .mapToObj(x -> Arrays.stream(q).map(y -> Math.pow(Math.abs(x - y), power)).toArray())
        .toArray(double[][]::new);
  }

  private static double cumulated(Atoms p, double x) {
    double sum = 0;
    for (int i = 0; i < p.at.length; i++) {
      sum += p.at[i] <= x ? p.weights[i] : 0;
    }
    return sum / Arrays.stream(p.weights).sum();
  }

  private static Atoms moved(Atoms p, double way) {
    return new Atoms(Arrays.stream(p.at).map(x -> x + way).toArray(), p.weights);
  }

  private static Atoms stretched(Atoms p, double factor) {
    return new Atoms(Arrays.stream(p.at).map(x -> x * factor).toArray(), p.weights);
  }

  private static double[] shares(double[] weights) {
    double total = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / total).toArray();
  }
}
