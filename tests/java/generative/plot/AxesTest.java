package generative.plot;

import static generative.plot.Curves.curves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import generative.plot.plane.LatentScatter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.style.Styler;

class AxesTest {

  private static final double[] ONE_TO_FOUR = {1, 2, 3, 4};
  private static final String NONE =
      "no value is above 0, so a logarithmic axis can show none; leave the axis linear";

  @Test
  void aLogarithmicAxisSaysWhatItCannotShow() {
    Curves chart = curves("x", "loss").line("a", new double[] {1, 0, -3, 10});
    assertThat(chart.getYAxisTitle()).isEqualTo("loss");
    assertThat(chart.logarithmic().getYAxisTitle()).isEqualTo("loss (2 values ≤ 0 not shown)");
    chart.line("b", new double[] {-1, 1, Double.NaN, Double.NEGATIVE_INFINITY});
    assertThat(chart.getYAxisTitle()).isEqualTo("loss (4 values ≤ 0 not shown)");
    Theme.picture(chart);
    Curves across =
        curves("rate", "y").logarithmicX().line("a", new double[] {0, 1, 10}, new double[3]);
    assertThat(across.getXAxisTitle()).isEqualTo("rate (1 value ≤ 0 not shown)");
    assertThat(across.getYAxisTitle()).isEqualTo("y");
  }

  @Test
  void anAxisThatCouldShowNothingIsRefusedAndTheChartStaysAsItWas() {
    Curves chart = curves("x", "y").line("a", new double[] {-1, 0});
    assertThatThrownBy(chart::logarithmic).hasMessage(NONE);
    assertThat(chart.getStyler().isYAxisLogarithmic()).isFalse();
    Theme.picture(chart);
    assertThatThrownBy(() -> curves("x", "y").logarithmic().line("a", new double[] {-1, 0}))
        .hasMessage(NONE);
    assertThatThrownBy(
            () -> curves("x", "y").logarithmicX().line("a", new double[2], new double[2]))
        .hasMessage(NONE);
    Theme.picture(curves("x", "y").logarithmic());
  }

  /** The labels of ticks that lie 5 apart differ. */
  @Test
  void labelsOfLargeNumbersThatLieCloseDiffer() {
    String pattern = Axes.pattern(new double[] {12_345_680, 12_345_700}, 4);
    var format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    assertThat(format.format(12_345_680)).isNotEqualTo(format.format(12_345_685));
    assertThat(new Ticks(1e-6, ONE_TO_FOUR).label(1.000001))
        .isNotEqualTo(new Ticks(1e-6, ONE_TO_FOUR).label(1.000002));
  }

  /** Other digits and signs for decimals are the reader's locale's, not a chart's. */
  @Test
  void chartsAreLabeledInOneLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR"));
      for (var styler :
          new Styler[] {
            curves("x", "y").getStyler(),
            Bars.bars("x", "y", "a").getStyler(),
            HistogramChart.histogram("x", 3).getStyler(),
            LatentScatter.empty(10, 10).getStyler()
          }) {
        assertThat(styler.getLocale()).isEqualTo(Locale.ROOT);
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
