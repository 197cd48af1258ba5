package generative.plot.image;

import ai.djl.ndarray.NDArray;
import generative.plot.Axes;
import generative.plot.Theme;
import generative.plot.plane.LatentScatter;
import generative.tensor.Require;
import generative.tensor.Values;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * A generator's points on their way to the real ones, which lie still and gray below them:
 *
 * <pre>{@code
 * PointFilm film = new PointFilm(ring);
 * game.listener(Every.steps(100, step -> film.add("step " + step, generator.generate(z))));
 * …
 * show(film.gif());
 * }</pre>
 *
 * <p>With the same noise z in all frames one sees each point's own way. The axes hold the points of
 * all frames, but reach beyond the real points by at most half of their extent; generated points
 * farther out are drawn at the border. A step to the right is about as long as one upward.
 *
 * <p>It keeps numbers, not tensors: 8 bytes a point and frame. Not safe to share between threads.
 */
public final class PointFilm {

  private static final String REAL = "real";
  private static final String GENERATED = "generated";
  private static final double BEYOND = 0.5;

  /** Width of the plot itself over its height, the labels and the legend left out. */
  private static final double ASPECT = 1.29;

  private final float[] real;
  private final Reel reel = new Reel();

  /**
   * Begins a film over real points.
   *
   * @param real {@code [n, 2]}, n at least 1; a thousand are enough to see a shape
   * @throws IllegalArgumentException if it has another shape or holds no finite point
   */
  public PointFilm(NDArray real) {
    Require.shape(real, "real", -1, 2);
    this.real = Values.floats(real);
    if (IntStream.range(0, this.real.length).noneMatch(i -> Float.isFinite(this.real[i]))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "none of the %d real points is finite; give at least one",
              this.real.length / 2));
    }
  }

  /**
   * Adds a frame. Points that aren't finite are left out.
   *
   * @param caption stands above it, such as "step 120"
   * @param generated {@code [m, 2]}, as many as you like
   * @return this film
   */
  public PointFilm add(String caption, NDArray generated) {
    Require.shape(generated, "generated", -1, 2);
    reel.add(caption, Values.floats(generated));
    return this;
  }

  /**
   * Returns the film so far.
   *
   * @throws IllegalArgumentException if there is no frame yet
   */
  public Gif gif() {
    double[][] ends = {ends(0), ends(1)};
    toScale(ends);
    Stage stage = new Stage(plane(), ends[0], ends[1]);
    stage.add(REAL, Theme.REAL);
    stage.add(GENERATED, Theme.GENERATED);
    stage.put(REAL, real, IntStream.range(0, real.length / 2));
    return reel.gif(
        "the generated points over the real ones",
        Stage.palette(Stream.of(Theme.REAL, Theme.GENERATED)),
        frame -> {
          float[] inside = inside(frame.values(), ends);
          stage.put(GENERATED, inside, IntStream.range(0, inside.length / 2));
          return stage.draw(frame.caption());
        });
  }

  private static XYChart plane() {
    XYChart chart = LatentScatter.empty(Stage.WIDTH, Stage.HEIGHT);
    chart.setXAxisTitle("x");
    chart.setYAxisTitle("y");
    chart.getStyler().setMarkerSize(4);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    return chart;
  }

  private double[] ends(int axis) {
    double[] own = Axes.range(Stage.coordinates(real, axis));
    double[] all =
        Axes.range(
            DoubleStream.concat(
                Stage.coordinates(real, axis),
                reel.values().flatMapToDouble(points -> Stage.coordinates(points, axis))));
    double most = BEYOND * (own[1] - own[0]);
    return new double[] {Math.max(all[0], own[0] - most), Math.min(all[1], own[1] + most)};
  }

  /** Widens the axis that is too short. */
  private static void toScale(double[][] ends) {
    double wanted = (ends[1][1] - ends[1][0]) * ASPECT;
    double wide = ends[0][1] - ends[0][0];
    widen(ends[0], (wanted - wide) / 2);
    widen(ends[1], (wide - wanted) / ASPECT / 2);
  }

  private static void widen(double[] ends, double by) {
    ends[0] -= Math.max(0, by);
    ends[1] += Math.max(0, by);
  }

  private static float[] inside(float[] points, double[][] ends) {
    float[] inside = new float[points.length];
    for (int i = 0; i < points.length; i++) {
      double[] axis = ends[i % 2];
      boolean finite = Float.isFinite(points[i]);
      inside[i] = finite ? (float) Math.max(axis[0], Math.min(axis[1], points[i])) : Float.NaN;
    }
    return inside;
  }
}
