package generative.plot.plane;

import static generative.plot.plane.ContourChart.contourChart;
import static generative.plot.plane.ContourChart.withPoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import generative.plot.Ramp;
import generative.plot.Theme;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class ContourChartTest {

  private static final double[] RANGE = {-2, 2};

  @Test
  void linesStandAtRoundValuesWhichTheLegendNames() {
    XYChart chart = contourChart(z -> Math.hypot(z[0], z[1]), RANGE, RANGE, 5);
    assertThat(chart.getSeriesCollection())
        .extracting("name")
        .containsExactly("2.5", "2.0", "1.5", "1.0", "0.5");
    assertThat(chart.getSeriesCollection()).extracting("label").contains("f = 2.5", "f = 0.5");
    XYSeries circle = chart.getSeries("1.5");
    for (int i = 0; i < circle.getXData().length; i++) {
      if (!Double.isNaN(circle.getYData()[i])) {
        assertThat(Math.hypot(circle.getXData()[i], circle.getYData()[i]))
            .isCloseTo(1.5, within(1e-3));
      }
    }
    assertThat(chart.getSeries("2.5").getLineColor()).isEqualTo(Ramp.VALUES.at(1));
    assertThat(chart.getSeries("0.5").getLineColor()).isEqualTo(Ramp.VALUES.at(0));
    Theme.picture(chart);
  }

  @Test
  void pointsComeOnTopAndLeaveTheAxesAlone() {
    XYChart chart = contourChart(z -> z[0] + z[1], RANGE, new double[] {0, 1}, 4);
    withPoints(chart, "real", new double[][] {{0, 0.5}, {1, 0.5}});
    withPoints(chart, "drawn", new double[][] {{3, 0.5}});
    assertThat(chart.getSeries("real").getMarkerColor()).isEqualTo(Theme.color(0));
    assertThat(chart.getSeries("drawn").getMarkerColor()).isEqualTo(Theme.color(1));
    assertThat(chart.getStyler().getXAxisMax()).isEqualTo(2);
    assertThat(chart.getStyler().getYAxisMin()).isZero();
    Theme.picture(chart);
  }

  @Test
  void holesAndGridsOfTheCallersAreTaken() {
    double[] x = {0, 1, 2};
    double[][] values = {{0, 1, 2}, {0, 1, Double.NaN}, {0, 1, 2}};
    assertThat(contourChart(x, x, values, 3).getSeries("0.5")).isNotNull();
    XYChart half = contourChart(z -> Math.sqrt(z[0]), RANGE, RANGE, 4);
    assertThat(half.getSeriesCollection()).isNotEmpty();
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> contourChart(z -> 3, RANGE, RANGE, 4))
        .hasMessage("the function is 3.0 everywhere; lines need values that differ");
    assertThatThrownBy(() -> contourChart(z -> Double.NaN, RANGE, RANGE, 4))
        .hasMessage("the function is finite nowhere on the rectangle; choose another one");
    assertThatThrownBy(() -> contourChart(z -> z[0], new double[] {1, 1}, RANGE, 4))
        .hasMessage("the range of x is [1.0, 1.0]; give two finite numbers, the lower one first");
    assertThatThrownBy(() -> contourChart(new double[0], RANGE, new double[2][0], 4))
        .hasMessage("the range of x is []; give two finite numbers, the lower one first");
    assertThatThrownBy(() -> contourChart(z -> z[0], RANGE, RANGE, 0))
        .hasMessage("0 levels; between 1 and 20 can be told apart");
    XYChart chart = contourChart(z -> z[0], RANGE, RANGE, 4);
    assertThatThrownBy(() -> withPoints(chart, "a", new double[][] {{1}}))
        .hasMessage("point 0 of \"a\" has 1 coordinates; on the plane it needs 2");
    assertThatThrownBy(() -> withPoints(chart, "a", new double[0][2]))
        .hasMessage("\"a\" has no point; give at least one");
  }
}
