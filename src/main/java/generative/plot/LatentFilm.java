package generative.plot;

import ai.djl.ndarray.NDArray;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/**
 * The latent plane while it forms, frame by frame:
 *
 * <pre>{@code
 * LatentFilm film = new LatentFilm(shown.labels());
 * training.listener(Every.steps(100, step -> film.add("step " + step, vae.encode(x))));
 * …
 * show(film.gif());
 * }</pre>
 *
 * <p>It keeps numbers, not tensors: 8 bytes a point and frame. In the animation a frame of 1,000
 * points takes about 6 kB. Not safe to share between threads.
 */
public final class LatentFilm {

  private static final int WIDTH = 420;
  private static final int HEIGHT = 380;

  private record Frame(String caption, float[] points) {}

  private final int[] classes;
  private final List<String> classNames;
  private final List<Frame> frames = new ArrayList<>();

  /** Begins a film of images with classes {@code [n]}, named by number. */
  public LatentFilm(NDArray labels) {
    this(labels, List.of());
  }

  /**
   * Begins a film.
   *
   * @param labels class of each image, {@code [n]}, from 0
   * @param classNames names of the classes by number; a class beyond them is named by its number
   */
  public LatentFilm(NDArray labels, List<String> classNames) {
    Values.requireShape(labels, "labels", -1);
    long[] numbers = Values.longs(labels);
    classes = IntStream.range(0, numbers.length).map(i -> (int) numbers[i]).toArray();
    this.classNames = List.copyOf(classNames);
  }

  /**
   * Adds a frame. Points that aren't finite are left out.
   *
   * @param caption stands above it, such as "step 120"
   * @param codings {@code [n, 2]} of the same images in the same order
   * @return this film
   */
  public LatentFilm add(String caption, NDArray codings) {
    Values.requireShape(codings, "codings", classes.length, 2);
    frames.add(new Frame(caption, Values.floats(codings)));
    return this;
  }

  /**
   * Returns the film so far; the axes hold the points of all frames.
   *
   * @throws IllegalArgumentException if there is no frame yet
   */
  public Gif gif() {
    XYChart stage = stage();
    return AnimatedGif.of(frames.size(), i -> draw(stage, frames.get(i)), palette(), description());
  }

  private String description() {
    return frames.isEmpty()
        ? ""
        : "the latent plane from %s to %s"
            .formatted(frames.get(0).caption, frames.get(frames.size() - 1).caption);
  }

  /** An empty plane with a series for each class. */
  private XYChart stage() {
    XYChart chart = LatentScatter.empty(WIDTH, HEIGHT);
    double[] x = range(0);
    double[] y = range(1);
    chart.getStyler().setXAxisMin(x[0]).setXAxisMax(x[1]);
    chart.getStyler().setYAxisMin(y[0]).setYAxisMax(y[1]);
    chart.getStyler().setXAxisDecimalPattern(Axes.pattern(x, 6));
    chart.getStyler().setYAxisDecimalPattern(Axes.pattern(y, 6));
    for (int label : IntStream.of(classes).sorted().distinct().toArray()) {
      XYSeries series = chart.addSeries(name(label), new double[1], new double[1]);
      series.setMarkerColor(Theme.color(label));
      series.setMarker(new Dot());
    }
    return chart;
  }

  private String name(int label) {
    return label < classNames.size() ? classNames.get(label) : "" + label;
  }

  private double[] range(int axis) {
    double[] values =
        frames.stream()
            .flatMapToDouble(
                f -> IntStream.range(0, classes.length).mapToDouble(i -> f.points[2 * i + axis]))
            .toArray();
    double[] ends = Axes.padded(values);
    if (ends[0] < ends[1]) {
      return ends;
    }
    double middle = Double.isFinite(ends[0]) ? ends[0] : 0;
    return new double[] {middle - 1, middle + 1};
  }

  private BufferedImage draw(XYChart stage, Frame frame) {
    stage.setTitle(frame.caption);
    for (int label : IntStream.of(classes).distinct().toArray()) {
      int[] rows =
          IntStream.range(0, classes.length)
              .filter(i -> classes[i] == label && isFinite(frame, i))
              .toArray();
      double[] x = IntStream.of(rows).mapToDouble(i -> frame.points[2 * i]).toArray();
      double[] y = IntStream.of(rows).mapToDouble(i -> frame.points[2 * i + 1]).toArray();
      stage.updateXYSeries(name(label), x, y, null);
    }
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    stage.paint(pen, WIDTH, HEIGHT);
    pen.dispose();
    return image;
  }

  private static boolean isFinite(Frame frame, int i) {
    return Float.isFinite(frame.points[2 * i]) && Float.isFinite(frame.points[2 * i + 1]);
  }

  /** The classes' colors and a few grays for everything else. */
  private List<Color> palette() {
    List<Color> colors = new ArrayList<>(List.of(Color.WHITE, Theme.GRID));
    for (int gray = 0x22; gray < 0xE0; gray += 0x22) {
      colors.add(new Color(gray, gray, gray));
    }
    IntStream.of(classes).map(c -> c % 10).distinct().mapToObj(Theme::color).forEach(colors::add);
    return colors;
  }
}
