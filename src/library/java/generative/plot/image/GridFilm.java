package generative.plot.image;

import ai.djl.ndarray.NDArray;
import generative.plot.Lettering;
import generative.plot.Theme;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The same codings' images while the network learns, frame by frame:
 *
 * <pre>{@code
 * GridFilm film = new GridFilm(10);
 * game.listener(Every.steps(100, step -> film.add("step " + step, generator.generate(z))));
 * …
 * show(film.gif());
 * }</pre>
 *
 * <p>Gray images as in {@link ImageGrid}, in 32 grays. It keeps numbers, not tensors: 4 bytes a
 * pixel and frame. Not safe to share between threads.
 */
public final class GridFilm {

  private static final int SCALE = 2;
  private static final int GAP = 3;
  private static final int CAPTION = 24;
  private static final int GRAYS = 32;

  private final int columns;
  private final Reel reel = new Reel();
  private Tiles first;

  /**
   * Begins a film.
   *
   * @param columns images in a row, at least 1; ten of width 28 are 587 pixels wide
   * @throws IllegalArgumentException if there is none
   */
  public GridFilm(int columns) {
    if (columns < 1) {
      throw new IllegalArgumentException(columns + " columns; at least one is needed");
    }
    this.columns = columns;
  }

  /**
   * Adds a frame.
   *
   * @param caption stands above it, such as "step 120"
   * @param images {@code [n, 784]} or another shape of {@link ImageGrid}, in [0, 1]; the same shape
   *     in all frames
   * @return this film
   * @throws IllegalArgumentException if the shape is none of images or not that of the first frame
   */
  public GridFilm add(String caption, NDArray images) {
    Tiles tiles = Tiles.of(images);
    if (tiles.channels() != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a frame of %s; a film has 32 grays, so give one channel",
              tiles.size()));
    }
    first = first == null ? tiles : first;
    if (!tiles.isLike(first)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "\"%s\" has %s; the first frame has %s",
              caption,
              tiles.size(),
              first.size()));
    }
    reel.add(caption, tiles.values());
    return this;
  }

  /**
   * Returns the film so far.
   *
   * @throws IllegalArgumentException if there is no frame yet
   */
  public Gif gif() {
    return reel.gif("images", palette(), this::draw);
  }

  private BufferedImage draw(Reel.Frame frame) {
    Tiles tiles = first.with(frame.values());
    int across = Math.min(columns, tiles.count());
    int rows = (tiles.count() + across - 1) / across;
    int cell = tiles.width() * SCALE + GAP;
    int line = tiles.height() * SCALE + GAP;
    BufferedImage image =
        new BufferedImage(
            across * cell - GAP, CAPTION + rows * line - GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.setFont(Theme.font(14).deriveFont(Font.BOLD));
    pen.setColor(Theme.INK);
    Lettering.write(pen, frame.caption(), image.getWidth() / 2.0, CAPTION / 2.0, Lettering.CENTER);
    pen.dispose();
    for (int i = 0; i < tiles.count(); i++) {
      tiles.drawAt(image, i, i % across * cell, CAPTION + i / across * line, SCALE);
    }
    return image;
  }

  private static List<Color> palette() {
    Stream<Color> grays =
        IntStream.range(0, GRAYS)
            .map(i -> Math.round(255f * i / (GRAYS - 1)))
            .mapToObj(gray -> new Color(gray, gray, gray));
    return Stream.concat(grays, Stream.of(new Color(Tiles.NOT_A_NUMBER)))
        .collect(Collectors.toList());
  }
}
