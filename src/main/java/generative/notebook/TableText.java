package generative.notebook;

import generative.plot.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table for people: numbers at the right with sensible digits, long ones shortened. */
final class TableText {

  private static final int MOST_ROWS = 20;
  private static final String SKIPPED = "…";

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
    if (column.isMissing(row)) {
      return column instanceof DoubleColumn ? "NaN" : ""; // Tablesaw holds NaN to be missing
    }
    if (!(column instanceof NumericColumn<?> numbers)) {
      return column.getString(row);
    }
    double value = numbers.getDouble(row);
    if (decimals < 0 || !Double.isFinite(value)) {
      return Digits.significant(value, 4);
    }
    return Digits.fixed(value, decimals);
  }

  /**
   * Decimals that give a typical number of the column four digits; −1 where sizes differ widely.
   */
  private static int decimals(Column<?> column) {
    if (!(column instanceof NumericColumn<?> numbers)) {
      return 0;
    }
    double[] sizes =
        IntStream.range(0, numbers.size())
            .mapToDouble(row -> Math.abs(numbers.getDouble(row)))
            .filter(size -> Double.isFinite(size) && size > 0)
            .sorted()
            .toArray();
    boolean whole = IntStream.range(0, sizes.length).allMatch(i -> sizes[i] == Math.rint(sizes[i]));
    if (whole) {
      return sizes.length > 0 && sizes[sizes.length - 1] >= 1e12 ? -1 : 0;
    }
    if (sizes[sizes.length - 1] / sizes[0] > 1e5) {
      return -1;
    }
    double median = sizes[sizes.length / 2];
    int decimals = 3 - (int) Math.floor(Math.log10(median));
    return decimals > 7 ? -1 : Math.max(0, Math.min(6, decimals));
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
