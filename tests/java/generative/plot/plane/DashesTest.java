package generative.plot.plane;

import static org.assertj.core.api.Assertions.assertThat;

import generative.plot.plane.Contours.Polyline;
import org.junit.jupiter.api.Test;

class DashesTest {

  @Test
  void dashesGoOnAcrossTheLinesPoints() {
    Polyline line = new Polyline(new double[] {0, 4, 4}, new double[] {0, 0, 12});
    Polyline dashes = Dashes.cut(line, 1, 1);
    assertThat(dashes.y()).containsExactly(0, 0, 1, Double.NaN, 4, 9, Double.NaN);
    assertThat(dashes.x()).containsExactly(0, 4, 4, 4, 4, 4, 4);
  }

  @Test
  void theirLengthIsMeasuredOnTheScreen() {
    Polyline line = new Polyline(new double[] {0, 1}, new double[] {0, 0});
    assertThat(Dashes.cut(line, 0.1, 100).x()).containsExactly(0, 0.5, 0, 0.8, 1);
  }
}
