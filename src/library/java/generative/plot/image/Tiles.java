package generative.plot.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import generative.plot.Picture;
import generative.tensor.Require;
import generative.tensor.Values;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Objects;

/** Gray images of one size, row-major, ready to be drawn. */
public record Tiles(int count, int height, int width, float[] values) {

  static final int NOT_A_NUMBER = 0xE69F00;

  static Tiles of(NDArray images) {
    Shape shape = Require.open(images, "images").getShape();
    int dimensions = shape.dimension();
    boolean flat = dimensions == 2;
    boolean gray = dimensions == 3 || dimensions == 4 && shape.get(1) == 1;
    int side = flat ? (int) Math.round(Math.sqrt(shape.get(1))) : 0;
    if (!flat && !gray || flat && (long) side * side != shape.get(1) || shape.size() == 0) {
      throw new IllegalArgumentException(
          "images have shape "
              + Require.brackets(shape)
              + "; [n, 784], [n, 28, 28] or [n, 1, 28, 28] is needed, sizes to taste");
    }
    int height = flat ? side : (int) shape.get(dimensions - 2);
    int width = flat ? side : (int) shape.get(dimensions - 1);
    return new Tiles((int) shape.get(0), height, width, Values.floats(images));
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
    return new Tiles(images.length, side, side, values);
  }

  /** Returns all images as one, in rows of the given number; that number of rows must be whole. */
  Tiles mosaic(int columns) {
    float[] whole = new float[values.length];
    int wide = columns * width;
    for (int i = 0; i < values.length; i++) {
      int image = i / (height * width);
      int row = image / columns * height + i / width % height;
      whole[row * wide + image % columns * width + i % width] = values[i];
    }
    return new Tiles(1, count / columns * height, wide, whole);
  }

  /** Returns other images of the same number and size. */
  Tiles with(float[] others) {
    return new Tiles(count, height, width, others);
  }

  boolean isLike(Tiles other) {
    return count == other.count && height == other.height && width == other.width;
  }

  /** Returns number and size in words, such as "60 images of 28 × 28". */
  String size() {
    return String.format(
        Locale.ROOT, "%d image%s of %d × %d", count, count == 1 ? "" : "s", height, width);
  }

  /** Draws the i-th image with its corner at a point of the picture, each pixel scale wide. */
  void draw(Picture picture, int i, int x, int y, int scale) {
    drawAt(picture, i, x * Picture.DENSITY, y * Picture.DENSITY, scale);
  }

  /** Does the same with its corner at a pixel. */
  void drawAt(BufferedImage picture, int i, int left, int top, int scale) {
    for (int row = 0; row < height * scale; row++) {
      for (int column = 0; column < width * scale; column++) {
        float value = values[(i * height + row / scale) * width + column / scale];
        picture.setRGB(left + column, top + row, gray(value));
      }
    }
  }

  private static int gray(float value) {
    if (Float.isNaN(value)) {
      return NOT_A_NUMBER;
    }
    int level = Math.round(255 * Math.max(0, Math.min(1, value)));
    return level << 16 | level << 8 | level;
  }
}
