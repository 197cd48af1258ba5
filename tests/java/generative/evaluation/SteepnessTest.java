package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.nn.Critic;
import generative.nn.DenseLayer;
import generative.tensor.Compute;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteepnessTest {

  private final NDManager manager = Compute.newManager();

  @BeforeEach
  void seed() {
    Engine.getInstance().setRandomSeed(1);
  }

  @AfterEach
  void free() {
    manager.close();
  }

  private Critic critic(int inputs, int... hidden) {
    Critic critic = new Critic(inputs, hidden);
    critic.initialize(manager, DataType.FLOAT32, new Shape(1, inputs));
    return critic;
  }

  private static void set(DenseLayer layer, float[] weight, float[] bias) {
    layer.weight().set(weight);
    layer.bias().set(bias);
  }

  private NDArray cloud(int n, int d, float deviation, float center) {
    return manager.randomNormal(new Shape(n, d)).mul(deviation).add(center);
  }

  @Test
  void ofALinearCriticAllFourAreItsSlope() {
    Critic critic = critic(2);
    set(critic.layers().get(0), new float[] {0.6f, -2.5f}, new float[] {7});
    double slope = Math.hypot(0.6, 2.5);
    Steepness found = Steepness.of(critic, cloud(300, 2, 0.01f, 0), cloud(200, 2, 0.01f, 1), 3);
    assertThat(found.meanOnSegments()).isCloseTo(slope, within(1e-4));
    assertThat(found.largestGradient()).isCloseTo(slope, within(1e-4));
    assertThat(found.largestRatio()).isCloseTo(slope, within(1e-4));
    assertThat(found.spectralBound()).isCloseTo(slope, within(1e-4));
  }

  /** f(x, y) = max(0, 3 x) + max(0, 4 y): 5 where both are positive, flat where neither is. */
  @Test
  void theClimbFindsACornerThatTheCloudsDoNotTouch() {
    Critic critic = critic(2, 2);
    set(critic.layers().get(0), new float[] {3, 0, 0, 4}, new float[2]);
    set(critic.layers().get(1), new float[] {1, 1}, new float[1]);
    NDArray real = manager.create(new float[] {-1, -1, -2, -1}, new Shape(2, 2));
    NDArray fake = manager.create(new float[] {-1, 2, -3, 2}, new Shape(2, 2));
    Steepness found = Steepness.of(critic, real, fake, 3);
    assertThat(found.meanOnSegments()).isBetween(2.0, 3.5);
    assertThat(found.largestGradient()).isCloseTo(5, within(1e-4));
    assertThat(found.largestRatio()).isCloseTo(8 / 3.0, within(1e-9));
    assertThat(found.spectralBound()).isCloseTo(4 * Math.sqrt(2), within(1e-4));
  }

  @Test
  void lowerBoundsLieBelowTheUpperOneForAnyCritic() {
    for (int d : new int[] {1, 2, 30}) {
      Critic critic = critic(d, 40, 30);
      Steepness found = Steepness.of(critic, cloud(500, d, 1, 0), cloud(1500, d, 0.001f, 1), 3);
      assertThat(found.meanOnSegments()).isPositive().isLessThanOrEqualTo(found.largestGradient());
      assertThat(found.largestGradient()).isLessThan(found.spectralBound());
      assertThat(found.largestRatio()).isPositive().isLessThanOrEqualTo(found.spectralBound());
    }
  }

  /** On the line the mean value theorem holds for the pieces: no ratio exceeds all gradients. */
  @Test
  void onTheLineTheClimbFindsTheSteepestPiece() {
    Critic critic = critic(1, 20, 20);
    Steepness found = Steepness.of(critic, cloud(300, 1, 1, 0), cloud(300, 1, 1, 1), 3);
    assertThat(found.largestRatio()).isLessThanOrEqualTo(found.largestGradient() * (1 + 1e-5));
  }

  @Test
  void theClimbFindsMoreThanManyPointsDrawnAtRandom() {
    for (int i = 0; i < 3; i++) {
      Engine.getInstance().setRandomSeed(i);
      Critic critic = critic(2, 64, 64);
      DenseLayer second = critic.layers().get(1);
      second.bias().set(cloud(1, 64, 0.3f, 0).toFloatArray());
      float[][] drawn = Slopes.rows(cloud(20_000, 2, 3, 0).toFloatArray(), 2);
      double best = Arrays.stream(new DenseSlopes(critic).at(drawn)).max().orElseThrow();
      Steepness found = Steepness.of(critic, cloud(200, 2, 1, 0), cloud(200, 2, 1, 1), i);
      assertThat(found.largestGradient()).isGreaterThan(best * (1 - 1e-5));
    }
  }

  @Test
  void ofACriticOfZerosAllFourAreZero() {
    Critic critic = critic(2, 4);
    critic.layers().forEach(layer -> layer.weight().muli(0));
    assertThat(Steepness.of(critic, cloud(20, 2, 1, 0), cloud(20, 2, 1, 1), 3))
        .isEqualTo(new Steepness(0, 0, 0, 0));
  }

  /** f(x) = a · b · max(0, x), whose gradient no float can hold, or whose square none can. */
  @Test
  void ofLargeAndSmallWeightsIsTheirProduct() {
    NDArray real = manager.create(new float[] {1, 2}, new Shape(2, 1));
    NDArray fake = manager.create(new float[] {3, 4}, new Shape(2, 1));
    for (float weight : new float[] {1e30f, 1e10f, 1e-4f, 1e-15f}) {
      Critic critic = critic(1, 1);
      set(critic.layers().get(0), new float[] {weight}, new float[1]);
      set(critic.layers().get(1), new float[] {weight}, new float[1]);
      double slope = (double) weight * weight;
      Steepness found = Steepness.of(critic, real, fake, 3);
      assertThat(found.meanOnSegments() / slope).isCloseTo(1, within(1e-12));
      assertThat(found.largestGradient() / slope).isCloseTo(1, within(1e-12));
      assertThat(found.largestRatio() / slope).isCloseTo(1, within(1e-9));
      assertThat(found.spectralBound() / slope).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void gradientsInDoubleAreTheEngines() {
    Critic critic = critic(5, 30, 20);
    float[][] points = Slopes.rows(cloud(50, 5, 1, 0).toFloatArray(), 5);
    Slopes slopes = new DenseSlopes(critic);
    assertThat(slopes.exactlyAt(points)).containsExactly(slopes.at(points), within(1e-5));
  }

  /** Of the same critic taken for a function the same but for rounding, and no upper bound. */
  @Test
  void anyFunctionHasASteepness() {
    Critic critic = critic(4, 30, 20);
    NDArray real = cloud(100, 4, 1, 0);
    NDArray fake = cloud(100, 4, 1, 1);
    Steepness exact = Steepness.of(critic, real, fake, 3);
    Steepness found =
        Steepness.of(
            x -> critic.value(x.reshape(x.getShape().get(0), 4)),
            real.reshape(100, 1, 2, 2),
            fake.reshape(100, 1, 2, 2),
            3);
    assertThat(found.meanOnSegments()).isCloseTo(exact.meanOnSegments(), within(1e-4));
    assertThat(found.largestGradient()).isCloseTo(exact.largestGradient(), within(1e-4));
    assertThat(found.largestRatio()).isCloseTo(exact.largestRatio(), within(1e-3));
    assertThat(found.spectralBound()).isNaN();
    assertThatThrownBy(() -> Steepness.of(x -> x, real, fake, 3))
        .hasMessage("the critic gives 800 values for 200 points; one each, [n], is needed");
  }

  @Test
  void canBeStopped() {
    Critic critic = critic(2, 4);
    NDArray cloud = cloud(20, 2, 1, 0);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Steepness.of(critic, cloud, cloud, 3))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void pointsThatCoincideDoNotDivideByZero() {
    Critic critic = critic(2, 8);
    NDArray same = manager.ones(new Shape(50, 2));
    Steepness found = Steepness.of(critic, same, same, 3);
    assertThat(found.largestRatio()).isZero();
    assertThat(found.largestGradient()).isPositive();
  }

  @Test
  void theSameSeedGivesTheSameNumbersAndMemoryIsGivenBack() {
    Critic critic = critic(3, 16);
    NDArray real = cloud(100, 3, 1, 0);
    NDArray fake = cloud(100, 3, 1, 2);
    Steepness first = Steepness.of(critic, real, fake, 3);
    int arrays = manager.getManagedArrays().size();
    assertThat(Steepness.of(critic, real, fake, 3)).isEqualTo(first);
    assertThat(Steepness.of(critic, real, fake, 4)).isNotEqualTo(first);
    assertThat(manager.getManagedArrays()).hasSize(arrays);
  }

  @Test
  void theSpectralNormIsTheLargestSingularValue() {
    for (long[] shape : new long[][] {{1, 7}, {7, 1}, {30, 20}, {20, 30}, {12, 12}}) {
      NDArray weight = manager.randomNormal(new Shape(shape));
      double[][] rows = new double[(int) shape[0]][(int) shape[1]];
      float[] values = weight.toFloatArray();
      for (int i = 0; i < values.length; i++) {
        rows[i / rows[0].length][i % rows[0].length] = values[i];
      }
      double exact = new SingularValueDecomposition(new Array2DRowRealMatrix(rows)).getNorm();
      assertThat(SpectralNorm.of(weight) / exact).isBetween(1 - 1e-12, 1 + 1e-6);
    }
    assertThat(SpectralNorm.of(manager.eye(9))).isCloseTo(1, within(1e-6));
    assertThat(SpectralNorm.of(manager.zeros(new Shape(3, 4)))).isZero();
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Critic critic = critic(2, 4);
    NDArray two = cloud(2, 2, 1, 0);
    assertThatThrownBy(() -> Steepness.of(critic, cloud(1, 2, 1, 0), two, 3))
        .hasMessage("the real points have shape [1, 2]; the critic needs [n, 2], n at least 2");
    assertThatThrownBy(() -> Steepness.of(critic, two, cloud(5, 3, 1, 0), 3))
        .hasMessage("the fake points have shape [5, 3]; the critic needs [n, 2], n at least 2");
    NDArray lost = manager.create(new float[] {0, 1, 2, Float.NaN}, new Shape(2, 2));
    assertThatThrownBy(() -> Steepness.of(critic, two, lost, 3))
        .hasMessage("coordinate 1 of fake point 1 is NaN; coordinates must be finite");
    critic.layers().get(1).bias().set(new float[] {Float.NaN});
    assertThatThrownBy(() -> Steepness.of(critic, two, two, 3))
        .hasMessage(
            "the critic's value of a point is NaN, so it has no steepness; if its training"
                + " diverged, train it anew with a smaller learning rate");
    assertThatThrownBy(() -> Steepness.of(new Critic(2), two, two, 3))
        .hasMessage(
            "the network has no weights: it got none yet, or they were freed with the training that"
                + " made them; initialize it or train it first");
  }
}
