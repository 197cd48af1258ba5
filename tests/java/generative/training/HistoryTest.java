package generative.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

class HistoryTest {

  private final History history = new History("epoch");

  {
    history.add(new TreeMap<>(Map.of("error", 0.1 + 0.2, "held-out error", 1e-17)), 1.5);
    history.add(new TreeMap<>(Map.of("error", 1 / 3.0, "held-out error", 2.0)), 3);
  }

  @Test
  void isATableOfEveryFigureByEpoch() {
    assertThat(history.table().columnNames())
        .containsExactly("epoch", "error", "held-out error", "seconds");
    assertThat(history.table().intColumn("epoch").asList()).containsExactly(1, 2);
    assertThat(history.values("error")).containsExactly(0.1 + 0.2, 1 / 3.0);
    assertThat(history.toString().lines())
        .containsExactly(
            "epoch         error  held-out error       seconds",
            "    1      0.300000     1.00000e-17           1.5",
            "    2      0.333333         2.00000           3.0");
  }

  @Test
  void isReadBackToTheLastDigit() {
    History back = History.parse("epoch", history.lines());
    assertThat(back.lines()).isEqualTo(history.lines());
    assertThat(back.values("error")).containsExactly(history.values("error"));
    assertThat(back.lastSeconds()).isEqualTo(3);
  }

  @Test
  void namesTheFiguresThereAre() {
    assertThatThrownBy(() -> history.values("latent"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no figure is called latent; there are [error, held-out error]");
  }

  @Test
  void aFigureThatBeginsLaterOrEndsSoonerIsNaNElsewhere() {
    history.add(new TreeMap<>(Map.of("error", 1.0, "new", 2.0)), 4);
    assertThat(history.values("new")).containsExactly(Double.NaN, Double.NaN, 2.0);
    assertThat(history.values("held-out error")).containsExactly(1e-17, 2.0, Double.NaN);
    for (String text : List.of(history.toString(), history.table().print())) {
      assertThat(text.lines().filter(row -> row.contains("NaN"))).as(text).hasSize(3);
    }
    History back = History.parse("epoch", history.lines());
    assertThat(back.lines()).isEqualTo(history.lines());
    assertThat(back.values("new")).containsExactly(history.values("new"));
  }

  @Test
  void missingFiguresPassThroughACsvFile() {
    history.add(new TreeMap<>(Map.of("error", 1.0, "new", 2.0)), 4);
    StringWriter csv = new StringWriter();
    history.table().write().csv(csv);
    Table back = Table.read().csv(new StringReader(csv.toString()));
    assertThat(back.doubleColumn("error").asDoubleArray()).containsExactly(history.values("error"));
    assertThat(back.doubleColumn("held-out error").asDoubleArray())
        .containsExactly(history.values("held-out error"));
  }

  @Test
  void printsTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    String expected = history.table().print();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR"));
      assertThat(history.table().print()).isEqualTo(expected).contains("0.30000000000000004");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "word",
        "1.0\terror",
        "1.0\terror\tword",
        "1.0\terror\t1.0\terror\t2.0",
        "NaN\terror\t1.0",
        "Infinity\terror\t1.0",
        "-1.0\terror\t1.0",
      })
  void namesTheLineThatIsNone(String line) {
    assertThatThrownBy(() -> History.parse("epoch", List.of("1.0\terror\t1.0", line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "row 2 of the history is \""
                + line.replace('\t', ' ')
                + "\"; seconds are expected, then names and figures");
  }
}
