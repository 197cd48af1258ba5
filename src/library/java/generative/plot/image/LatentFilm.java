package generative.plot.image;

import ai.djl.ndarray.NDArray;
import generative.plot.Axes;
import generative.plot.Theme;
import generative.plot.plane.Classes;
import generative.plot.plane.LatentScatter;
import generative.tensor.Require;
import generative.tensor.Values;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

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

  private final Classes classes;
  private final Reel reel = new Reel();

  /** Begins a film of images with classes {@code [n]}, named by number. */
  public LatentFilm(NDArray labels) {
    this(labels, List.of());
  }

  /**
   * Begins a film.
   *
   * @param labels class of each image, {@code [n]}, from 0
   * @param classNames names of the classes by number; a class beyond them is named by its number
   * @throws IllegalArgumentException if a label is no class, which it names, two classes have one
   *     name, or there is no image
   */
  public LatentFilm(NDArray labels, List<String> classNames) {
    Require.shape(labels, "labels", -1);
    LatentScatter.requireSome(labels);
    classes = Classes.of(labels, classNames);
  }

  /**
   * Adds a frame. Points that aren't finite are left out.
   *
   * @param caption stands above it, such as "step 120"
   * @param codings {@code [n, 2]} of the same images in the same order
   * @return this film
   */
  public LatentFilm add(String caption, NDArray codings) {
    Require.shape(codings, "codings", classes.labels().length, 2);
    reel.add(caption, Values.floats(codings));
    return this;
  }

  /**
   * Returns the film so far; the axes hold the points of all frames.
   *
   * @throws IllegalArgumentException if there is no frame yet
   */
  public Gif gif() {
    Stage stage = stage();
    return reel.gif("the latent plane", palette(), frame -> draw(stage, frame));
  }

  /** An empty plane with a group for each class. */
  private Stage stage() {
    Stage stage = new Stage(LatentScatter.empty(Stage.WIDTH, Stage.HEIGHT), range(0), range(1));
    for (int label : classes.numbers()) {
      stage.add(classes.name(label), Theme.color(label));
    }
    return stage;
  }

  private double[] range(int axis) {
    return Axes.range(reel.values().flatMapToDouble(codings -> Stage.coordinates(codings, axis)));
  }

  private List<Color> palette() {
    return Stage.palette(IntStream.of(classes.numbers()).mapToObj(Theme::color).distinct());
  }

  private BufferedImage draw(Stage stage, Reel.Frame frame) {
    for (int label : classes.numbers()) {
      stage.put(classes.name(label), frame.values(), classes.members(label));
    }
    return stage.draw(frame.caption());
  }
}
