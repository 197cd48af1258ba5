package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /**
   * With k = 1 the real points 0, 1, 3 have balls of radius 1, 1, 2 and cover −1 to 5; the
   * generated −1, 5, 5.5, 9 have radii 6, 0.5, 0.5, 3.5 and cover −7 to 6 and 5.5 to 12.5.
   */
  @Test
  void isCountedByHandOnALine() {
    NDArray real = line(0, 1, 3);
    NDArray generated = line(-1, 5, 5.5f, 9);
    assertThat(PrecisionRecall.of(real, generated, 1)).isEqualTo(new PrecisionRecall(0.5, 1));
    assertThat(PrecisionRecall.of(generated, real, 1)).isEqualTo(new PrecisionRecall(1, 0.5));
  }

  /** With k = 2 the real radii are 3, 2 and 3, and only 9 stays outside of −3 to 6. */
  @Test
  void reachesToTheNeighborAskedFor() {
    assertThat(PrecisionRecall.of(line(0, 1, 3), line(-1, 5, 5.5f, 9), 2).precision())
        .isEqualTo(0.75);
  }

  @Test
  void ofASetAndItselfIsWhole() {
    NDArray sample = sample(50, 1);
    assertThat(PrecisionRecall.of(sample, sample, 3)).isEqualTo(new PrecisionRecall(1, 1));
  }

  @Test
  void ofSetsFarApartIsNothing() {
    NDArray sample = sample(50, 1);
    assertThat(PrecisionRecall.of(sample, sample.add(100), 3)).isEqualTo(new PrecisionRecall(0, 0));
  }

  /** One real example repeated looks real and is one example only. */
  @Test
  void ofOneExampleRepeatedIsPreciseWithoutRecall() {
    NDArray real = sample(50, 1);
    NDArray one = real.get("0:1").repeat(0, 20);
    assertThat(PrecisionRecall.of(real, one, 3)).isEqualTo(new PrecisionRecall(1, 1 / 50.));
  }

  @Test
  void ofTwoSamplesOfOneDistributionIsAlike() {
    PrecisionRecall found = PrecisionRecall.of(sample(600, 1), sample(600, 2), 3);
    assertThat(found.precision()).isBetween(0.8, 1.0).isCloseTo(found.recall(), within(0.1));
  }

  @Test
  void canBeStopped() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> PrecisionRecall.of(line(0, 1), line(0, 1), 1))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void readsAloud() {
    assertThat(new PrecisionRecall(0.941, 0.9)).hasToString("precision 0.94, recall 0.90");
  }

  @Test
  void namesWhatCanNotBe() {
    assertThatThrownBy(() -> PrecisionRecall.of(line(0, 1, 2, 3), line(0, 1, 2), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the generated sample has 3 rows, and balls to neighbor 3 need at least 4; give more"
                + " rows or a smaller k");
    assertThatThrownBy(() -> PrecisionRecall.of(line(0, 1), line(0, 1), Integer.MAX_VALUE))
        .hasMessage(
            "the real sample has 2 rows, and balls to neighbor 2,147,483,647 need at least"
                + " 2,147,483,648; give more rows or a smaller k");
    assertThatThrownBy(() -> PrecisionRecall.of(line(0), line(0, 1, 2), 1))
        .hasMessageStartingWith("the real sample has 1 row, and balls to neighbor 1");
    assertThatThrownBy(() -> PrecisionRecall.of(line(0, 1), line(0, 1), 0))
        .hasMessage("balls to neighbor 0; give at least 1, customarily 3");
    assertThatThrownBy(() -> PrecisionRecall.of(line(0, 1), manager.ones(new Shape(3, 2)), 1))
        .hasMessage(
            "the real sample has 1 columns and the generated sample 2; both must have the same");
    assertThatThrownBy(() -> PrecisionRecall.of(line(0, 1), line(0, Float.NaN), 1))
        .hasMessage(
            "the generated sample holds NaN in row 1, column 0; all numbers must be finite");
  }

  private NDArray line(float... positions) {
    return manager.create(positions, new Shape(positions.length, 1));
  }

  private NDArray sample(int points, int seed) {
    Engine.getInstance().setRandomSeed(seed);
    return manager.randomNormal(new Shape(points, 5));
  }

  /** Taken of many images in parts, they are what the features of all at once give. */
  @Test
  void anyFunctionMakesFeatures() {
    try (NDManager manager = Compute.newManager()) {
      Engine.getInstance().setRandomSeed(1);
      NDArray a = manager.randomNormal(new Shape(600, 3, 4, 4));
      NDArray b = manager.randomNormal(new Shape(600, 3, 4, 4)).add(0.1f);
      Function<NDArray, NDArray> means = x -> x.mean(new int[] {2}).mean(new int[] {2});
      assertThat(PrecisionRecall.of(means, a, b, 3))
          .isEqualTo(PrecisionRecall.of(means.apply(a), means.apply(b), 3));
      assertThat(FrechetDistance.between(means, a, b))
          .isEqualTo(FrechetDistance.between(means.apply(a), means.apply(b)));
      assertThatThrownBy(() -> FrechetDistance.between(NDArray::sum, a, b))
          .hasMessage("the features' function gives [] for 500 images; [n, features] is needed");
      int arrays = manager.getManagedArrays().size();
      FrechetDistance.between(means, a, b);
      assertThat(manager.getManagedArrays()).hasSize(arrays);
    }
  }
}
