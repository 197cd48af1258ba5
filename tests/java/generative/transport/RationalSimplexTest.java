package generative.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The oracles against each other, and against what is found by hand. */
class RationalSimplexTest {

  @Test
  void agreesWithTryingAllAssignments() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      int n = 1 + random.nextInt(seed % 20 == 0 ? 7 : 5);
      double[] ones = new double[n];
      Arrays.fill(ones, 1);
      double[][] cost = new double[n][n];
      for (double[] row : cost) {
        Arrays.setAll(row, j -> cost(random));
      }
      BigDecimal cheapest = RationalAssignments.cheapest(cost);
      BigDecimal[] solved = RationalSimplex.solve(ones, ones, cost);
      assertThat(solved == null).as("seed %d", seed).isEqualTo(cheapest == null);
      if (solved != null) {
        assertThat(solved[0]).as("seed %d", seed).isEqualByComparingTo(cheapest);
      }
    }
  }

  private static double cost(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Double.POSITIVE_INFINITY;
      case 1, 2 -> random.nextInt(4);
      case 3 -> -random.nextDouble();
      default -> Math.pow(10, -12 + 312 * random.nextDouble());
    };
  }

  @Test
  void knowsWhatIsKnown() {
    double[] heavy = {3e15, 1};
    assertThat(work(heavy, heavy, new double[][] {{0, 1e6}, {1e6, 7}})).isEqualTo(7);
    double[] ones = {1, 1, 1};
    assertThat(work(ones, ones, new double[][] {{7, 7, 5}, {1, 1e13, 1e13}, {8, 3, 0}}))
        .isEqualTo(8);
    assertThat(work(new double[] {1}, ones, new double[][] {{4, 1, 7}})).isEqualTo(1);
    double[] tiny = {1, 1e-16};
    assertThat(work(tiny, tiny, new double[][] {{0, 1e20}, {1e20, 1e20}})).isEqualTo(10_000);
  }

  private static double work(double[] p, double[] q, double[][] cost) {
    return RationalSimplex.solve(p, q, cost)[0].doubleValue();
  }
}
