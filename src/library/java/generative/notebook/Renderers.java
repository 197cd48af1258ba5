package generative.notebook;

import ai.djl.ndarray.NDArray;
import generative.plot.Html;
import generative.plot.Theme;
import generative.plot.image.Gif;
import generative.training.History;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/** How each kind of value looks, shown by hand or as the last expression of a cell. */
final class Renderers {

  private static final Map<Class<?>, Function<Object, Bundle>> FORMS = new LinkedHashMap<>();

  static {
    form(Bundle.class, bundle -> bundle);
    form(Html.class, html -> Bundle.rich("text/html", html.html(), html.text()));
    form(BufferedImage.class, Renderers::image);
    form(Chart.class, Renderers::chart);
    form(Gif.class, Renderers::animation);
    form(Table.class, Renderers::table);
    form(History.class, history -> table(history.table()));
    form(NDArray.class, array -> Bundle.text(ArrayText.describe(array)));
  }

  private Renderers() {}

  /** Returns the forms of any value; what is unknown is its {@code toString()}. */
  static Bundle bundle(Object value) {
    for (var form : FORMS.entrySet()) {
      if (form.getKey().isInstance(value)) {
        return form.getValue().apply(value);
      }
    }
    return Bundle.text(ArrayText.plain(value));
  }

  /** Does nothing by itself: its first call runs what stands above. */
  static void install() {}

  private static <T> void form(Class<T> type, Function<T, Bundle> form) {
    FORMS.put(type, value -> form.apply(type.cast(value)));
    Kernel.current().ifPresent(kernel -> kernel.render(type, form));
  }

  private static Bundle table(Table table) {
    return Bundle.rich("text/html", TableText.html(table), TableText.text(table));
  }

  private static Bundle image(BufferedImage image) {
    return Bundle.image(
        image,
        String.format(Locale.ROOT, "[image, %d × %d pixels]", image.getWidth(), image.getHeight()));
  }

  private static Bundle animation(Gif gif) {
    String html =
        String.format(
            Locale.ROOT,
            "<img width=\"%d\" height=\"%d\" alt=\"%s\" src=\"data:image/gif;base64,%s\">",
            gif.width(),
            gif.height(),
            TableText.escape(gif.description()).replace("\"", "&quot;"),
            Base64.getEncoder().encodeToString(gif.bytes()));
    return Bundle.rich(
        "text/html", html, String.format(Locale.ROOT, "[animation: %s]", gif.description()));
  }

  private static Bundle chart(Chart<?, ?> chart) {
    String title =
        chart.getTitle() == null || chart.getTitle().isEmpty() ? "" : ": " + chart.getTitle();
    return Bundle.image(Theme.picture(chart), String.format(Locale.ROOT, "[chart%s]", title));
  }
}
