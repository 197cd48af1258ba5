package generative.plot;

import static generative.plot.HistogramChart.histogram;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class HistogramChartTest {

  @Test
  void sharesOfABinAreHeightsBetweenItsEdges() {
    HistogramChart chart = histogram("x", 2).group("a", 0, 0.1, 0.2, 0.5, 1);
    assertThat(chart.getSeries("a").getXData()).containsExactly(-0.25, 0, 0, 0.5, 0.5, 1, 1, 1.25);
    assertThat(chart.getSeries("a").getYData())
        .containsExactly(new double[] {0, 0, 60, 60, 40, 40, 0, 0}, within(1e-12));
    assertThat(chart.getStyler().isLegendVisible()).isFalse();
    Theme.picture(chart);
  }

  @Test
  void binsHoldTheValuesOfAllGroups() {
    HistogramChart chart = histogram("x", 4).group("a", 0, 1).group("b", 1, 4, 4).title("Two");
    assertThat(chart.getSeries("a").getXData())
        .containsExactly(-0.5, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4.5);
    assertThat(chart.getSeries("a").getYData())
        .containsExactly(0, 0, 50, 50, 50, 50, 0, 0, 0, 0, 0, 0);
    assertThat(chart.getSeries("b").getYData()[8]).isCloseTo(200 / 3.0, within(1e-9));
    assertThat(chart.getStyler().isLegendVisible()).isTrue();
    Theme.picture(chart);
  }

  @Test
  void valuesThatDoNotDifferHaveABinToo() {
    HistogramChart chart = histogram("x", 3).group("a", 7, 7);
    assertThat(chart.getSeries("a").getXData()).contains(6.5, 7.5);
    assertThat(DoubleStream.of(chart.getSeries("a").getYData()).max()).hasValue(100);
    Theme.picture(chart);
  }

  @Test
  void weightsThatPileUpAtTheEndsAreSeen() {
    Random random = new Random(1);
    double[] clipped =
        random.doubles(20_000, -0.03, 0.03).map(w -> Math.max(-0.01, Math.min(0.01, w))).toArray();
    double[] free = random.doubles(5_000, 0, 1).map(u -> 0.004 * random.nextGaussian()).toArray();
    HistogramChart chart = histogram("weight", 50).group("clipped at 0.01", clipped);
    double[] heights = chart.getSeries("clipped at 0.01").getYData();
    assertThat(heights[2]).isGreaterThan(30);
    assertThat(heights[2 * 50 + 1]).isGreaterThan(30);
    Theme.picture(chart.group("with penalty", free));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> histogram("x", 0))
        .hasMessage("0 bins; between 1 and 500 can be told apart");
    HistogramChart chart = histogram("x", 5).group("a", 1);
    assertThatThrownBy(() -> chart.group("b")).hasMessage("\"b\" has no value; give at least one");
    assertThatThrownBy(() -> chart.group("b", 1, Double.NaN))
        .hasMessage("value 1 of \"b\" is NaN; values must be finite");
    assertThatThrownBy(() -> chart.group("a", 2))
        .hasMessage("\"a\" is in the chart already; give what is drawn another name");
  }
}
