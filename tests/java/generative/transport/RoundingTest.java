package generative.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RoundingTest {

  @Test
  void aFeasiblePlanStaysAsItIs() {
    double[][] plan = {{0.25, 0.25}, {0.5, 0}};
    double[] source = {0.5, 0.5};
    double[] target = {0.75, 0.25};
    assertThat(Rounding.feasible(plan, source, target)).isDeepEqualTo(plan);
    assertThat(Rounding.marginalError(plan, source, target)).isZero();
  }

  @Test
  void nothingBecomesTheProductOfTheMarginals() {
    double[] source = {0.25, 0.75};
    double[] target = {0.5, 0, 0.5};
    assertThat(Rounding.feasible(new double[2][3], source, target))
        .isDeepEqualTo(new double[][] {{0.125, 0, 0.125}, {0.375, 0, 0.375}});
  }

  /** Row 0 has twice its weight; halved, it leaves ¼ to bring to row 1 and column 1. */
  @Test
  void followsTheAlgorithmByHand() {
    double[][] plan = {{0.5, 0.5}, {0.25, 0.25}};
    double[] halves = {0.5, 0.5};
    assertThat(Rounding.feasible(plan, halves, halves))
        .isDeepEqualTo(new double[][] {{0.25, 0.25}, {0.25, 0.25}});
    double[][] skewed = {{0.5, 0}, {0.5, 0}};
    assertThat(Rounding.feasible(skewed, halves, halves))
        .isDeepEqualTo(new double[][] {{0.25, 0.25}, {0.25, 0.25}});
    assertThat(Rounding.marginalError(skewed, halves, halves)).isEqualTo(1);
  }

  /** Lemma 7 of the paper: it moves at most twice what the marginals were off by. */
  @Property(tries = 200)
  void marginalsAreExactAndLittleIsMoved(@ForAll long seed) {
    Random random = new Random(seed);
    double[] source = shares(random, 5);
    double[] target = shares(random, 7);
    double[][] plan = new double[5][];
    for (int i = 0; i < 5; i++) {
      double row = source[i];
      plan[i] = Arrays.stream(target).map(t -> row * t * (1 + 0.5 * random.nextDouble())).toArray();
    }
    double[][] rounded = Rounding.feasible(plan, source, target);
    SinkhornTest.assertMarginals(rounded, source, target);
    double moved = 0;
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 7; j++) {
        moved += Math.abs(rounded[i][j] - plan[i][j]);
      }
    }
    assertThat(moved).isLessThanOrEqualTo(2 * Rounding.marginalError(plan, source, target));
    assertThat(moved).isNotCloseTo(0, within(1e-6));
  }

  private static double[] shares(Random random, int n) {
    double[] weights = random.doubles(n).toArray();
    weights[1] = 0;
    double total = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / total).toArray();
  }
}
