package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import generative.data.PlaneDistributions;
import generative.evaluation.SampleDistance.Comparison;
import generative.tensor.Compute;
import generative.transport.LineDistance;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleDistanceTest {

  private final NDManager manager = Compute.newManager();

  @BeforeEach
  void seed() {
    Engine.getInstance().setRandomSeed(5);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void ofACloudMovedIsTheWay() {
    NDArray cloud = manager.randomNormal(new Shape(300, 3));
    NDArray moved = cloud.add(manager.create(new float[] {2, 3, 6}));
    assertThat(SampleDistance.between(cloud, moved)).isCloseTo(7, within(1e-5));
    assertThat(SampleDistance.between(cloud, cloud)).isZero();
  }

  /** Whether the numbers of an image stand in a row or in planes, every measure is the same. */
  @Test
  void ofImagesIsTheOneOfTheirRows() {
    NDArray rows = manager.randomUniform(0, 1, new Shape(40, 784));
    NDArray others = manager.randomUniform(0, 1, new Shape(40, 784)).square();
    NDArray images = rows.reshape(40, 1, 28, 28);
    assertThat(SampleDistance.compare(images, others, 10, 2))
        .isEqualTo(SampleDistance.compare(rows, others, 10, 2));
    assertThat(NearestExample.distances(images, others.reshape(40, 1, 28, 28)))
        .containsExactly(NearestExample.distances(rows, others));
    assertThat(Features.load().of(images).toFloatArray())
        .containsExactly(Features.load().of(rows).toFloatArray());
    assertThat(PrecisionRecall.of(images, others, 3))
        .isEqualTo(PrecisionRecall.of(rows, others, 3));
  }

  @Test
  void ofSamplesOfDifferentSizeOnALineHasAClosedForm() {
    NDArray first = manager.randomNormal(new Shape(40, 1));
    NDArray second = manager.randomUniform(-1, 3, new Shape(70, 1));
    assertThat(SampleDistance.between(first, second))
        .isCloseTo(
            LineDistance.between(numbers(first), ones(40), numbers(second), ones(70)),
            within(1e-9));
  }

  /** The reference has 0.045, two times 2,000 points; pairs differ by 0.01. */
  @Test
  void ofTwoRingsIsTheFloorOfPythonsReference() {
    double[] floors = new double[8];
    Arrays.setAll(
        floors,
        i ->
            SampleDistance.between(
                PlaneDistributions.ring(2000, 2 * i).data(),
                PlaneDistributions.ring(2000, 2 * i + 1).data()));
    assertThat(Estimate.of(floors).mean()).isCloseTo(0.045, within(0.012));
  }

  /** G, G′, R, R′ are four groups of two points, each group on a spot of its own. */
  @Test
  void comparesGroupsByTheFormula() {
    NDArray generated = spots(0, 10, 100, 101);
    NDArray real = spots(3, 7, 105, 103);
    Comparison found = SampleDistance.compare(generated, real, 2, 2);
    double first = 3 + 7 - 10 - 4;
    double second = 5 + 3 - 1 - 2;
    assertThat(found.emd()).isEqualTo(Estimate.of(3, 5));
    assertThat(found.floor()).isEqualTo(Estimate.of(4, 2));
    assertThat(found.debiased()).isEqualTo(Estimate.of(first, second));
  }

  /** Two samples in twenty dimensions are far apart; debiased they are not. */
  @Test
  void ofOneDistributionIsNearNothingWhenDebiased() {
    NDArray generated = manager.randomNormal(new Shape(800, 20));
    NDArray real = manager.randomNormal(new Shape(800, 20));
    Comparison found = SampleDistance.compare(generated, real, 100, 4);
    assertThat(found.emd().mean()).isGreaterThan(3);
    assertThat(found.floor().mean()).isCloseTo(found.emd().mean(), within(0.1));
    assertThat(found.debiased().mean()).isCloseTo(0, within(0.1));
    assertThat(found.debiased().examples()).isEqualTo(4);
  }

  /** Points drawn in toward the middle come nearer and are found out by the debiased distance. */
  @Test
  void isNotToBeHadCheaperInTheMiddleWhenDebiased() {
    NDArray real = manager.randomNormal(new Shape(400, 20));
    NDArray middle = manager.randomNormal(new Shape(400, 20)).mul(0.5);
    Comparison found = SampleDistance.compare(middle, real, 100, 2);
    assertThat(found.emd().mean()).isLessThan(found.floor().mean());
    assertThat(found.debiased().mean()).isGreaterThan(0.7);
  }

  @Test
  void leavesNothingBehind() {
    NDArray sample = manager.randomNormal(new Shape(40, 2));
    int before = manager.getManagedArrays().size();
    SampleDistance.compare(sample, sample, 10, 2);
    SampleDistance.between(sample, sample);
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void canBeStopped() {
    NDArray sample = manager.randomNormal(new Shape(40, 2));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> SampleDistance.compare(sample, sample, 10, 2))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void namesTooFewRows() {
    NDArray few = manager.zeros(new Shape(39, 2));
    NDArray enough = manager.zeros(new Shape(40, 2));
    assertThatThrownBy(() -> SampleDistance.compare(enough, few, 10, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "2 groups of two times 10 rows need 40 real rows, and there are 39; draw more, or take"
                + " smaller or fewer groups");
    assertThatThrownBy(() -> SampleDistance.compare(few, enough, 20, 1))
        .hasMessageStartingWith("1 group of two times 20 rows need 40 generated rows");
    assertThatThrownBy(() -> SampleDistance.compare(few, enough, 0, 1))
        .hasMessage("a comparison of 1 groups of 0 rows; give at least 1 of both");
    assertThatThrownBy(() -> SampleDistance.between(manager.zeros(new Shape(0, 2)), few))
        .hasMessage("the first sample has 0 rows; give at least 1");
  }

  @Test
  void namesDimensionsThatDiffer() {
    NDArray plane = manager.zeros(new Shape(4, 2));
    NDArray space = manager.zeros(new Shape(4, 3));
    assertThatThrownBy(() -> SampleDistance.compare(space, plane, 1, 1))
        .hasMessage(
            "the generated sample has 3 columns and the real sample 2; both must have the same");
  }

  @Test
  void namesANumberThatIsNone() {
    NDArray good = manager.zeros(new Shape(4, 1));
    NDArray bad = manager.create(new float[] {1, 2, 3, Float.NaN}, new Shape(4, 1));
    assertThatThrownBy(() -> SampleDistance.compare(bad, good, 2, 1))
        .hasMessage(
            "the generated sample from row 2 on holds NaN in row 1, column 0; all numbers must be"
                + " finite");
  }

  /** Two points on the x-axis at each position. */
  private NDArray spots(float... positions) {
    NDArray points = manager.zeros(new Shape(2 * positions.length, 2));
    for (int i = 0; i < positions.length; i++) {
      points.set(new NDIndex("{}:{}, 0", 2 * i, 2 * i + 2), positions[i]);
    }
    return points;
  }

  private static double[] numbers(NDArray sample) {
    float[] floats = sample.toFloatArray();
    double[] numbers = new double[floats.length];
    Arrays.setAll(numbers, i -> floats[i]);
    return numbers;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
