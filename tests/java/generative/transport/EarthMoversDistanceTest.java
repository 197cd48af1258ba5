package generative.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarthMoversDistanceTest {

  static final Signature P =
      Signature.of(
          new double[][] {{100, 40, 22}, {211, 20, 2}, {32, 190, 150}, {2, 100, 100}},
          new double[] {.4, .3, .2, .1});
  static final Signature Q =
      Signature.of(
          new double[][] {{0, 0, 0}, {50, 100, 80}, {255, 255, 255}}, new double[] {.5, .3, .2});

  /** As OpenCV and two other libraries print it. */
  @ParameterizedTest
  @CsvSource({"EUCLIDEAN, 160.54276", "MANHATTAN, 221.3", "CHEBYSHEV, 134.5"})
  void agreesWithThePublishedSignatures(Metric ground, double distance) {
    assertThat(EarthMoversDistance.between(P, Q, ground)).isCloseTo(distance, within(5e-6));
  }

  /** S. J. D. Prince, "Understanding Deep Learning", 2023, notebook 15.2. */
  @Test
  void agreesWithThePublishedHistograms() {
    assertThat(
            onTheLine(
                9,
                new double[] {5, 3, 2, 1, 8, 7, 5, 9, 2, 1},
                43,
                new double[] {4, 10, 1, 1, 4, 6, 3, 2, 0, 1},
                32))
        .isCloseTo(0.15148578811369506, within(1e-15));
    assertThat(
            onTheLine(
                1,
                new double[] {12, 7, 4, 1, 19, 14, 9, 6, 3, 2},
                77,
                new double[] {1, 5, 11, 17, 13, 9, 6, 4, 3, 2},
                71))
        .isCloseTo(0.706237424547, within(1e-12));
  }

  private static double onTheLine(double unit, double[] p, double sumP, double[] q, double sumQ) {
    double[][] bins =
        IntStream.range(0, p.length)
            .mapToObj(i -> new double[] {i / unit})
            .toArray(double[][]::new);
    return EarthMoversDistance.between(
        Signature.of(bins, IntStream.range(0, p.length).mapToDouble(i -> p[i] / sumP).toArray()),
        Signature.of(bins, IntStream.range(0, q.length).mapToDouble(i -> q[i] / sumQ).toArray()),
        GroundDistance.EUCLIDEAN);
  }
}
