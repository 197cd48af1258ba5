package generative.notebook;

import static generative.notebook.Notebook.table;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import generative.tensor.Compute;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
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
    assertThat(TableText.text(table("nothing", new double[] {Double.NaN})).strip()).endsWith("NaN");
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

  private static List<String> lines(Table table) {
    return TableText.text(table).lines().map(String::strip).toList();
  }

  private static List<String> lines(double... values) {
    return lines(table("x", values));
  }

  @Test
  void theSmallestKeepsItsDigits() {
    assertThat(lines(0.4, 9999, 20_000)).containsExactly("x", "0.4", "9999.0", "20,000.0");
    assertThat(lines(0.043, 12.5)).containsExactly("x", "0.043", "12.500");
    assertThat(lines(0, 1e-5, 0.3)).containsExactly("x", "0.00000", "0.00001", "0.30000");
    assertThat(lines(1e-9, 1e-8)).containsExactly("x", "1e-9", "1e-8");
    assertThat(lines(0.5, 123_456_789, 1e12)).containsExactly("x", "0.5", "123,456,789", "1e12");
  }

  @Test
  void wholeNumbersAreWhole() {
    assertThat(lines(table("id", new long[] {9007199254740993L, 1700000000123L})))
        .containsExactly("id", "9,007,199,254,740,993", "1,700,000,000,123");
    assertThat(lines(1700000000123., 2)).containsExactly("x", "1,700,000,000,123", "2");
    assertThat(lines(1e300, 2e12)).containsExactly("x", "1e300", "2e12");
    assertThat(lines(table("least", new int[] {Integer.MIN_VALUE})))
        .containsExactly("least", "-2,147,483,648");
  }

  @Test
  void eachOfTablesawsNumbersIsWrittenAndNamedWhereItIsMissing() {
    float nan = Float.NaN;
    float infinite = Float.NEGATIVE_INFINITY;
    assertThat(lines(Table.create(FloatColumn.create("f", new float[] {0.1f, nan, infinite}))))
        .containsExactly("f", "0.1", "NaN", "−∞");
    assertThat(lines(Table.create(ShortColumn.create("s", new short[] {-3}).appendMissing())))
        .containsExactly("s", "-3", "–");
    assertThat(lines(Table.create(IntColumn.create("i", new int[] {12_345}).appendMissing())))
        .containsExactly("i", "12,345", "–");
    assertThat(
            lines(
                Table.create(LongColumn.create("l", new long[] {Long.MAX_VALUE}).appendMissing())))
        .containsExactly("l", "9,223,372,036,854,775,807", "–");
    assertThat(lines(Table.create(BooleanColumn.create("b", true).appendMissing())))
        .containsExactly("b", "true", "–");
    assertThat(lines(Table.create(StringColumn.create("w", "", "a"))))
        .containsExactly("w", "", "a");
  }

  @Test
  void theLeastLongIsNoMissingValue() {
    long[] ids = {Long.MIN_VALUE, 7};
    assertThat(lines(table("id", ids))).containsExactly("id", "-9,223,372,036,854,775,808", "7");
    try (NDManager manager = Compute.newManager()) {
      assertThat(lines(table("id", manager.create(ids)))).contains("-9,223,372,036,854,775,808");
    }
  }

  @Test
  void aFloatShowsNoMoreDigitsThanItHas() {
    float[] large = {5.3432371E12f, 16_777_216f, 123_456_789f, 2};
    String[] shown = {"x", "5.343237e12", "16,777,216", "123,456,800", "2"};
    assertThat(lines(Table.create(FloatColumn.create("x", large)))).containsExactly(shown);
    assertThat(lines(table("x", large))).containsExactly(shown);
    assertThat(lines(table("x", List.of(5.3432371E12f, 2f)))).contains("5.343237e12");
    try (NDManager manager = Compute.newManager()) {
      assertThat(lines(table("x", manager.create(large)))).containsExactly(shown);
      assertThat(ArrayText.describe(manager.create(large)))
          .contains("5.343237e12")
          .contains("123,456,800");
    }
    assertThat(ArrayText.plain(large)).contains("5.343237e12");
    assertThat(lines(table("x", List.of(5.3432371E12, 2f)))).contains("5,343,237,100,000");
  }

  @Test
  void numbersThatAreRoundedDoNotLookWhole() {
    assertThat(lines(0.99996, 1)).containsExactly("x", "1.0", "1.0");
    assertThat(lines(1, 2)).containsExactly("x", "1", "2");
  }
}
