package generative.transport.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tree misses no pair, whatever the prices. */
class ProofTest {

  @Test
  void theTreeFindsWhatAllPairsShow() {
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      Clouds.Shape shape = Clouds.Shape.values()[seed % Clouds.Shape.values().length];
      Ground ground = Ground.values()[random.nextInt(4)];
      int n = 1 + random.nextInt(60);
      Clouds clouds = Clouds.of(shape, Clouds.Mass.RANDOM, 2 + seed % 2, n, 90, true, seed);
      double wild = Math.pow(10, random.nextInt(7) - 3);
      double[] u = random.doubles(n, -wild, wild).toArray();
      double[] v = random.doubles(90, -wild, wild).toArray();
      double all = Proof.violationOfAllPairs(clouds.x, clouds.y, ground, u, v);
      assertThat(Proof.violation(clouds.x, clouds.y, ground, u, v))
          .isCloseTo(all, within(1e-13 * (1 + wild + all)));
    }
  }

  /** By hand: 3 + 4 is 2 above the distance 5 of (0, 0) and (3, 4). */
  @Test
  void aPriceTooHighShows() {
    double[][] x = {{0, 0}};
    double[][] y = {{3, 4}, {9, 9}};
    assertThat(Proof.violation(x, y, Ground.EUCLIDEAN, new double[] {3}, new double[] {4, 1}))
        .isEqualTo(2);
    assertThat(
            Proof.violationOfAllPairs(
                x, y, Ground.CHEBYSHEV, new double[] {3}, new double[] {4, 6.5}))
        .isEqualTo(3);
  }
}
