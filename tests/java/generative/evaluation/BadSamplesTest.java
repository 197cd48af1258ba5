package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.nn.Critic;
import generative.tensor.Compute;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Arrays that are no samples, given to every measure of two samples, on either side. */
class BadSamplesTest {

  private final NDManager manager = Compute.newManager();
  private final Critic critic = new Critic(2);
  private final List<BiConsumer<NDArray, NDArray>> measures =
      List.of(
          FrechetDistance::between,
          SampleDistance::between,
          (a, b) -> SampleDistance.compare(a, b, 1, 1),
          (a, b) -> PrecisionRecall.of(a, b, 1),
          NearestExample::distances,
          (a, b) -> Steepness.of(critic, a, b, 1));

  BadSamplesTest() {
    critic.initialize(manager, DataType.FLOAT32, new Shape(1, 2));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void ofAnotherRankOrType() {
    refused(manager.ones(new Shape(2)));
    refused(manager.ones(new Shape()));
    refused(manager.ones(new Shape(2, 2, 2)));
    refused(manager.ones(new Shape(4, 2), DataType.FLOAT64));
    refused(manager.ones(new Shape(4, 2), DataType.INT32));
    refused(manager.ones(new Shape(4, 2), DataType.INT64));
  }

  @Test
  void thatAreEmpty() {
    refused(manager.zeros(new Shape(0, 2)));
    refused(manager.zeros(new Shape(4, 0)));
    refused(manager.zeros(new Shape(0, 0)));
  }

  @Test
  void ofNumbersThatAreNotFinite() {
    refused(manager.ones(new Shape(4, 2)).mul(Float.NaN));
    refused(manager.ones(new Shape(4, 2)).mul(Float.POSITIVE_INFINITY));
  }

  /** Billions of rows that are one in memory; a comparison reads no more than it needs. */
  @Test
  void ofMoreRowsThanJavaCounts() {
    NDArray good = manager.ones(new Shape(4, 2));
    for (long rows : new long[] {300_000_000L, 3_000_000_000L}) {
      NDArray bad = manager.ones(new Shape(1, 2)).broadcast(new Shape(rows, 2));
      sentence(() -> FrechetDistance.between(bad, good));
      sentence(() -> SampleDistance.between(good, bad));
      sentence(() -> PrecisionRecall.of(bad, good, 3));
      sentence(() -> Steepness.of(critic, bad, good, 1));
      sentence(() -> Modes.of(bad, new double[][] {{0, 0}}, 1));
      assertThat(SampleDistance.compare(good, bad, 1, 2).emd().mean()).isZero();
    }
    NDArray endless = manager.ones(new Shape(1, 2)).broadcast(new Shape(3_000_000_000L, 2));
    sentence(() -> NearestExample.distances(endless, good));
    sentence(() -> NearestExample.distances(good, endless));
  }

  @Test
  void thatAreNotThere() {
    NDArray good = manager.ones(new Shape(4, 2));
    for (BiConsumer<NDArray, NDArray> measure : measures) {
      assertThatNullPointerException().isThrownBy(() -> measure.accept(null, good));
      assertThatNullPointerException()
          .isThrownBy(() -> measure.accept(good, null))
          .withMessageMatching("(?s)[^\\n]*(sample|points?|rows).*");
    }
  }

  @Test
  void thatWereClosed() {
    NDArray closed = manager.ones(new Shape(4, 2));
    closed.close();
    NDArray good = manager.ones(new Shape(4, 2));
    for (BiConsumer<NDArray, NDArray> measure : measures) {
      assertThatThrownBy(() -> measure.accept(closed, good))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(" is closed, by itself or with its manager");
      assertThatThrownBy(() -> measure.accept(good, closed))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(" is closed, by itself or with its manager");
    }
    assertThatThrownBy(() -> Modes.of(closed, new double[][] {{0, 0}}, 1))
        .hasMessageStartingWith("the sample is closed");
  }

  private void refused(NDArray bad) {
    NDArray good = manager.ones(new Shape(4, 2));
    for (BiConsumer<NDArray, NDArray> measure : measures) {
      sentence(() -> measure.accept(bad, good));
      sentence(() -> measure.accept(good, bad));
    }
    sentence(() -> Modes.of(bad, new double[][] {{0, 0}}, 1));
  }

  /** Ours name the sample, its points or its rows. */
  private static void sentence(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s)[^\\n]*(sample|points?|rows) [^\\n]*");
  }
}
