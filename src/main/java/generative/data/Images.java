package generative.data;

import ai.djl.Application.CV;
import ai.djl.basicdataset.BasicDatasets;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.MRL;
import ai.djl.training.util.ProgressBar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A data set of gray images resident on the device, {@code [n, rows * columns]} float32 from 0 to
 * 1, divided into training, validation and test images.
 *
 * <p>The first 5,000 images of the training file are for validation and the others for training, as
 * TensorFlow's tutorials had it. Each source is loaded once and handed out again, so that a cell
 * can be run again and again; its arrays stay until the program ends. Safe to share between
 * threads.
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

  private static final NDManager RESIDENT = Compute.newManager();
  private static final Map<String, Images> LOADED = new HashMap<>();

  private final Examples train;
  private final Examples validation;
  private final Examples test;
  private final List<String> classNames;

  private Images(LabeledImages train, LabeledImages test, List<String> classNames) {
    if (train.count() <= VALIDATION) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d training images are too few; the first %,d are for validation, so take more",
              train.count(),
              VALIDATION));
    }
    Examples all = resident(train);
    this.train = all.range(VALIDATION, all.size());
    this.validation = all.first(VALIDATION);
    this.test = resident(test);
    this.classNames = classNames;
  }

  /**
   * Loads a data set, or hands out the one that was loaded before.
   *
   * @param source "mnist", which comes with the course; "fashion-mnist", which DJL downloads once
   *     and keeps in its cache; or the path of a folder with four IDX files
   * @throws IllegalArgumentException if there is no such source, or it has 5,000 training images or
   *     fewer
   * @throws UncheckedIOException if a file is missing or damaged, or can't be downloaded
   */
  public static synchronized Images load(String source) {
    return switch (source) {
      case "mnist" -> LOADED.computeIfAbsent(source, s -> numbered(ImageFiles.mnist()));
      case "fashion-mnist" -> LOADED.computeIfAbsent(source, s -> fashion());
      default -> {
        Path folder = Path.of(source).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "there is no data set \"%s\"; give \"mnist\", \"fashion-mnist\" or the path of a folder with"
                      + " four IDX files",
                  source));
        }
        yield LOADED.computeIfAbsent(folder.toString(), f -> numbered(ImageFiles.in(folder)));
      }
    };
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

  private static Images numbered(ImageFiles files) {
    LabeledImages train = files.train();
    int classes = 1 + IntStream.range(0, train.count()).map(train::label).max().orElse(0);
    List<String> numbers = IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    return new Images(train, files.test(), numbers);
  }

  private static Images fashion() {
    MRL set = BasicDatasets.REPOSITORY.dataset(CV.ANY, BasicDatasets.GROUP_ID, "fashmnist", "1.0");
    try {
      Path cache = set.getRepository().getCacheDirectory();
      Path folder = cache.resolve(set.toURI().getPath()).resolve(set.getVersion());
      if (!Files.isDirectory(folder)) {
        set.prepare(set.getDefaultArtifact(), new ProgressBar());
      }
      ImageFiles files = ImageFiles.in(folder);
      return new Images(files.train(), files.test(), FASHION);
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
                  Locale.ROOT,
                  "Fashion-MNIST could not be downloaded (%s). Connect to the internet and try again, or",
                  e)
              + " give the path of a folder with its four IDX files in place of"
              + " \"fashion-mnist\".",
          e);
    }
  }

  /** Its arrays outlive an {@link NDScope} that is open now. */
  private static Examples resident(LabeledImages images) {
    Shape shape = new Shape(images.count(), images.rows() * images.columns());
    try (NDArray bytes = RESIDENT.create(ByteBuffer.wrap(images.pixels()), shape, DataType.UINT8);
        NDArray byteLabels =
            RESIDENT.create(
                ByteBuffer.wrap(images.labels()), new Shape(images.count()), DataType.UINT8);
        NDArray white = RESIDENT.full(new Shape(), 255f)) {
      NDArray data = bytes.toType(DataType.FLOAT32, true).divi(white);
      NDArray labels = byteLabels.toType(DataType.INT64, true);
      NDScope.unregister(data, labels);
      return Examples.of(data, labels);
    }
  }
}
