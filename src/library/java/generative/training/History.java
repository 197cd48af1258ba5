package generative.training;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * What training recorded, a row an epoch: the mean of every named loss over the epoch's steps,
 * every held-out figure at its end, and the seconds since training began. A figure that an epoch
 * didn't have, as before {@code heldOut} was asked for, is NaN there.
 */
public final class History {

  static final String HELD_OUT = "held-out ";
  private static final String SECONDS = "seconds";

  /** Six digits with a sign and an exponent. */
  private static final int WIDTH = 12;

  private final Map<String, List<Double>> figures = new LinkedHashMap<>();
  private final List<Double> seconds = new ArrayList<>();

  private final String unit;

  /** Begins one whose rows are called so, {@code epoch} or {@code round}. */
  History(String unit) {
    this.unit = unit;
  }

  /** What a row stands for, {@code epoch} or {@code round}, which is its first column's name. */
  public String unit() {
    return unit;
  }

  /** Epochs recorded. */
  public int epochs() {
    return seconds.size();
  }

  /** Names of the figures, held-out ones as {@code "held-out NAME"}. */
  public List<String> names() {
    return List.copyOf(figures.keySet());
  }

  /**
   * Returns a figure by epoch, {@code [epochs]}; NaN where an epoch had none.
   *
   * @throws IllegalArgumentException if there is no such figure; it names those there are
   */
  public double[] values(String name) {
    List<Double> values = figures.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "no figure is called " + name + "; there are " + figures.keySet());
    }
    return array(values);
  }

  /** Returns columns epoch or round (from 1), every figure, and seconds. */
  public Table table() {
    Table table = Table.create("history");
    IntColumn epoch = IntColumn.create(unit);
    for (int i = 1; i <= epochs(); i++) {
      epoch.append(i);
    }
    epoch.setPrintFormatter(digits());
    table.addColumns(epoch);
    figures.forEach((name, values) -> table.addColumns(column(name, values)));
    return table.addColumns(column(SECONDS, seconds));
  }

  private static DoubleColumn column(String name, List<Double> values) {
    DoubleColumn column = DoubleColumn.create(name, array(values));
    column.setPrintFormatter(digits());
    return column;
  }

  /** All digits, as Tablesaw prints them, but NaN by its name, and the same in every locale. */
  private static NumberColumnFormatter digits() {
    NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
    format.setMaximumFractionDigits(340);
    format.setGroupingUsed(false);
    return new NumberColumnFormatter(format, "NaN");
  }

  /** Returns the table as text, figures to six digits. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(unit);
    figures.keySet().forEach(name -> text.append(right("%s", name, name)));
    text.append(right("%s", SECONDS, SECONDS)).append('\n');
    for (int i = 0; i < epochs(); i++) {
      int row = i;
      text.append(String.format(Locale.ROOT, "%" + unit.length() + "d", row + 1));
      figures.forEach((name, values) -> text.append(right("%.6g", values.get(row), name)));
      text.append(right("%.1f", seconds.get(row), SECONDS)).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static String right(String format, Object cell, String column) {
    int width = 2 + Math.max(WIDTH, column.length());
    return String.format(Locale.ROOT, "%" + width + "s", String.format(Locale.ROOT, format, cell));
  }

  void add(Map<String, Double> epoch, double time) {
    epoch.keySet().forEach(name -> figures.computeIfAbsent(name, n -> missing(epochs())));
    figures.forEach((name, values) -> values.add(epoch.getOrDefault(name, Double.NaN)));
    seconds.add(time);
  }

  private static List<Double> missing(int epochs) {
    return new ArrayList<>(Collections.nCopies(epochs, Double.NaN));
  }

  double lastSeconds() {
    return seconds.isEmpty() ? 0 : seconds.get(seconds.size() - 1);
  }

  /** One line an epoch that {@link #parse} reads back to the last digit. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < epochs(); i++) {
      StringBuilder line = new StringBuilder(seconds.get(i).toString());
      for (Map.Entry<String, List<Double>> figure : figures.entrySet()) {
        line.append('\t').append(figure.getKey()).append('\t').append(figure.getValue().get(i));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /**
   * Reads what {@link #lines} wrote.
   *
   * @throws IllegalArgumentException if a line is another; it names the line
   */
  static History parse(String unit, List<String> lines) {
    History history = new History(unit);
    for (String line : lines) {
      try {
        history.add(line.split("\t", -1));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "row %,d of the history is \"%s\"; seconds are expected, then names and figures",
                history.epochs() + 1,
                line.replace('\t', ' ')),
            e);
      }
    }
    return history;
  }

  private void add(String[] parts) {
    Map<String, Double> epoch = new LinkedHashMap<>();
    for (int i = 1; i + 1 < parts.length; i += 2) {
      epoch.put(parts[i], Double.valueOf(parts[i + 1]));
    }
    double time = Double.parseDouble(parts[0]);
    if (1 + 2 * epoch.size() != parts.length || !(time >= lastSeconds() && time < 1e300)) {
      throw new IllegalArgumentException("a name is twice or alone, or time runs backwards");
    }
    add(epoch, time);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
