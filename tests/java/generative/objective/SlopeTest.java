package generative.objective;

import static generative.objective.GradientPenalty.gradientPenalty;
import static generative.objective.GradientPenalty.oneSidedGradientPenalty;
import static generative.objective.GradientPenalty.slope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import generative.tensor.Compute;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The slope is a length over all axes but the first, and the critic gives one number an example.
 */
class SlopeTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void free() {
    manager.close();
  }

  /** f(x) = |x|² has the gradient 2 x, so its slope is twice the length of x. */
  @Test
  void isTheGradientsLengthOverAllAxesOfAnImage() {
    NDArray images = manager.randomNormal(new Shape(4, 1, 28, 28));
    NDArray slope = slope(x -> x.square().sum(new int[] {1, 2, 3}), images);
    assertThat(slope.getShape()).isEqualTo(new Shape(4));
    float[] pixels = images.toFloatArray();
    for (int i = 0; i < 4; i++) {
      double square = 0;
      for (int k = 0; k < 784; k++) {
        square += pixels[784 * i + k] * pixels[784 * i + k];
      }
      assertThat(slope.getFloat(i)).isCloseTo((float) (2 * Math.sqrt(square)), within(1e-3f));
    }
  }

  @Test
  void anImagesPenaltyIsThatOfTheSameImageFlattened() {
    NDArray real = manager.randomNormal(new Shape(4, 1, 28, 28));
    NDArray fake = manager.randomNormal(new Shape(4, 1, 28, 28));
    NDArray weights = manager.randomNormal(new Shape(784));
    Function<NDArray, NDArray> flat = x -> x.square().mul(weights).sum(new int[] {1});
    NDArray expected =
        sameDraws(() -> gradientPenalty(flat, real.reshape(4, 784), fake.reshape(4, 784), 10));
    NDArray penalty =
        sameDraws(() -> gradientPenalty(x -> flat.apply(x.reshape(-1, 784)), real, fake, 10));
    assertThat(penalty.getShape()).isEqualTo(new Shape(4));
    assertThat(penalty.toFloatArray()).isEqualTo(expected.toFloatArray());
    NDArray oneSided =
        sameDraws(
            () -> oneSidedGradientPenalty(x -> flat.apply(x.reshape(-1, 784)), real, fake, 10));
    assertThat(oneSided.toFloatArray()).isEqualTo(expected.toFloatArray());
  }

  @Test
  void aColumnOfValuesIsAsGoodAsARow() {
    NDArray x = manager.randomNormal(new Shape(5, 3));
    assertThat(slope(p -> p.square().sum(new int[] {1}, true), x).toFloatArray())
        .isEqualTo(slope(p -> p.square().sum(new int[] {1}), x).toFloatArray());
  }

  @Test
  void ofNoExamplesIsNothing() {
    NDArray none = manager.create(new Shape(0, 3));
    assertThat(slope(p -> p.sum(new int[] {1}), none).getShape()).isEqualTo(new Shape(0));
  }

  @Test
  void namesACriticThatDoesNotGiveOneNumberAnExample() {
    NDArray x = manager.ones(new Shape(5, 3));
    assertThatThrownBy(() -> slope(p -> p.sum(), x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the critic gives shape () for 5 examples; one number each, [n], is needed");
    assertThatThrownBy(() -> slope(p -> p, x)).hasMessageContaining("gives shape (5, 3) for 5");
    assertThatThrownBy(() -> slope(p -> null, x))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the critic's values");
  }

  @Test
  void namesACriticThatDoesNotLookAtTheExamples() {
    NDArray x = manager.ones(new Shape(5, 3));
    String words = "the critic's values don't depend on the examples it was given; ";
    assertThatThrownBy(() -> slope(p -> manager.ones(new Shape(5)), x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(words);
    NDArray weight = manager.ones(new Shape(5));
    weight.setRequiresGradient(true);
    assertThatThrownBy(() -> slope(p -> weight.square(), x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(words);
  }

  @Test
  void namesExamplesWithoutFeatures() {
    assertThatThrownBy(() -> slope(p -> p, manager.ones(new Shape(5))))
        .hasMessage("shape (5) has no features; give [n, features]");
    assertThatThrownBy(() -> slope(p -> p, manager.ones(new Shape(5, 2), DataType.INT32)))
        .hasMessageStartingWith("x is int32; ");
  }

  @Test
  void namesAPenaltysWeightThatIsInfinite() {
    NDArray x = manager.ones(new Shape(2, 2));
    for (float lambda : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> gradientPenalty(p -> p.sum(new int[] {1}), x, x, lambda))
          .hasMessageStartingWith("the penalty's weight is " + lambda + ";");
    }
  }

  @Test
  void leavesTheRecordingAsItWas() {
    NDArray x = manager.ones(new Shape(2, 2));
    for (boolean recording : new boolean[] {true, false}) {
      boolean before = JniUtils.isGradMode();
      JniUtils.setGradMode(recording);
      try {
        slope(p -> p.square().sum(new int[] {1}), x);
        assertThat(JniUtils.isGradMode()).isEqualTo(recording);
        assertThatThrownBy(() -> slope(p -> null, x)).isInstanceOf(NullPointerException.class);
        assertThat(JniUtils.isGradMode()).isEqualTo(recording);
      } finally {
        JniUtils.setGradMode(before);
      }
    }
  }

  private static NDArray sameDraws(Supplier<NDArray> penalty) {
    Engine.getInstance().setRandomSeed(5);
    return penalty.get();
  }

  @Test
  void aCriticThatClosesItsExamplesGetsASentence() {
    NDArray x = manager.ones(new Shape(4, 2));
    Function<NDArray, NDArray> critic =
        at -> {
          try (at) {
            return at.square().sum(new int[] {1});
          }
        };
    String sentence =
        "the critic closed the examples it was given; leave the function's argument open";
    assertThatThrownBy(() -> slope(critic, x)).hasMessage(sentence);
    assertThatThrownBy(() -> gradientPenalty(critic, x, x, 10)).hasMessage(sentence);
    assertThat(x.isReleased()).isFalse();
  }
}
