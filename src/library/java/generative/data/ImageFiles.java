package generative.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * A folder with a data set of labeled images in four IDX files, named as MNIST's authors named
 * theirs, packed with gzip or not.
 *
 * <p>Every call reads the files anew, MNIST's in half a second. Safe to share between threads.
 */
public final class ImageFiles {

  /** System property that names the folder {@code environment/data}. */
  private static final String PROPERTY = "generative.data";

  /** Environment variable that names the folder {@code environment/data}. */
  private static final String VARIABLE = "GENERATIVE_DATA";

  private static final String TRAIN = "train";
  private static final String TEST = "t10k";
  private static final String IMAGES = "-images-idx3-ubyte";
  private static final String LABELS = "-labels-idx1-ubyte";

  private final Path folder;

  private ImageFiles(Path folder) {
    this.folder = folder;
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
   * Takes the four files from any folder.
   *
   * @throws UncheckedIOException if there is no such folder
   */
  public static ImageFiles in(Path folder) {
    Objects.requireNonNull(folder, "the folder is null; name the one that holds four IDX files");
    if (!Files.isDirectory(folder)) {
      throw missing(
          String.format(
              Locale.ROOT,
              "There is no folder %s. Name the one that holds the four IDX files.",
              folder.toAbsolutePath()));
    }
    return new ImageFiles(folder);
  }

  /**
   * Reads the files {@code train-images-idx3-ubyte} and {@code train-labels-idx1-ubyte}; MNIST's
   * hold 60,000 images.
   *
   * @throws UncheckedIOException if a file is missing, damaged or of another type
   * @throws IllegalArgumentException if they aren't gray images with a label each
   * @throws CancellationException if the thread was interrupted
   */
  public LabeledImages train() {
    return read(TRAIN);
  }

  /**
   * Reads the files {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}; MNIST's hold
   * 10,000 images.
   *
   * @throws UncheckedIOException if a file is missing, damaged or of another type
   * @throws IllegalArgumentException if they aren't gray images with a label each
   * @throws CancellationException if the thread was interrupted
   */
  public LabeledImages test() {
    return read(TEST);
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

  /** Returns the folder without links, the same however it was named. */
  Path folder() throws IOException {
    return folder.toRealPath();
  }

  /** Returns what tells that a file was changed: name, size and time of each of the four. */
  List<String> state() throws IOException {
    List<String> state = new ArrayList<>();
    for (String set : List.of(TRAIN, TEST)) {
      for (Path file : List.of(find(set + IMAGES), find(set + LABELS))) {
        state.add(
            String.format(
                Locale.ROOT,
                "%s %d %s",
                file.getFileName(),
                Files.size(file),
                Files.getLastModifiedTime(file)));
      }
    }
    return state;
  }

  private LabeledImages read(String set) {
    Path images = find(set + IMAGES);
    Path labels = find(set + LABELS);
    IdxFile pixels = IdxFile.read(images);
    IdxFile numbers = IdxFile.read(labels);
    try {
      return new LabeledImages(pixels, numbers);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s with %s: %s.", images, labels.getFileName(), e.getMessage()),
          e);
    }
  }

  private Path find(String name) {
    Path packed = folder.resolve(name + ".gz");
    Path raw = folder.resolve(name);
    if (!Files.exists(packed) && !Files.exists(raw)) {
      throw missing(
          String.format(
              Locale.ROOT,
              "%s holds neither %s.gz nor %s. %s",
              folder.toAbsolutePath(),
              name,
              name,
              IdxFile.remedy(raw)));
    }
    return Files.exists(packed) ? packed : raw;
  }

  private static UncheckedIOException missing(String message) {
    return new UncheckedIOException(message, new NoSuchFileException(message));
  }
}
