package generative.notebook;

import static generative.notebook.Notebook.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class TableTextTest {

  @Test
  void numbersStandAtTheRightWithDigitsForTheirSize() {
    Table table =
        table(
            "epoch", new int[] {1, 10},
            "error", new double[] {0.0670001, 0.0381234},
            "seconds", new double[] {9.5, 120.25},
            "images", new int[] {150, 55_000},
            "who", List.of("a<b", "me"));
    assertThat(TableText.text(table).lines())
        .containsExactly(
            "epoch    error  seconds  images  who",
            "    1  0.06700      9.5     150  a<b",
            "   10  0.03812    120.3  55,000  me");
    assertThat(TableText.html(table))
        .contains("<td align=\"right\" style=\"text-align:right\">55,000</td>")
        .contains("<th align=\"left\" style=\"text-align:left\">who</th>")
        .contains("a&lt;b");
  }

  @Test
  void sizesFarApartAndMissingValuesAreWrittenOneByOne() {
    Table table = table("x", new double[] {1e-7, 12.5, Double.POSITIVE_INFINITY, Double.NaN});
    assertThat(TableText.text(table).lines().map(String::strip))
        .containsExactly("x", "1e-7", "12.5", "∞", "NaN");
    assertThat(TableText.text(table("big", new double[] {1e12, 2e12}))).contains("1e12");
    assertThat(TableText.text(table("nothing", new double[] {Double.NaN})).lines()).contains("NaN");
  }

  @Test
  void aLongTableShowsItsEnds() {
    Table table = table("i", IntStream.rangeClosed(1, 1_500).toArray());
    String text = TableText.text(table);
    assertThat(text.lines()).hasSize(23);
    assertThat(text).contains("…").endsWith("1,500 rows, the first and last 10 shown");
    assertThat(TableText.html(table)).endsWith("<p>1,500 rows, the first and last 10 shown</p>");
  }

  @Test
  void anEmptyTableIsNoError() {
    assertThat(TableText.text(Table.create())).isEmpty();
    assertThat(TableText.html(Table.create())).startsWith("<table>");
    assertThat(Arrays.asList(TableText.text(table("x", List.of())).split("\n")))
        .containsExactly("x");
  }
}
