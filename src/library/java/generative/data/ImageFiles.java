package generative.data;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.CancellationException;

/**
 * A folder with a data set of labeled images in four IDX files, packed with gzip or not, named as
 * MNIST's authors named theirs: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte},
 * {@code t10k-images-idx3-ubyte}, {@code t10k-labels-idx1-ubyte}.
 *
 * <p>A dot may stand before {@code idx}, {@code test} for {@code t10k}, {@code idx4} for {@code
 * idx3}, and the data set's name at the start, as in {@code
 * emnist-letters-train-images-idx3-ubyte}. Files of four dimensions hold {@code [n, channels, rows,
 * columns]} or {@code [n, rows, columns, channels]} with one channel or three; where the second
 * size is 1 or 3, it is the channels'.
 *
 * <p>Every call reads the files anew, MNIST's in half a second. Safe to share between threads.
 */
public final class ImageFiles {

  /** System property that names the folder {@code environment/data}. */
  private static final String PROPERTY = "generative.data";

  /** Environment variable that names the folder {@code environment/data}. */
  private static final String VARIABLE = "GENERATIVE_DATA";

  private final IdxFolder files;
  private final boolean transposed;

  private ImageFiles(IdxFolder files, boolean transposed) {
    this.files = files;
    this.transposed = transposed;
  }

  /**
   * Finds the MNIST that comes with the course, in {@code environment/data/mnist} of the folder
   * that the program runs in or of one above it, or in the folder {@code mnist} of the one that the
   * system property {@code generative.data} or the environment variable {@code GENERATIVE_DATA}
   * names.
   *
   * @throws UncheckedIOException if it is in none of them
   */
  public static ImageFiles mnist() {
    String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    if (named != null && !named.isBlank()) {
      return named(Path.of(named, "mnist"));
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path mnist = folder.resolve(Path.of("environment", "data", "mnist"));
      if (Files.isDirectory(mnist)) {
        return in(mnist);
      }
    }
    throw missing(
        String.format(
                Locale.ROOT,
                "MNIST's folder environment/data/mnist is neither in %s nor above it. Start in the course's",
                start)
            + " folder, or name its environment/data by the environment variable "
            + VARIABLE
            + ".");
  }

  /**
   * Takes the four files from any folder that holds one data set.
   *
   * @throws UncheckedIOException if there is no such folder
   */
  public static ImageFiles in(Path folder) {
    return of(folder, null);
  }

  /**
   * Takes the four files of one data set from a folder that may hold several.
   *
   * @param name what its files' names begin with, such as "emnist-letters"
   * @throws IllegalArgumentException if the folder holds no IDX file of that name
   * @throws UncheckedIOException if there is no such folder
   */
  public static ImageFiles in(Path folder, String name) {
    Objects.requireNonNull(name, "the name is null; give what the files' names begin with");
    ImageFiles found = of(folder, name);
    SortedSet<String> names = found.files.names();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s holds no IDX files of \"%s\"; the data sets there are %s",
              folder.toAbsolutePath(),
              name,
              names));
    }
    return found;
  }

  /**
   * Returns the same files, whose images are put right in which rows and columns are exchanged, as
   * in all of EMNIST's.
   */
  public ImageFiles transposed() {
    return new ImageFiles(files, !transposed);
  }

  private static ImageFiles of(Path folder, String name) {
    Objects.requireNonNull(folder, "the folder is null; name the one that holds four IDX files");
    if (!Files.isDirectory(folder)) {
      throw missing(
          String.format(
              Locale.ROOT,
              "There is no folder %s. Name the one that holds the four IDX files.",
              folder.toAbsolutePath()));
    }
    return new ImageFiles(new IdxFolder(folder, name), false);
  }

  /**
   * Reads the files {@code train-images-idx3-ubyte} and {@code train-labels-idx1-ubyte}; MNIST's
   * hold 60,000 images.
   *
   * @throws UncheckedIOException if a file is missing, damaged or of another type
   * @throws IllegalArgumentException if they aren't images with a label each, or of several sets
   * @throws CancellationException if the thread was interrupted
   */
  public LabeledImages train() {
    return read(files.train());
  }

  /**
   * Reads the files {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}; MNIST's hold
   * 10,000 images.
   *
   * @throws UncheckedIOException if a file is missing, damaged or of another type
   * @throws IllegalArgumentException if they aren't images with a label each, or of several sets
   * @throws CancellationException if the thread was interrupted
   */
  public LabeledImages test() {
    return read(files.test());
  }

  private static ImageFiles named(Path mnist) {
    if (!Files.isDirectory(mnist)) {
      throw missing(
          String.format(
              Locale.ROOT,
              "There is no folder %s, which the system property %s or the environment variable %s"
                  + " names. Let it name environment/data of the course, or unset it.",
              mnist.toAbsolutePath(),
              PROPERTY,
              VARIABLE));
    }
    return in(mnist);
  }

  /** Returns whether a folder holds any IDX file of a data set. */
  static boolean areIn(Path folder) {
    return !new IdxFolder(folder, null).names().isEmpty();
  }

  Path folder() {
    return files.folder();
  }

  /** Returns the four files. */
  List<Path> files() {
    IdxFolder.Pair train = files.train();
    IdxFolder.Pair test = files.test();
    return List.of(train.images(), train.labels(), test.images(), test.labels());
  }

  private LabeledImages read(IdxFolder.Pair pair) {
    IdxFile pixels = arranged(IdxFile.read(pair.images()));
    IdxFile numbers = IdxFile.read(pair.labels());
    try {
      return new LabeledImages(pixels, numbers);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s with %s: %s.",
              pair.images(),
              pair.labels().getFileName(),
              e.getMessage()),
          e);
    }
  }

  private IdxFile arranged(IdxFile images) {
    IdxFile planes = PixelOrder.channelsFirst(images);
    return transposed ? PixelOrder.transposed(planes) : planes;
  }

  static UncheckedIOException missing(String message) {
    return new UncheckedIOException(message, new NoSuchFileException(message));
  }
}
