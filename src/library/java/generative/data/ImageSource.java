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
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A folder with four IDX files in a certain state; two are equal if they hold the same data.
 *
 * @param folder without links
 * @param state of each file, as {@link ImageFiles#state} tells it
 * @param fashion whether it is what DJL downloaded as Fashion-MNIST
 */
record ImageSource(Path folder, List<String> state, boolean fashion) {

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
    return of("mnist".equals(source) ? ImageFiles.mnist() : ImageFiles.in(folder(source)), false);
  }

  LabeledImages train() {
    return read(ImageFiles::train);
  }

  LabeledImages test() {
    return read(ImageFiles::test);
  }

  private LabeledImages read(Function<ImageFiles, LabeledImages> part) {
    try {
      return part.apply(ImageFiles.in(folder));
    } catch (UncheckedIOException e) {
      throw fashion ? withRemedy(e, folder) : e;
    }
  }

  private static Path folder(String source) {
    try {
      Path folder =
          source != null && source.matches("~(/.*)?")
              ? Path.of(System.getProperty("user.home"), source.substring(1))
              : Path.of(source == null ? "" : source);
      if (source != null && !source.isBlank() && Files.isDirectory(folder)) {
        return folder;
      }
    } catch (InvalidPathException e) {
      // told below, as any other name of nothing
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "there is no data set %s; give \"mnist\", \"fashion-mnist\" or the path of a folder with"
                + " four IDX files",
            source == null ? "null" : '"' + source + '"'));
  }

  private static ImageSource of(ImageFiles files, boolean fashion) {
    try {
      return new ImageSource(files.folder(), files.state(), fashion);
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "The four IDX files can't be looked at: %s. Try again.", e),
          e);
    }
  }

  private static ImageSource downloaded() {
    Path folder = download();
    try {
      return of(ImageFiles.in(folder), true);
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
