package generative.plot.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import generative.plot.plane.Contours.Polyline;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DensityTest {

  private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

  /** Points spread like a unit Gaussian, but evenly: radii at its quantiles, on a sunflower. */
  private static double[] gaussian(int n, double centerX, double scaleX) {
    double[] points = new double[2 * n];
    for (int i = 0; i < n; i++) {
      double radius = Math.sqrt(-2 * Math.log(1 - (i + 0.5) / n));
      points[2 * i] = centerX + scaleX * radius * Math.cos(i * GOLDEN_ANGLE);
      points[2 * i + 1] = radius * Math.sin(i * GOLDEN_ANGLE);
    }
    return points;
  }

  /**
   * A share p of a unit Gaussian lies within the radius √(−2 ln(1 − p)). The Gaussians around the
   * points widen the density but leave it round and falling, and the level is taken at the points,
   * so the bandwidth does not move the contour; what is left is the grid and the uneven rim.
   */
  @ParameterizedTest
  @CsvSource({"0.5, 0, 1, 0.01", "0.9, 0, 1, 0.02", "0.5, 300, 0.01, 0.01"})
  void contoursOfAGaussianAreCirclesAroundTheShare(
      double share, double centerX, double scaleX, double tolerance) {
    double[] points = gaussian(5000, centerX, scaleX);
    Density density = Density.of(points);
    List<Polyline> lines = density.around(points, share);
    assertThat(lines).hasSize(1).allMatch(Polyline::isClosed);
    double radius = Math.sqrt(-2 * Math.log(1 - share));
    Polyline line = lines.get(0);
    for (int i = 0; i < line.x().length; i++) {
      assertThat(Math.hypot((line.x()[i] - centerX) / scaleX, line.y()[i]))
          .isCloseTo(radius, within(tolerance * radius));
    }
  }

  @Test
  void clustersGetContoursOfTheirOwn() {
    double[] points = new double[2000];
    System.arraycopy(gaussian(500, -9, 1), 0, points, 0, 1000);
    System.arraycopy(gaussian(500, 9, 1), 0, points, 1000, 1000);
    Density density = Density.of(points);
    assertThat(density.around(points, 0.9)).hasSize(2).allMatch(Polyline::isClosed);
  }

  @Test
  void aFarPointDoesNotMakeTheGridGrow() {
    double[] points = gaussian(1000, 0, 1);
    points[0] = 1e6;
    Density density = Density.of(points);
    assertThat(density.x()).hasSize(400);
    assertThat(density.around(points, 0.5)).isNotEmpty();
  }

  @Test
  void whatHasNoDensityIsNamed() {
    assertThatThrownBy(() -> Density.of(new double[] {1, 2, 1, 3}))
        .hasMessage(
            "the first codings lie between 1.0 and 1.0; a density needs finite ones that differ");
    assertThatThrownBy(() -> Density.of(new double[] {1, 2, 3, Double.NaN}))
        .hasMessageStartingWith("the second codings lie between NaN and NaN");
    assertThatThrownBy(() -> Density.of(new double[0])).hasMessageContaining("a density needs");
  }
}
