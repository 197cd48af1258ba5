package generative.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * A bar chart, built by naming its groups; the axis begins at 0.
 *
 * <pre>{@code
 * bars("codings", "mean squared error", "2", "20").group("autoencoder", ae).group("PCA", pca)
 * }</pre>
 */
public final class Bars extends CategoryChart {

  private static final double TICKS = (Theme.HEIGHT - 100) / 40.0;

  private final List<String> categories;
  private final List<Double> heights = new ArrayList<>(List.of(0.0));

  private Bars(String xLabel, String yLabel, List<String> categories) {
    super(Theme.WIDTH, Theme.HEIGHT);
    this.categories = categories;
    Theme.dress(getStyler());
    getStyler().setPlotGridVerticalLinesVisible(false);
    getStyler().setLegendPosition(LegendPosition.InsideNE);
    getStyler().setAvailableSpaceFill(0.7);
    getStyler().setLegendVisible(false);
    getStyler().setXAxisTickMarkSpacingHint(everyLabel(categories.size()));
    setXAxisTitle(xLabel);
    setYAxisTitle(yLabel);
  }

  /** The spacing at which XChart leaves no label out, up to 20 of them. */
  private static int everyLabel(int categories) {
    return (Theme.WIDTH - 120) / Math.min(20, Math.max(1, categories));
  }

  /**
   * Starts a chart with the given categories along its axis; labels name quantity and unit.
   *
   * @throws IllegalArgumentException if there is no category
   */
  public static Bars bars(String xLabel, String yLabel, String... categories) {
    Objects.requireNonNull(categories, "categories");
    Arrays.stream(categories).forEach(name -> Objects.requireNonNull(name, "category"));
    if (categories.length == 0) {
      throw new IllegalArgumentException("a bar chart without categories; give at least one");
    }
    return new Bars(xLabel, yLabel, List.of(categories));
  }

  /**
   * Adds a bar to each category, in the next color.
   *
   * @param values one for each category; NaN leaves its place empty
   * @throws IllegalArgumentException if there are more or fewer, one is infinite, or the name is
   *     taken or empty
   */
  public Bars group(String name, double... values) {
    if (Objects.requireNonNull(values, "values").length != categories.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "\"%s\" has %d values for %d categories",
              name,
              values.length,
              categories.size()));
    }
    Axes.requireNew(this, name);
    for (int i = 0; i < values.length; i++) {
      if (Double.isInfinite(values[i])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "value %d of \"%s\" is %s; a bar must end", i, name, values[i]));
      }
    }
    addSeries(name, categories, Arrays.stream(values).boxed().toList());
    Arrays.stream(values).forEach(heights::add);
    boolean legend = getSeriesCollection().size() > 1;
    getStyler().setLegendVisible(legend);
    double top =
        heights.stream().mapToDouble(h -> h).filter(Double::isFinite).max().orElse(0)
            * (legend ? 1.25 : 1.08);
    getStyler().setYAxisMax(top > 0 ? top : null);
    double[] ends = Stream.concat(Stream.of(top), heights.stream()).mapToDouble(h -> h).toArray();
    getStyler().setYAxisDecimalPattern(Axes.pattern(ends, TICKS));
    return this;
  }

  /** Sets the title above the chart. */
  public Bars title(String title) {
    setTitle(title);
    return this;
  }
}
