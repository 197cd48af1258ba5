package generative.notebook;

import generative.plot.Digits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table for people: numbers at the right with sensible digits, long ones shortened. */
final class TableText {

  private static final int MOST_ROWS = 20;
  private static final String SKIPPED = "…";

  /** Where Tablesaw has no value; words have none where they are empty. */
  private static final String MISSING = "–";

  private static final int DIGITS = 4;
  private static final int DIGITS_OF_THE_SMALLEST = 2;

  private TableText() {}

  static String html(Table table) {
    List<List<String>> cells = cells(table);
    StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
    for (int column = 0; column < cells.size(); column++) {
      html.append(cell("th", align(table, column), cells.get(column).get(0)));
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (int row = 1; !cells.isEmpty() && row < cells.get(0).size(); row++) {
      html.append("<tr>");
      for (int column = 0; column < cells.size(); column++) {
        html.append(cell("td", align(table, column), cells.get(column).get(row)));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>\n</table>").append(note(table, "<p>", "</p>")).toString();
  }

  static String text(Table table) {
    List<List<String>> cells = cells(table);
    StringBuilder text = new StringBuilder();
    for (int row = 0; !cells.isEmpty() && row < cells.get(0).size(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < cells.size(); column++) {
        int width = cells.get(column).stream().mapToInt(String::length).max().orElse(1);
        boolean right = align(table, column).equals("right");
        line.append(
            String.format(
                Locale.ROOT, "%" + (right ? "" : "-") + width + "s", cells.get(column).get(row)));
        line.append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.append(note(table, "", "")).toString().stripTrailing();
  }

  /** The cells by column, each column's name first. */
  private static List<List<String>> cells(Table table) {
    int[] rows = rows(table.rowCount());
    List<List<String>> cells = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      List<String> texts = new ArrayList<>(List.of(column.name()));
      int decimals = decimals(column);
      for (int row : rows) {
        texts.add(row < 0 ? SKIPPED : value(column, row, decimals));
      }
      cells.add(texts);
    }
    return cells;
  }

  /** The rows to show; a gap is −1. */
  private static int[] rows(int count) {
    int half = MOST_ROWS / 2;
    return count <= MOST_ROWS
        ? IntStream.range(0, count).toArray()
        : IntStream.concat(
                IntStream.concat(IntStream.range(0, half), IntStream.of(-1)),
                IntStream.range(count - half, count))
            .toArray();
  }

  private static String value(Column<?> column, int row, int decimals) {
    if (!(column instanceof NumericColumn<?> numbers)) {
      boolean words = column instanceof StringColumn;
      return column.isMissing(row) && !words ? MISSING : column.getString(row);
    }
    if (!isFloating(numbers)) {
      return numbers.isMissing(row)
          ? MISSING
          : Digits.whole(((Number) numbers.get(row)).longValue());
    }
    double value = numbers.getDouble(row); // Tablesaw holds NaN to be missing
    if (numbers instanceof FloatColumn && (decimals < 0 || Math.abs(value) > 1 << 24)) {
      return Digits.ofFloat((float) value, DIGITS);
    }
    return decimals < 0 ? Digits.wholeOrSignificant(value, DIGITS) : Digits.fixed(value, decimals);
  }

  private static boolean isFloating(NumericColumn<?> column) {
    return column instanceof DoubleColumn || column instanceof FloatColumn;
  }

  /**
   * Decimals that give a typical number of the column four digits and the smallest one two; −1
   * where sizes differ so widely that each number needs digits of its own.
   */
  private static int decimals(Column<?> column) {
    if (!(column instanceof NumericColumn<?> numbers) || !isFloating(numbers)) {
      return 0;
    }
    double[] sizes =
        IntStream.range(0, numbers.size())
            .mapToDouble(row -> Math.abs(numbers.getDouble(row)))
            .filter(size -> Double.isFinite(size) && size > 0)
            .sorted()
            .toArray();
    boolean whole = Arrays.stream(sizes).allMatch(size -> size == Math.rint(size));
    if (whole) {
      return sizes.length > 0 && sizes[sizes.length - 1] >= 1e12 ? -1 : 0;
    }
    if (sizes[sizes.length - 1] / sizes[0] > 1e5) {
      return -1;
    }
    int typical = DIGITS - 1 - exponent(sizes[sizes.length / 2]);
    int smallest = DIGITS_OF_THE_SMALLEST - 1 - exponent(sizes[0]);
    if (typical > 7 || smallest > 6) {
      return -1;
    }
    return needed(sizes, Math.max(0, Math.max(smallest, Math.min(6, typical))));
  }

  /** Returns so many decimals, without those that are zero in each of the numbers but the first. */
  private static int needed(double[] sizes, int decimals) {
    return Arrays.stream(sizes)
        .mapToInt(
            size ->
                new BigDecimal(size)
                    .setScale(decimals, RoundingMode.HALF_UP)
                    .stripTrailingZeros()
                    .scale())
        .reduce(Math.min(1, decimals), Math::max);
  }

  private static int exponent(double size) {
    return (int) Math.floor(Math.log10(size));
  }

  private static String align(Table table, int column) {
    return table.column(column) instanceof NumericColumn ? "right" : "left";
  }

  private static String cell(String tag, String align, String text) {
    return String.format(
        Locale.ROOT,
        "<%s align=\"%s\" style=\"text-align:%s\">%s</%s>",
        tag,
        align,
        align,
        escape(text),
        tag);
  }

  private static String note(Table table, String before, String after) {
    return table.rowCount() <= MOST_ROWS
        ? ""
        : before + Digits.count(table.rowCount()) + " rows, the first and last 10 shown" + after;
  }

  static String escape(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                switch (c) {
                  case '&' -> "&amp;";
                  case '<' -> "&lt;";
                  case '>' -> "&gt;";
                  default -> Character.toString(c);
                })
        .collect(Collectors.joining());
  }
}
