package generative.plot;

import static generative.plot.Curves.curves;

import generative.training.History;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How losses fell, epoch by epoch.
 *
 * <p>The table's first column is the epoch; each other numeric column is a curve, but "seconds".
 * "held-out NAME" is dashed, in the color of NAME; where a figure is NaN its line has a gap. Losses
 * far apart share a logarithmic axis.
 */
public final class LossCurves {

  private static final String HELD_OUT = "held-out ";
  private static final Set<String> NO_LOSS = Set.of("seconds");

  /** Positive losses whose largest and smallest differ by this factor get a logarithmic axis. */
  private static final double FAR_APART = 50;

  private LossCurves() {}

  /**
   * Returns the curves of one run.
   *
   * @throws IllegalArgumentException if the table has no row, or a word among a column's numbers;
   *     it names file, column and row
   */
  public static Curves lossCurves(Table history) {
    return lossCurves(history, "");
  }

  /**
   * Returns the curves of one run.
   *
   * @param unit what the losses are measured in, such as "nats per image"; empty if they say it
   */
  public static Curves lossCurves(Table history, String unit) {
    return chart(Collections.singletonMap("", history), unit);
  }

  /** Returns the curves of one run. */
  public static Curves lossCurves(History history) {
    return lossCurves(history, "");
  }

  /** Returns the curves of one run, measured in the given unit. */
  public static Curves lossCurves(History history, String unit) {
    return lossCurves(Objects.requireNonNull(history, "history").table(), unit);
  }

  /** Returns the curves of several runs in one chart; the keys tell them apart. */
  public static Curves lossCurves(Map<String, History> histories) {
    return lossCurves(histories, "");
  }

  /** Returns the curves of several runs in one chart, measured in the given unit. */
  public static Curves lossCurves(Map<String, History> histories, String unit) {
    Map<String, Table> tables = new LinkedHashMap<>();
    Objects.requireNonNull(histories, "histories")
        .forEach(
            (run, history) ->
                tables.put(run, Objects.requireNonNull(history, "a history").table()));
    return chart(tables, unit);
  }

  private static Curves chart(Map<String, Table> histories, String unit) {
    Objects.requireNonNull(unit, "unit");
    Map<String, double[][]> lines = new LinkedHashMap<>();
    histories.values().forEach(history -> Objects.requireNonNull(history, "history"));
    histories.forEach((run, history) -> collect(run, history, lines));
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no finished epoch to draw; train for at least one");
    }
    Curves chart =
        curves(histories.values().iterator().next().column(0).name(), label(lines.keySet(), unit));
    for (String name : lines.keySet()) {
      if (!isHeldOut(name, lines)) {
        draw(chart, name, lines);
      }
    }
    if (areFarApart(lines)) {
      chart.logarithmic();
    }
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    return chart;
  }

  private static void collect(String run, Table history, Map<String, double[][]> lines) {
    if (history.rowCount() == 0) {
      return;
    }
    requireNoWordAmongNumbers(history);
    if (!(history.column(0) instanceof NumericColumn)) {
      throw new IllegalArgumentException(
          "the table's first column, \""
              + history.column(0).name()
              + "\", has no numbers; epochs are expected there");
    }
    double[] epochs = history.numberColumn(0).asDoubleArray();
    for (NumericColumn<?> column :
        history.numericColumns().subList(1, history.numericColumns().size())) {
      if (!NO_LOSS.contains(column.name())) {
        String name = run.isEmpty() ? column.name() : inRun(column.name(), run);
        lines.put(name, new double[][] {epochs, column.asDoubleArray()});
      }
    }
  }

  /** Tablesaw reads a column of numbers as text where one of them is none. */
  private static void requireNoWordAmongNumbers(Table history) {
    for (StringColumn column : history.stringColumns()) {
      List<String> cells = column.asList();
      int word =
          IntStream.range(0, cells.size()).filter(i -> !isNumber(cells.get(i))).min().orElse(-1);
      if (word >= 0 && cells.stream().anyMatch(cell -> !cell.isEmpty() && isNumber(cell))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "row %,d of the column \"%s\" of %s is \"%s\", no number; mend it there, or remove the"
                    + " column",
                word + 1,
                column.name(),
                history.name(),
                cells.get(word)));
      }
    }
  }

  /** Also true of an empty cell, which is a number that is missing. */
  private static boolean isNumber(String cell) {
    try {
      if (!cell.isEmpty()) {
        Double.parseDouble(cell);
      }
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String inRun(String column, String run) {
    return column.startsWith(HELD_OUT)
        ? HELD_OUT + run + ": " + column.substring(HELD_OUT.length())
        : run + ": " + column;
  }

  private static boolean isHeldOut(String name, Map<String, double[][]> lines) {
    return name.startsWith(HELD_OUT) && lines.containsKey(name.substring(HELD_OUT.length()));
  }

  private static void draw(Curves chart, String name, Map<String, double[][]> lines) {
    double[][] line = lines.get(name);
    chart.line(name, line[0], line[1]);
    double[][] heldOut = lines.get(HELD_OUT + name);
    if (heldOut != null) {
      chart.dashed(HELD_OUT + name, heldOut[0], heldOut[1]);
    }
  }

  private static String label(Set<String> names, String unit) {
    List<String> own = names.stream().filter(name -> !name.startsWith(HELD_OUT)).toList();
    String quantity = own.size() == 1 ? own.get(0) : "loss";
    return unit.isEmpty() ? quantity : quantity + " [" + unit + "]";
  }

  private static boolean areFarApart(Map<String, double[][]> lines) {
    var losses =
        lines.values().stream()
            .flatMapToDouble(line -> Arrays.stream(line[1]))
            .filter(Double::isFinite)
            .summaryStatistics();
    return losses.getMin() > 0 && losses.getMax() / losses.getMin() > FAR_APART;
  }
}
