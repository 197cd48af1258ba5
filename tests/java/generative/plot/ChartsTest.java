package generative.plot;

import static generative.plot.Bars.bars;
import static generative.plot.Curves.curves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.plot.plane.LatentScatter;
import generative.tensor.Compute;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

class ChartsTest {

  private static final double[] FALLING = {9, 5, 3, 2, 1.5};
  private static final double[] RISING = {1, 2, 3, 4, 9};
  private static final double[] X = {1, 2, 3, 4, 5};

  /** Draws it as well, since XChart finds many faults only then. */
  private static <T extends org.knowm.xchart.internal.chartpart.Chart<?, ?>> T drawn(T chart) {
    Theme.picture(chart);
    return chart;
  }

  @Test
  void aSecondLineBringsALegendWhereThereIsRoom() {
    Curves one = drawn(curves("x", "y").line("a", FALLING));
    assertThat(one.getStyler().isLegendVisible()).isFalse();
    Curves two = drawn(one.dashed("held-out a", X, FALLING).title("Two"));
    assertThat(two.getStyler().isLegendVisible()).isTrue();
    assertThat(two.getStyler().getLegendPosition()).isEqualTo(LegendPosition.InsideNE);
    assertThat(curves("x", "y").line("a", RISING).getStyler().getLegendPosition())
        .isEqualTo(LegendPosition.InsideNW);
  }

  @Test
  void aDashedLineHasTheColorOfTheLineBefore() {
    Curves chart = curves("x", "y").line("a", FALLING).dashed("b", X, FALLING).line("c", RISING);
    assertThat(chart.getSeries("b").getLineColor()).isEqualTo(Theme.color(0));
    assertThat(chart.getSeries("b").getLineStyle().getDashArray()).isNotNull();
    assertThat(chart.getSeries("c").getLineColor()).isEqualTo(Theme.color(1));
  }

  @Test
  void pointsTensorsAndDecades() {
    try (NDManager manager = Compute.newManager()) {
      var x = manager.create(new float[] {1, 2, 3});
      Curves chart = curves("x", "y").line("a", x, x.mul(100)).points("b", X, RISING).logarithmic();
      assertThat(drawn(chart).getSeries("a").getYData()).containsExactly(100, 200, 300);
      var label = chart.getStyler().getYAxisTickLabelsFormattingFunction();
      assertThat(List.of(0.1, 0.2, 0.3, 5.0, 1000.0).stream().map(label))
          .containsExactly("0.1", "0.2", "", "5", "1000");
      x.close();
      assertThatThrownBy(() -> curves("x", "y").line("a", x, x)).hasMessageContaining("is closed");
    }
  }

  @Test
  void unequalLengthsAreNamed() {
    assertThatThrownBy(() -> curves("x", "y").line("a", new double[2], new double[3]))
        .hasMessageStartingWith("\"a\" has 2 positions and 3 values");
    assertThatThrownBy(() -> bars("x", "y", "p", "q").group("a", 1))
        .hasMessage("\"a\" has 1 values for 2 categories");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.04, 0.14 | #,##0.00",
        "0.038, 0.068 | #,##0.000",
        "0, 50 | #,##0",
        "3, 3 | #,##0.0",
        "0, 2e9 | 0.##E0",
        "0, 1e-9 | 0.##E0"
      })
  void ticksHaveTheDecimalsTheirDistanceNeeds(String ends, String pattern) {
    double[] values =
        java.util.Arrays.stream(ends.split(", ")).mapToDouble(Double::parseDouble).toArray();
    assertThat(Axes.pattern(values, 7)).isEqualTo(pattern);
  }

  @Test
  void barsBeginAtZeroAndLeaveRoomForTheLegend() {
    Bars one = drawn(bars("codings", "error", "2", "20").group("autoencoder", 0.04, 0.01));
    assertThat(one.getStyler().isLegendVisible()).isFalse();
    Bars two = drawn(one.group("PCA", 0.06, 0.02).title("Both"));
    assertThat(two.getStyler().isLegendVisible()).isTrue();
    assertThat(two.getStyler().getYAxisMax()).isEqualTo(0.06 * 1.25);
    drawn(bars("x", "y", "p").group("below", -1));
  }

  @Test
  void theLatentPlaneHasASeriesForEachClass() {
    try (NDManager manager = Compute.newManager()) {
      var codings = manager.create(new float[] {0, 0, 1, 1, 2, 3}, new Shape(3, 2));
      var labels = manager.create(new long[] {1, 0, 1});
      XYChart chart = drawn(LatentScatter.latentScatter(codings, labels, List.of("shoe")));
      assertThat(chart.getSeriesCollection()).extracting("name").containsExactly("shoe", "1");
      assertThat(chart.getSeries("1").getYData()).containsExactly(0, 3);
      assertThatThrownBy(() -> LatentScatter.latentScatter(codings.transpose(), labels))
          .hasMessage("codings has shape [2, 3]; [n, 2] is needed");
      assertThatThrownBy(() -> LatentScatter.latentScatter(codings, codings))
          .hasMessage("labels has shape [3, 2]; [3] is needed");
    }
  }

  @Test
  void theDensityIsTwoLinesOverThePlane() {
    try (NDManager manager = Compute.newManager()) {
      var codings = manager.randomNormal(new Shape(300, 2));
      var labels = manager.zeros(new Shape(300));
      XYChart plane = LatentScatter.latentScatter(codings, labels);
      double end = plane.getStyler().getXAxisMax();
      XYChart chart = drawn(LatentScatter.withDensity(plane, codings));
      assertThat(chart.getSeriesCollection())
          .extracting("name")
          .containsExactly("0", "50 % inside", "90 % inside");
      assertThat(chart.getSeries("50 % inside").getLineStyle().getDashArray()).isNull();
      assertThat(chart.getSeries("90 % inside").getLineStyle().getDashArray()).isNotNull();
      assertThat(chart.getStyler().getXAxisMax()).isEqualTo(end);
    }
  }
}
