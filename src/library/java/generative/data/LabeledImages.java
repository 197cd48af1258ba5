package generative.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * Gray images of one size, each with a label, as plain arrays.
 *
 * <p>Immutable as long as nobody writes into {@link #pixels()} or {@link #labels()}, and then safe
 * to share between threads.
 */
public final class LabeledImages {

  private final int count;
  private final int rows;
  private final int columns;
  private final byte[] pixels;
  private final byte[] labels;

  /**
   * Puts images and labels together, without copying them.
   *
   * @param images {@code [n, rows, columns]}
   * @param labels {@code [n]}
   * @throws IllegalArgumentException if a shape is another, or there is no pixel
   */
  public LabeledImages(IdxFile images, IdxFile labels) {
    Objects.requireNonNull(images, "the images are null; give [n, rows, columns]");
    Objects.requireNonNull(labels, "the labels are null; give one for each image");
    int[] shape = images.shape();
    if (shape.length != 3) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the images have the shape %s; [n, rows, columns] is expected, one gray value for each"
                  + " pixel, so turn colors into gray first",
              Arrays.toString(shape)));
    }
    if (images.values().length == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the images have the shape %s; at least one image of one pixel is expected",
              Arrays.toString(shape)));
    }
    if (labels.shape().length != 1 || labels.shape()[0] != shape[0]) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the labels have the shape %s where [%d] is expected, one for each image; take both"
                  + " files from one source",
              Arrays.toString(labels.shape()),
              shape[0]));
    }
    this.count = shape[0];
    this.rows = shape[1];
    this.columns = shape[2];
    this.pixels = images.values();
    this.labels = labels.values();
  }

  /** Returns the number of images. */
  public int count() {
    return count;
  }

  /** Returns the height of an image in pixels. */
  public int rows() {
    return rows;
  }

  /** Returns the width of an image in pixels. */
  public int columns() {
    return columns;
  }

  /**
   * Returns an image, {@code [rows * columns]}, row by row, from 0 (background) to 1 (ink).
   *
   * @param i from 0 to {@code count() - 1}
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public double[] image(int i) {
    double[] image = new double[rows * columns];
    int start = checked(i) * image.length;
    for (int k = 0; k < image.length; k++) {
      image[k] = (pixels[start + k] & 0xff) / 255.0;
    }
    return image;
  }

  /**
   * Returns an image's label, 0 to 255; for MNIST the digit.
   *
   * @param i from 0 to {@code count() - 1}
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public int label(int i) {
    return labels[checked(i)] & 0xff;
  }

  /** Returns all pixels, {@code [n * rows * columns]}, 0 to 255: the array itself, no copy. */
  public byte[] pixels() {
    return pixels;
  }

  /** Returns all labels, {@code [n]}, 0 to 255: the array itself, no copy. */
  public byte[] labels() {
    return labels;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d images of %d × %d pixels", count, rows, columns);
  }

  private int checked(int i) {
    if (i < 0 || i >= count) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT, "there is no image %,d; there are %,d, counted from 0", i, count));
    }
    return i;
  }
}
