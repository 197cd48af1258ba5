package generative.plot;

import static generative.plot.Curves.curves;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecadesTest {

  /** The labels of the ticks 1 to 9 of each decade. */
  private static List<String> labels(Decades axis) {
    return DoubleStream.iterate(1e-6, decade -> decade < 1e4, decade -> decade * 10)
        .flatMap(decade -> DoubleStream.iterate(decade, d -> d < 9.5 * decade, d -> d + decade))
        .filter(tick -> tick >= axis.least() * 0.999999 && tick <= axis.most() * 1.000001)
        .mapToObj(axis::label)
        .filter(label -> !label.isEmpty())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30, 3000 | 50, 100, 200, 500, 1000, 2000",
        "0.22, 0.4 | 0.3, 0.4",
        "0.31, 0.38 | 0.3, 0.4",
        "7, 7 | 7, 8, 9, 10",
        "0.001, 1000 | 0.001, 0.01, 0.1, 1, 10, 100, 1000"
      })
  void thereAreLabelsEnoughAndNotTooMany(String ends, String expected) {
    String[] parts = ends.split(", ");
    double[] values = new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
    List<String> found = labels(Decades.of(values, 10));
    assertThat(String.join(", ", found)).isEqualTo(expected);
  }

  @Test
  void bothAxesOfAChartAreLabeled() {
    Curves chart =
        curves("n", "distance")
            .logarithmic()
            .line("a", new double[] {30, 3000}, new double[] {0.22, 0.4})
            .logarithmicX();
    Theme.picture(chart);
    var x = chart.getStyler().getXAxisTickLabelsFormattingFunction();
    var y = chart.getStyler().getYAxisTickLabelsFormattingFunction();
    assertThat(List.of(x.apply(50.0), x.apply(60.0), x.apply(2000.0)))
        .containsExactly("50", "", "2000");
    assertThat(y.apply(0.3)).isEqualTo("0.3");
  }
}
