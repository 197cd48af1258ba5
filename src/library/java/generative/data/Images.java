package generative.data;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * A data set of images resident on the device, {@code [n, channels * rows * columns]} float32 from
 * 0 to 1, divided into training, validation and test images.
 *
 * <p>The first twelfth of the images to train on is for validation, of MNIST's 60,000 the first
 * 5,000, as TensorFlow's tutorials had it. Where no test images are set apart, the last seventh of
 * all is for them first, as 10,000 of MNIST's 70,000. Images that stand class by class, as those
 * from folders do, are put into a random order before, the same on every machine; all others keep
 * theirs. Safe to share between threads.
 *
 * <p>Without a manager, each source is loaded once and handed out again, so that a cell can be run
 * again and again, and stays until the program ends, eight in all; a source whose files were
 * changed is another. With a manager it is loaded at each call, and ends with it.
 */
public final class Images {

  private static final int TEST = 7;
  private static final int VALIDATION = 12;

  private static final Kept<ImageSource, Images> LOADED =
      new Kept<>(
          8,
          Images::isClosed,
          "eight data sets are kept already until the program ends; load more into a manager of"
              + " yours by load(manager, source), and close it");

  private final Examples train;
  private final Examples validation;
  private final Examples test;
  private final Shape shape;
  private final List<String> classNames;

  private Images(NDManager manager, String where, List<LabeledImages> parts) {
    LabeledImages first = parts.get(0);
    LabeledImages last = parts.get(parts.size() - 1);
    boolean inOne = parts.size() == 1;
    checkCount(where, first, inOne ? 3 : 2);
    checkKind(where, first, last);
    Examples all = Resident.of(manager, first);
    int end = all.size() - (inOne ? share(all.size(), TEST) : 0);
    int start = share(end, VALIDATION);
    this.train = all.range(start, end);
    this.validation = all.first(start);
    this.test = inOne ? all.range(end, all.size()) : Resident.of(manager, last);
    this.shape = shape(first);
    boolean more = last.classNames().size() > first.classNames().size();
    this.classNames = (more ? last : first).classNames();
  }

  private Images(Images flat) {
    long[] row = flat.shape.getShape();
    this.train = flat.train.shaped(row);
    this.validation = flat.validation.shaped(row);
    this.test = flat.test.shaped(row);
    this.shape = flat.shape;
    this.classNames = flat.classNames;
  }

  private static int share(int count, int part) {
    return Math.max(1, count / part);
  }

  private static Shape shape(LabeledImages images) {
    return new Shape(images.channels(), images.rows(), images.columns());
  }

  private static void checkCount(String where, LabeledImages images, int fewest) {
    if (images.count() < fewest) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%sof %s none would be left to train on; give at least %d",
              where,
              images,
              fewest));
    }
  }

  private static void checkKind(String where, LabeledImages train, LabeledImages test) {
    if (!shape(train).equals(shape(test))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%sto train on there are %s, and to test with %s; bring them to one size, gray or in"
                  + " color, or take all from one source",
              where,
              train,
              test));
    }
    List<String> names = train.classNames();
    List<String> others = test.classNames();
    int common = Math.min(names.size(), others.size());
    if (!names.subList(0, common).equals(others.subList(0, common))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%sthe classes to train on are %s, and those to test with %s; give both the same",
              where,
              names,
              others));
    }
  }

  /**
   * Loads a data set, or hands out the one that was loaded before.
   *
   * @param source "mnist", which comes with the course; "fashion-mnist", which DJL downloads once
   *     and keeps in its cache; or a path, in which ~ is the home folder: of a folder with the four
   *     IDX files of {@link ImageFiles}, of a {@link PictureFolder} or of one that holds two of
   *     them, {@code train} and {@code test}, or of a {@link PixelTable} whose name ends in .csv
   * @throws IllegalArgumentException if there is no such source, it has no image for each part, or
   *     its images differ in size or in color; or as the class that reads them says
   * @throws IllegalStateException if eight others are kept
   * @throws UncheckedIOException if a file is missing, damaged or of another type, or can't be
   *     downloaded
   * @throws CancellationException if the thread was interrupted
   */
  public static Images load(String source) {
    ImageSource found = ImageSource.find(source);
    return LOADED.get(found, 1, () -> Kept.resident(manager -> loaded(manager, found)));
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
    return loaded(manager, ImageSource.find(source));
  }

  private static Images loaded(NDManager manager, ImageSource source) {
    return new Images(manager, source.place() + ": ", source.read());
  }

  /**
   * Takes images that were read already, a seventh of them to test with.
   *
   * @param manager becomes the owner of the arrays
   * @throws IllegalArgumentException if there are fewer than three, or the manager is closed
   */
  public static Images of(NDManager manager, LabeledImages all) {
    Given.manager(manager, "the manager");
    Objects.requireNonNull(all, "the images are null; give those to divide");
    return new Images(manager, "", List.of(all));
  }

  /**
   * Takes images that were read already.
   *
   * @param manager becomes the owner of the arrays
   * @param train those to train on, and for validation
   * @param test those to report results on
   * @throws IllegalArgumentException if there is one to train on only, both differ in size, in
   *     color or in their classes' names, or the manager is closed
   */
  public static Images of(NDManager manager, LabeledImages train, LabeledImages test) {
    Given.manager(manager, "the manager");
    Objects.requireNonNull(train, "the training images are null; give those to train on");
    Objects.requireNonNull(test, "the test images are null; leave them out to have some set apart");
    return new Images(manager, "", List.of(train, test));
  }

  /**
   * Returns the same images, each in its shape: {@code [n, channels, rows, columns]}, as
   * convolutions take them; views of the same memory.
   *
   * @throws IllegalStateException if they were closed
   */
  public Images shaped() {
    return new Images(this);
  }

  /** Returns one image's shape, (channels, rows, columns); of MNIST (1, 28, 28). */
  public Shape shape() {
    return shape;
  }

  /** Returns the images to train on; of MNIST 55,000. */
  public Examples train() {
    return train;
  }

  /** Returns the images to choose hyperparameters by; of MNIST 5,000. */
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
}
