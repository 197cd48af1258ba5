package generative.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * What training recorded, a row an epoch: the mean of every named loss over the epoch's steps,
 * every held-out figure at its end, and the seconds since training began.
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
   * Returns a figure by epoch, {@code [epochs]}.
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
    table.addColumns(epoch);
    figures.forEach((name, values) -> table.addColumns(DoubleColumn.create(name, array(values))));
    return table.addColumns(DoubleColumn.create(SECONDS, array(seconds)));
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
    epoch.forEach(
        (name, value) -> figures.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
    seconds.add(time);
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

  static History parse(String unit, List<String> lines) {
    History history = new History(unit);
    for (String line : lines) {
      String[] parts = line.split("\t");
      Map<String, Double> epoch = new LinkedHashMap<>();
      for (int i = 1; i < parts.length; i += 2) {
        epoch.put(parts[i], Double.valueOf(parts[i + 1]));
      }
      history.add(epoch, Double.parseDouble(parts[0]));
    }
    return history;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
