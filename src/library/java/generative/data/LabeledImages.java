package generative.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Images of one size, gray or in color, each with a label, as plain arrays.
 *
 * <p>Immutable as long as nobody writes into {@link #pixels()} or {@link #labels()}, and then safe
 * to share between threads.
 */
public final class LabeledImages {

  private final int count;
  private final int channels;
  private final int rows;
  private final int columns;
  private final byte[] pixels;
  private final byte[] labels;
  private final List<String> classNames;

  /**
   * Puts images and labels together, without copying them. The classes' names are "0", "1", and so
   * on, up to the highest label.
   *
   * @param images {@code [n, rows, columns]}, or {@code [n, channels, rows, columns]} with one
   *     channel (gray) or three (red, green, blue)
   * @param labels {@code [n]}
   * @throws IllegalArgumentException if a shape is another, or there is no pixel
   */
  public LabeledImages(IdxFile images, IdxFile labels) {
    Objects.requireNonNull(images, "the images are null; give [n, rows, columns]");
    Objects.requireNonNull(labels, "the labels are null; give one for each image");
    int[] shape = images.shape();
    checkShapes(shape, labels.shape());
    this.channels = shape.length == 4 ? shape[1] : 1;
    this.count = shape[0];
    this.rows = shape[shape.length - 2];
    this.columns = shape[shape.length - 1];
    this.pixels = images.values();
    this.labels = labels.values();
    int most = IntStream.range(0, count).map(this::label).max().getAsInt();
    this.classNames = IntStream.rangeClosed(0, most).mapToObj(String::valueOf).toList();
  }

  private static void checkShapes(int[] shape, int[] labels) {
    int channels = shape.length == 4 ? shape[1] : 1;
    if (shape.length != 3 && shape.length != 4 || channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the images have the shape %s; [n, rows, columns] is expected, or [n, channels, rows,"
                  + " columns] with 1 channel or 3",
              Arrays.toString(shape)));
    }
    if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the images have the shape %s; at least one image of one pixel is expected",
              Arrays.toString(shape)));
    }
    if (labels.length != 1 || labels[0] != shape[0]) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the labels have the shape %s where [%d] is expected, one for each image; take both"
                  + " files from one source",
              Arrays.toString(labels),
              shape[0]));
    }
  }

  private LabeledImages(LabeledImages images, List<String> classNames) {
    this.count = images.count;
    this.channels = images.channels;
    this.rows = images.rows;
    this.columns = images.columns;
    this.pixels = images.pixels;
    this.labels = images.labels;
    this.classNames = classNames;
  }

  /**
   * Returns the same images, without a copy, with other names for their classes.
   *
   * @param names one for each label from 0 on, at least as many as there are labels
   * @throws IllegalArgumentException if there are fewer, or one is null
   */
  public LabeledImages named(List<String> names) {
    Objects.requireNonNull(names, "the names are null; give one for each label from 0 on");
    if (names.size() < classNames.size() || names.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the names %s don't tell all classes; the labels go from 0 to %d, so give %d at least",
              names,
              classNames.size() - 1,
              classNames.size()));
    }
    return new LabeledImages(this, List.copyOf(names));
  }

  /** Returns the number of images. */
  public int count() {
    return count;
  }

  /** Returns the number of values that a pixel has: 1 (gray) or 3 (red, green, blue). */
  public int channels() {
    return channels;
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
   * Returns an image, {@code [channels * rows * columns]}, channel after channel and in each row by
   * row, from 0 (black; MNIST's background) to 1.
   *
   * @param i from 0 to {@code count() - 1}
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public double[] image(int i) {
    double[] image = new double[channels * rows * columns];
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

  /** Returns a name for each label, in order; of MNIST "0" to "9". */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * Returns all pixels, {@code [n * channels * rows * columns]}, 0 to 255: the array itself, no
   * copy.
   */
  public byte[] pixels() {
    return pixels;
  }

  /** Returns all labels, {@code [n]}, 0 to 255: the array itself, no copy. */
  public byte[] labels() {
    return labels;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d images of %d × %d pixels%s",
        count,
        rows,
        columns,
        channels == 3 ? " in color" : "");
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
