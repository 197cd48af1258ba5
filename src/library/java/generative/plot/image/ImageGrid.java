package generative.plot.image;

import ai.djl.ndarray.NDArray;
import generative.plot.Picture;
import generative.plot.Theme;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Images side by side: 0 is black, 1 is white, values beyond are cut off, NaN is orange.
 *
 * <p>Gray images come as {@code [n, h·w]} (square), {@code [n, h, w]} or {@code [n, 1, h, w]},
 * those in red, green and blue as {@code [n, 3, h, w]}.
 */
public final class ImageGrid {

  private static final int GAP = 3;
  private static final int CAPTION = 18;

  private ImageGrid() {}

  /**
   * Returns the images in rows of the given number of columns, left to right, top to bottom.
   *
   * @param images {@code [n, 784]} or another of the shapes above, in [0, 1]
   * @param captions nothing, or a caption for each image
   * @throws IllegalArgumentException if the shape is another, there is no image or column, or there
   *     are more or fewer captions
   */
  public static Picture imageGrid(NDArray images, int columns, String... captions) {
    return grid(Tiles.of(images), columns, captions);
  }

  /** Returns the images {@code [n][h·w]}, in [0, 1], in rows; needs no engine. */
  public static Picture imageGrid(double[][] images, int columns, String... captions) {
    return grid(Tiles.of(images), columns, captions);
  }

  /**
   * Returns one row of images for each label, the label at its left: originals above their
   * reconstructions.
   *
   * @param labelsAndImages label, images, label, images, …; all with as many images of one size
   * @throws IllegalArgumentException if they don't take turns, two labels are the same, there is no
   *     row, or a row has more, fewer or other images than the first
   */
  public static Picture imageRows(Object... labelsAndImages) {
    Objects.requireNonNull(labelsAndImages, "labelsAndImages");
    Map<String, NDArray> rows = new LinkedHashMap<>();
    for (int i = 0; i + 1 < labelsAndImages.length; i += 2) {
      if (!(labelsAndImages[i] instanceof String label)
          || !(labelsAndImages[i + 1] instanceof NDArray images)) {
        throw new IllegalArgumentException(
            "arguments " + (i + 1) + " and " + (i + 2) + " must be a label and its images");
      }
      rows.put(label, images);
    }
    if (rows.size() * 2 != labelsAndImages.length) {
      throw new IllegalArgumentException(
          "labels and images must take turns, and each label must differ");
    }
    return imageRows(rows);
  }

  /** Returns one row of images for each entry, its key at the left, in the map's order. */
  public static Picture imageRows(Map<String, NDArray> rows) {
    if (Objects.requireNonNull(rows, "rows").isEmpty()) {
      throw new IllegalArgumentException("there is no row of images; give at least one");
    }
    List<Tiles> tiles = new ArrayList<>();
    rows.values().forEach(images -> tiles.add(Tiles.of(images)));
    Tiles first = tiles.get(0);
    int margin = rows.keySet().stream().mapToInt(ImageGrid::width).max().orElse(0) + 12;
    int scale = scale(first.count(), first.width(), Theme.WIDTH - margin);
    int cell = first.width() * scale / Picture.DENSITY + GAP;
    int line = first.height() * scale / Picture.DENSITY + GAP;
    Picture picture = new Picture(margin + first.count() * cell, rows.size() * line);
    Graphics2D pen = picture.pen();
    int y = 0;
    for (String label : rows.keySet()) {
      Tiles row = tiles.get(y);
      if (!row.isLike(first)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "\"%s\" has %s; the first row has %s",
                label,
                row.size(),
                first.size()));
      }
      text(pen, label, margin - 10 - width(label), y * line + (line - GAP) / 2 + 4);
      for (int i = 0; i < row.count(); i++) {
        row.draw(picture, i, margin + i * cell, y * line, scale);
      }
      y++;
    }
    pen.dispose();
    return picture;
  }

  private static Picture grid(Tiles tiles, int columns, String... captions) {
    if (columns < 1) {
      throw new IllegalArgumentException(columns + " columns; at least one is needed");
    }
    Objects.requireNonNull(captions, "captions");
    if (captions.length != 0 && captions.length != tiles.count()) {
      throw new IllegalArgumentException(
          captions.length + " captions for " + tiles.count() + " images; give one each, or none");
    }
    int across = Math.min(columns, tiles.count());
    int scale = scale(across, tiles.width(), Theme.WIDTH);
    int cell = tiles.width() * scale / Picture.DENSITY + GAP;
    int caption = captions.length == 0 ? 0 : CAPTION;
    int line = tiles.height() * scale / Picture.DENSITY + GAP + caption;
    int rows = (tiles.count() + across - 1) / across;
    Picture picture = new Picture(across * cell - GAP, rows * line - GAP);
    Graphics2D pen = picture.pen();
    for (int i = 0; i < tiles.count(); i++) {
      int x = i % across * cell;
      int y = i / across * line;
      tiles.draw(picture, i, x, y, scale);
      if (caption > 0) {
        text(pen, captions[i], x + (cell - GAP - width(captions[i])) / 2, y + line - GAP - 4);
      }
    }
    pen.dispose();
    return picture;
  }

  /** Whole pixels of the picture for a pixel of an image, so that its pixels stay square. */
  private static int scale(int across, int imageWidth, int room) {
    int fitting = (room / across - GAP) * Picture.DENSITY / imageWidth;
    return Math.max(2, Math.min(5, fitting)) * Math.max(1, 28 / Math.max(28, imageWidth));
  }

  private static void text(Graphics2D pen, String text, int x, int y) {
    pen.setFont(Theme.font(12));
    pen.setColor(Theme.INK);
    pen.drawString(text, x, y);
  }

  private static int width(String text) {
    Graphics2D pen = new Picture(1, 1).pen();
    Font font = Theme.font(12);
    FontMetrics metrics = pen.getFontMetrics(font);
    pen.dispose();
    return metrics.stringWidth(text);
  }
}
