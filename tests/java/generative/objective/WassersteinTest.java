package generative.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import org.junit.jupiter.api.Test;

class WassersteinTest {

  @Test
  void theEstimateIsPositiveWhereTheCriticIsHigherOnTheReal() {
    try (NDManager manager = Compute.newManager()) {
      NDArray onReal = manager.create(new float[] {3, 5});
      NDArray onFake = manager.create(new float[] {1, 1, 4});
      assertThat(Wasserstein.estimate(onReal, onFake).getFloat()).isEqualTo(2);
      assertThat(Wasserstein.criticLoss(onReal, onFake).getFloat()).isEqualTo(-2);
      assertThat(Wasserstein.generatorLoss(onFake).getFloat()).isEqualTo(-2);
    }
  }

  @Test
  void namesValuesOfTheWrongShape() {
    try (NDManager manager = Compute.newManager()) {
      NDArray pairs = manager.zeros(new Shape(4, 2));
      assertThatThrownBy(() -> Wasserstein.generatorLoss(pairs))
          .hasMessage(
              "the critic's values of the generated examples have shape (4, 2); one number each,"
                  + " [n] or [n, 1], is needed");
      assertThatThrownBy(() -> Wasserstein.generatorLoss(manager.zeros(new Shape(0, 1))))
          .hasMessage(
              "the critic's values of the generated examples are of no example, and have no mean;"
                  + " give at least one");
    }
  }

  @Test
  void aColumnOfValuesIsAsGoodAsARow() {
    try (NDManager manager = Compute.newManager()) {
      NDArray onReal = manager.create(new float[] {3, 5}, new Shape(2, 1));
      NDArray onFake = manager.create(new float[] {1, 1, 4}, new Shape(3, 1));
      assertThat(Wasserstein.estimate(onReal, onFake.flatten()).getFloat()).isEqualTo(2);
      assertThat(Wasserstein.criticLoss(onReal.flatten(), onFake).getFloat()).isEqualTo(-2);
      NDArray loss = Wasserstein.generatorLoss(onFake);
      assertThat(loss.getShape()).isEqualTo(new Shape());
      assertThat(loss.getFloat()).isEqualTo(-2);
    }
  }

  /** f(x, y) = 3x − 4y is everywhere as steep as 5. */
  @Test
  void theSlopeOfAPlaneIsItsGradientsLength() {
    try (NDManager manager = Compute.newManager()) {
      NDArray normal = manager.create(new float[] {3, -4});
      NDArray x = manager.create(new float[] {0, 0, 1, 7}, new Shape(2, 2));
      NDArray slope = GradientPenalty.slope(p -> p.mul(normal).sum(new int[] {1}), x);
      assertThat(slope.toFloatArray()).containsExactly(5, 5);
      float[] penalty =
          GradientPenalty.gradientPenalty(p -> p.mul(normal).sum(new int[] {1}), x, x, 10)
              .toFloatArray();
      assertThat(penalty[0]).isCloseTo(10 * 16, within(1e-4f));
    }
  }

  @Test
  void theOneSidedPenaltyForgivesGentleSlopes() {
    try (NDManager manager = Compute.newManager()) {
      NDArray x = manager.create(new float[] {0, 0, 1, 7}, new Shape(2, 2));
      NDArray gentle = manager.create(new float[] {0.3f, 0.4f});
      assertThat(
              GradientPenalty.oneSidedGradientPenalty(
                      p -> p.mul(gentle).sum(new int[] {1}), x, x, 10)
                  .toFloatArray())
          .containsExactly(0, 0);
      assertThat(
              GradientPenalty.gradientPenalty(p -> p.mul(gentle).sum(new int[] {1}), x, x, 10)
                  .toFloatArray()[0])
          .isCloseTo(2.5f, within(1e-4f));
    }
  }

  @Test
  void namesABadWeightAndDifferentShapes() {
    try (NDManager manager = Compute.newManager()) {
      NDArray x = manager.ones(new Shape(2, 2));
      assertThatThrownBy(() -> GradientPenalty.gradientPenalty(p -> p, x, x, -1))
          .hasMessage("the penalty's weight is -1.0; give a finite number from 0 up, such as 10");
      assertThatThrownBy(
              () -> GradientPenalty.gradientPenalty(p -> p, x, manager.ones(new Shape(3, 2)), 1))
          .hasMessage(
              "the real batch has shape (2, 2), the generated batch (3, 2); they must agree");
    }
  }
}
