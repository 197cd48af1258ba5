package generative.data;

import ai.djl.Application.CV;
import ai.djl.basicdataset.BasicDatasets;
import ai.djl.repository.MRL;
import ai.djl.training.util.ProgressBar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Files of images in a certain state; two are equal if they hold the same data.
 *
 * @param place the folder or the CSV file, without links
 * @param state name, size and time of each file
 */
record ImageSource(Path place, Kind kind, List<String> state) {

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

  /** How the images are kept. */
  enum Kind {
    IDX,
    /** What DJL downloaded as Fashion-MNIST. */
    FASHION,
    PICTURES,
    PICTURES_IN_PARTS,
    TABLE
  }

  /**
   * Finds what {@link Images#load} is to load.
   *
   * @throws IllegalArgumentException if there is no such source
   * @throws UncheckedIOException if a file is missing or can't be downloaded
   */
  static synchronized ImageSource find(String source) {
    if ("fashion-mnist".equals(source)) {
      return downloaded();
    }
    if ("mnist".equals(source)) {
      return of(ImageFiles.mnist().folder(), Kind.IDX);
    }
    Path place = place(source);
    return of(place, kind(place));
  }

  private static Kind kind(Path place) {
    if (Files.isRegularFile(place)) {
      return Kind.TABLE;
    }
    boolean parts =
        Files.isDirectory(place.resolve("train")) && Files.isDirectory(place.resolve("test"));
    if (ImageFiles.areIn(place)) {
      return Kind.IDX;
    }
    return parts ? Kind.PICTURES_IN_PARTS : Kind.PICTURES;
  }

  /** Returns the images to train on and those to test with, or all in one. */
  List<LabeledImages> read() {
    return switch (kind) {
      case IDX -> idx();
      case FASHION -> fashion();
      case PICTURES -> List.of(PictureFolder.read(place));
      case PICTURES_IN_PARTS ->
          List.of(
              PictureFolder.read(place.resolve("train")),
              PictureFolder.read(place.resolve("test")));
      case TABLE -> List.of(PixelTable.read(place));
    };
  }

  private List<LabeledImages> idx() {
    ImageFiles files = ImageFiles.in(place);
    return List.of(files.train(), files.test());
  }

  private List<LabeledImages> fashion() {
    try {
      return idx().stream().map(part -> part.named(FASHION)).toList();
    } catch (UncheckedIOException e) {
      throw withRemedy(e, place);
    }
  }

  private static Path place(String source) {
    try {
      Path place =
          source != null && source.matches("~(/.*)?")
              ? Path.of(System.getProperty("user.home"), source.substring(1))
              : Path.of(source == null ? "" : source);
      boolean table =
          Files.isRegularFile(place) && source.toLowerCase(Locale.ROOT).endsWith(".csv");
      if (source != null && !source.isBlank() && (table || Files.isDirectory(place))) {
        return place;
      }
    } catch (InvalidPathException e) {
      // told below, as any other name of nothing
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "there is no data set %s; give \"mnist\", \"fashion-mnist\" or the path of a folder or of"
                + " a CSV file with images",
            source == null ? "null" : '"' + source + '"'));
  }

  private static ImageSource of(Path place, Kind kind) {
    boolean idx = kind == Kind.IDX || kind == Kind.FASHION;
    List<Path> four = idx ? ImageFiles.in(place).files() : List.of();
    try (Stream<Path> all =
        idx ? four.stream() : Files.walk(place, 3).filter(Files::isRegularFile)) {
      List<String> state = new ArrayList<>();
      for (Path file : all.sorted().toList()) {
        String name = place.relativize(file).toString();
        state.add(name + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
      return new ImageSource(place.toRealPath(), kind, state);
    } catch (IOException | UncheckedIOException e) {
      String message =
          String.format(
              Locale.ROOT, "The images in %s can't be looked at: %s. Try again.", place, e);
      throw new UncheckedIOException(message, new IOException(message, e));
    }
  }

  private static ImageSource downloaded() {
    Path folder = download();
    try {
      return of(folder, Kind.FASHION);
    } catch (UncheckedIOException e) {
      throw withRemedy(e, folder);
    }
  }

  private static Path download() {
    MRL set = BasicDatasets.REPOSITORY.dataset(CV.ANY, BasicDatasets.GROUP_ID, "fashmnist", "1.0");
    try {
      Path cache = set.getRepository().getCacheDirectory();
      Path folder = cache.resolve(set.toURI().getPath()).resolve(set.getVersion());
      if (!Files.isDirectory(folder)) {
        set.prepare(set.getDefaultArtifact(), new ProgressBar());
      }
      return folder;
    } catch (ClosedByInterruptException e) {
      throw IdxFile.told(e, null);
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

  private static UncheckedIOException withRemedy(UncheckedIOException e, Path folder) {
    return new UncheckedIOException(
        String.format(
            Locale.ROOT,
            "%s Or delete the folder %s, and \"fashion-mnist\" is downloaded anew.",
            e.getMessage(),
            folder),
        e.getCause());
  }
}
