package generative.notebook;

import generative.plot.Digits;
import generative.training.History;
import generative.training.Progress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How far a training has come, in one line. */
final class ProgressLine {

  private static final String DOT = " · ";

  private ProgressLine() {}

  /** The line as plain text; once finished, with the figures of the history's last epoch. */
  static String text(Progress progress, History history) {
    return switch (progress.state()) {
      case RUNNING -> running(progress, history.unit());
      case FINISHED -> finished(progress, history);
      case STOPPED -> "■ " + progress.message();
      case DIVERGED -> "✗ " + progress.message();
    };
  }

  /** The line with a bar before it while the training runs; a plain line afterwards. */
  static String html(Progress progress, History history) {
    String text = TableText.escape(text(progress, history));
    if (progress.state() != Progress.State.RUNNING) {
      return "<div>" + text + "</div>";
    }
    return String.format(
        Locale.ROOT,
        "<div style=\"font-variant-numeric:tabular-nums\"><progress value=\"%d\" max=\"%d\""
            + " style=\"width:12em;vertical-align:middle\"></progress> %s</div>",
        progress.step(),
        Math.max(1, progress.steps()),
        text);
  }

  private static String running(Progress progress, String unit) {
    int steps = Math.max(1, progress.steps());
    String left = progress.step() == 0 ? "" : ", " + time(progress.secondsLeft()) + " left";
    return String.format(Locale.ROOT, "%d %%", 100L * progress.step() / steps)
        + DOT
        + String.format(
            Locale.ROOT,
            "step %s of %s",
            Digits.count(progress.step()),
            Digits.count(progress.steps()))
        + DOT
        + String.format(Locale.ROOT, "%s %d of %d", unit, progress.epoch(), progress.epochs())
        + DOT
        + time(progress.seconds())
        + left
        + figures(progress.losses());
  }

  private static String finished(Progress progress, History history) {
    Map<String, Double> last = new LinkedHashMap<>();
    for (String name : history.names()) {
      double[] values = history.values(name);
      last.put(name, values.length == 0 ? Double.NaN : values[values.length - 1]);
    }
    return String.format(
            Locale.ROOT,
            "✓ %d %s, %s steps",
            progress.epochs(),
            history.unit() + (progress.epochs() == 1 ? "" : "s"),
            Digits.count(progress.steps()))
        + DOT
        + time(progress.seconds())
        + figures(last);
  }

  private static String figures(Map<String, Double> figures) {
    return figures.entrySet().stream()
        .map(figure -> DOT + figure.getKey() + " " + Digits.significant(figure.getValue(), 4))
        .collect(Collectors.joining());
  }

  /** A duration as people say it: 4.2 s, 35 s, 2 min 5 s, 1 h 12 min. */
  static String time(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return whole / 60 + " min " + whole % 60 + " s";
    }
    return whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}
