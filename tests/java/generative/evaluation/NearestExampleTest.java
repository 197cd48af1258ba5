package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.data.Images;
import generative.tensor.Compute;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestExampleTest {

  private final NDManager manager = Compute.newManager();

  @BeforeEach
  void seed() {
    Engine.getInstance().setRandomSeed(6);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** More rows than are taken at once, on both sides. */
  @Test
  void equalsTheSearchPairByPair() {
    NDArray generated = manager.randomNormal(new Shape(1_003, 4));
    NDArray training = manager.randomNormal(new Shape(10_007, 4));
    assertThat(NearestExample.distances(generated, training))
        .containsExactly(pairByPair(generated, training), within(1e-12));
  }

  private static double[] pairByPair(NDArray generated, NDArray training) {
    double[][] ours = Sample.rows(generated, "generated", 1);
    double[][] theirs = Sample.rows(training, "training", 1);
    double[] expected = new double[ours.length];
    for (int i = 0; i < ours.length; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (double[] row : theirs) {
        least = Math.min(least, Sample.squaredDistance(ours[i], row));
      }
      expected[i] = Math.sqrt(least);
    }
    return expected;
  }

  @Test
  void ofACopyIsExactlyNothing() {
    NDArray images = Images.load("mnist").train().first(6_000).data();
    try (NDArray copies = images.get("5900:6000");
        NDArray others = images.get("0:5900")) {
      assertThat(NearestExample.distances(copies, images)).hasSize(100).containsOnly(0);
      assertThat(Arrays.stream(NearestExample.distances(copies, others)))
          .allMatch(d -> d > 1 && d < 12);
    }
  }

  /** Each at its own offset, and in two heaps far apart, where no one middle would help. */
  @Test
  void pixelsFarFromZeroAreAsNearAsTheyAre() {
    float[] noise = manager.randomNormal(new Shape(400, 20)).mul(0.005).toFloatArray();
    for (float apart : new float[] {0, 6_000}) {
      float[] rows = new float[noise.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = 3_000 + (i / 20 % 2) * apart + noise[i];
      }
      NDArray all = manager.create(rows, new Shape(400, 20));
      NDArray generated = all.get("0:100");
      NDArray training = all.get("100:400");
      assertThat(NearestExample.distances(generated, training))
          .containsExactly(pairByPair(generated, training), within(1e-9));
    }
  }

  @Test
  void numbersWhoseSquaresAreNoFloatsAreFinite() {
    NDArray zero = manager.zeros(new Shape(1, 2));
    assertThat(NearestExample.distances(zero.add(3e30f), zero)[0])
        .isCloseTo(3e30 * Math.sqrt(2), within(1e24));
  }

  @Test
  void leavesNothingBehind() {
    NDArray rows = manager.randomNormal(new Shape(10, 2));
    int before = manager.getManagedArrays().size();
    NearestExample.distances(rows, rows);
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void canBeStopped() {
    NDArray rows = manager.zeros(new Shape(10, 2));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> NearestExample.distances(rows, rows))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void namesWhatCanNotBe() {
    NDArray good = manager.zeros(new Shape(3, 2));
    NDArray bad = manager.create(new float[] {0, 0, 0, Float.NaN, 0, 0}, new Shape(3, 2));
    assertThatThrownBy(() -> NearestExample.distances(bad, good))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 1 of the generated sample holds a number that isn't finite");
    assertThatThrownBy(() -> NearestExample.distances(good, bad))
        .hasMessage("row 1 of the training sample holds a number that isn't finite");
    assertThatThrownBy(() -> NearestExample.distances(good, manager.zeros(new Shape(3, 4))))
        .hasMessage(
            "the generated sample has 2 columns and the training sample 4; both must have the"
                + " same");
    assertThatThrownBy(() -> NearestExample.distances(good, manager.zeros(new Shape(0, 2))))
        .hasMessage("the training sample has 0 rows; give at least 1 and fewer than 2 billion");
  }

  @Test
  void oneRowFarAwayDoesNotMoveTheOthers() {
    NDArray generated = manager.zeros(new Shape(1, 2));
    NDArray training = manager.create(new float[] {1e20f, 0, 0.5f, 0, 0.001f, 0}, new Shape(3, 2));
    assertThat(NearestExample.distances(generated, training)[0]).isCloseTo(0.001, within(1e-9));
  }

  /** A few rows far away, most of them, and generated ones that are far away themselves. */
  @ParameterizedTest
  @ValueSource(floats = {1e9f, 1e12f, 1e20f})
  void rowsFarAwayAreNoNearerThanTheyAre(float far) {
    for (int each : new int[] {1, 2, 3, 50}) {
      float[] rows = manager.randomNormal(new Shape(400, 3)).toFloatArray();
      for (int i = 0; i < 400; i += each) {
        rows[3 * i] += i == 0 && each == 1 ? 0 : far;
      }
      NDArray all = manager.create(rows, new Shape(400, 3));
      NDArray near = manager.randomNormal(new Shape(20, 3));
      NDArray generated = near.concat(all.get("0:20").add(0.001f));
      double[] expected = pairByPair(generated, all);
      double[] distances = NearestExample.distances(generated, all);
      for (int i = 0; i < expected.length; i++) {
        assertThat(distances[i]).isCloseTo(expected[i], within(1e-9 * (1 + expected[i])));
      }
    }
  }
}
