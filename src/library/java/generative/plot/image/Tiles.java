package generative.plot.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import generative.plot.Picture;
import generative.tensor.Require;
import generative.tensor.Values;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Objects;

/**
 * Images of one size, gray or in color, ready to be drawn.
 *
 * @param channels 1 for gray, 3 for red, green and blue
 * @param values {@code [count, channels, height, width]}, row-major; 0 is black
 */
public record Tiles(int count, int channels, int height, int width, float[] values) {

  static final int NOT_A_NUMBER = 0xE69F00;
  private static final int COLORS = 3;

  /**
   * Returns the images of a tensor.
   *
   * @param images {@code [n, h·w]} (square), {@code [n, h, w]}, {@code [n, 1, h, w]} or {@code [n,
   *     3, h, w]}
   * @throws IllegalArgumentException if the shape is another, or there is no image
   */
  public static Tiles of(NDArray images) {
    Shape shape = Require.open(images, "images").getShape();
    int dimensions = shape.dimension();
    boolean flat = dimensions == 2;
    int channels = dimensions == 4 && shape.get(1) == COLORS ? COLORS : 1;
    boolean whole = dimensions == 3 || dimensions == 4 && shape.get(1) == channels;
    int side = flat ? (int) Math.round(Math.sqrt(shape.get(1))) : 0;
    if (!flat && !whole || flat && (long) side * side != shape.get(1) || shape.size() == 0) {
      throw new IllegalArgumentException(
          "images have shape "
              + Require.brackets(shape)
              + "; [n, 784], [n, 28, 28], [n, 1, 28, 28] or [n, 3, 32, 32] is needed, sizes to"
              + " taste");
    }
    int height = flat ? side : (int) shape.get(dimensions - 2);
    int width = flat ? side : (int) shape.get(dimensions - 1);
    return new Tiles((int) shape.get(0), channels, height, width, Values.floats(images));
  }

  static Tiles of(double[][] images) {
    for (double[] image : Objects.requireNonNull(images, "images")) {
      Objects.requireNonNull(image, "an image");
    }
    int pixels = images.length == 0 ? 0 : images[0].length;
    int side = (int) Math.round(Math.sqrt(pixels));
    if (pixels == 0 || side * side != pixels) {
      throw new IllegalArgumentException(
          images.length + " images of " + pixels + " pixels; square images are needed");
    }
    for (int i = 1; i < images.length; i++) {
      if (images[i].length != pixels) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "image %d has %d pixels and image 0 has %d; all need the same number",
                i,
                images[i].length,
                pixels));
      }
    }
    float[] values = new float[images.length * pixels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) images[i / pixels][i % pixels];
    }
    return new Tiles(images.length, 1, side, side, values);
  }

  /** Returns all images as one, in rows of the given number; that number of rows must be whole. */
  Tiles mosaic(int columns) {
    float[] whole = new float[values.length];
    int wide = columns * width;
    int high = count / columns * height;
    for (int i = 0; i < values.length; i++) {
      int image = i / (channels * height * width);
      int channel = i / (height * width) % channels;
      int row = channel * high + image / columns * height + i / width % height;
      whole[row * wide + image % columns * width + i % width] = values[i];
    }
    return new Tiles(1, channels, high, wide, whole);
  }

  /**
   * Returns all images as one picture, a pixel for a pixel, in rows without gaps.
   *
   * @param columns images a row; the number of rows must be whole
   * @throws IllegalArgumentException if it isn't
   */
  public BufferedImage picture(int columns) {
    if (columns < 1 || count % columns != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d images in rows of %d; the rows must be whole", count, columns));
    }
    Tiles whole = mosaic(columns);
    BufferedImage picture =
        new BufferedImage(whole.width, whole.height, BufferedImage.TYPE_INT_RGB);
    whole.drawAt(picture, 0, 0, 0, 1);
    return picture;
  }

  /** Returns other images of the same number and size. */
  Tiles with(float[] others) {
    return new Tiles(count, channels, height, width, others);
  }

  boolean isLike(Tiles other) {
    return count == other.count
        && channels == other.channels
        && height == other.height
        && width == other.width;
  }

  /** Returns number and size in words, such as "60 images of 28 × 28". */
  String size() {
    return String.format(
        Locale.ROOT,
        "%d %simage%s of %d × %d",
        count,
        channels == 1 ? "" : "color ",
        count == 1 ? "" : "s",
        height,
        width);
  }

  /** Draws the i-th image with its corner at a point of the picture, each pixel scale wide. */
  void draw(Picture picture, int i, int x, int y, int scale) {
    drawAt(picture, i, x * Picture.DENSITY, y * Picture.DENSITY, scale);
  }

  /** Does the same with its corner at a pixel. */
  void drawAt(BufferedImage picture, int i, int left, int top, int scale) {
    for (int row = 0; row < height * scale; row++) {
      for (int column = 0; column < width * scale; column++) {
        picture.setRGB(left + column, top + row, color(i, row / scale, column / scale));
      }
    }
  }

  private int color(int image, int row, int column) {
    int color = 0;
    for (int k = 0; k < COLORS; k++) {
      int channel = image * channels + k % channels;
      float value = values[(channel * height + row) * width + column];
      if (Float.isNaN(value)) {
        return NOT_A_NUMBER;
      }
      color = color << 8 | Math.round(255 * Math.max(0, Math.min(1, value)));
    }
    return color;
  }
}
