package generative.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * A data set of gray images resident on the device, {@code [n, rows * columns]} float32 from 0 to
 * 1, divided into training, validation and test images.
 *
 * <p>The first 5,000 images of the training file are for validation and the others for training, as
 * TensorFlow's tutorials had it. Safe to share between threads.
 *
 * <p>Without a manager, each source is loaded once and handed out again, so that a cell can be run
 * again and again, and stays until the program ends, eight in all; a folder whose files were
 * changed is another source. With a manager it is loaded at each call, and ends with it.
 */
public final class Images {

  private static final int VALIDATION = 5_000;
  private static final List<String> FASHION =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private static final Kept<ImageSource, Images> LOADED =
      new Kept<>(
          8,
          Images::isClosed,
          "eight data sets are kept already until the program ends; load more into a manager of"
              + " yours by load(manager, source), and close it");

  private final Examples train;
  private final Examples validation;
  private final Examples test;
  private final List<String> classNames;

  private Images(NDManager manager, ImageSource source) {
    LabeledImages train = source.train();
    LabeledImages test = source.test();
    check(source.folder(), train, test);
    Examples all = resident(manager, train);
    this.train = all.range(VALIDATION, all.size());
    this.validation = all.first(VALIDATION);
    this.test = resident(manager, test);
    this.classNames = source.fashion() ? FASHION : numbers(train, test);
  }

  private static void check(Path folder, LabeledImages train, LabeledImages test) {
    if (train.count() <= VALIDATION) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "train-images-idx3-ubyte in %s holds %,d images; the first %,d are for validation, so"
                  + " none is left to train on. Give more.",
              folder,
              train.count(),
              VALIDATION));
    }
    if (train.rows() != test.rows() || train.columns() != test.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "in %s the images of train-images-idx3-ubyte have %d × %d pixels and those of"
                  + " t10k-images-idx3-ubyte %d × %d; scale them to one size, or take all files from one"
                  + " source.",
              folder,
              train.rows(),
              train.columns(),
              test.rows(),
              test.columns()));
    }
  }

  /**
   * Loads a data set, or hands out the one that was loaded before.
   *
   * @param source "mnist", which comes with the course; "fashion-mnist", which DJL downloads once
   *     and keeps in its cache; or the path of a folder with four IDX files, in which ~ is the home
   *     folder
   * @throws IllegalArgumentException if there is no such source, it has 5,000 training images or
   *     fewer, or its images aren't gray or of one size
   * @throws IllegalStateException if eight others are kept
   * @throws UncheckedIOException if a file is missing, damaged or of another type, or can't be
   *     downloaded
   * @throws CancellationException if the thread was interrupted
   */
  public static Images load(String source) {
    ImageSource found = ImageSource.find(source);
    return LOADED.get(found, 1, () -> Kept.resident(manager -> new Images(manager, found)));
  }

  /**
   * Loads a data set and keeps nothing.
   *
   * @param manager becomes the owner of the arrays
   * @param source as for {@link #load(String)}
   * @throws IllegalArgumentException as that does, or if the manager is closed
   * @throws UncheckedIOException as that does
   * @throws CancellationException if the thread was interrupted
   */
  public static Images load(NDManager manager, String source) {
    Given.manager(manager, "the manager");
    return new Images(manager, ImageSource.find(source));
  }

  /** Returns the images to train on; of MNIST 55,000. */
  public Examples train() {
    return train;
  }

  /** Returns the 5,000 images to choose hyperparameters by. */
  public Examples validation() {
    return validation;
  }

  /** Returns the images to report results on; of MNIST 10,000. */
  public Examples test() {
    return test;
  }

  /** Returns a name for each label, in order; of MNIST "0" to "9". */
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d training, %,d validation and %,d test images on %s",
        train.size(),
        validation.size(),
        test.size(),
        Compute.device());
  }

  private boolean isClosed() {
    return train.isClosed() || validation.isClosed() || test.isClosed();
  }

  private static List<String> numbers(LabeledImages train, LabeledImages test) {
    IntStream labels =
        IntStream.concat(
            IntStream.range(0, train.count()).map(train::label),
            IntStream.range(0, test.count()).map(test::label));
    return IntStream.rangeClosed(0, labels.max().getAsInt()).mapToObj(String::valueOf).toList();
  }

  /** Its arrays outlive an {@link NDScope} that is open now. */
  private static Examples resident(NDManager manager, LabeledImages images) {
    Shape shape = new Shape(images.count(), images.rows() * images.columns());
    try (NDArray bytes = manager.create(ByteBuffer.wrap(images.pixels()), shape, DataType.UINT8);
        NDArray byteLabels =
            manager.create(
                ByteBuffer.wrap(images.labels()), new Shape(images.count()), DataType.UINT8);
        NDArray white = manager.full(new Shape(), 255f)) {
      NDArray data = bytes.toType(DataType.FLOAT32, true).divi(white);
      NDArray labels = byteLabels.toType(DataType.INT64, true);
      NDScope.unregister(data, labels);
      return Examples.of(data, labels);
    }
  }
}
