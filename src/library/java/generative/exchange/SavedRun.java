package generative.exchange;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;

/**
 * A {@link Checkpoint} that was read and is as it was written. It compares what it holds with a run
 * and hands its settings out; it changes nothing. All that it refuses it refuses by an
 * IllegalArgumentException that names the file.
 */
public final class SavedRun implements AutoCloseable {

  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private final Path file;
  private final Safetensors content;

  /** Those that nobody has asked for. */
  private final Map<String, String> settings;

  private SavedRun(Path file, Safetensors content) {
    this.file = file;
    this.content = content;
    settings = new LinkedHashMap<>(content.texts());
  }

  /** Opens a checkpoint; neither a device nor a file of any size or content makes it hang. */
  public static SavedRun open(Path file) {
    if (file == null) {
      throw new IllegalArgumentException("no file to resume; name the one checkpoint(…) wrote.");
    }
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "There is no checkpoint " + file + "; train with checkpoint(…) first.");
    }
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          file + " is a folder or a device; name the file that checkpoint(…) wrote.");
    }
    try {
      SavedRun saved = new SavedRun(file, Safetensors.open(file));
      saved.requireFormat();
      return saved;
    } catch (DataFormatException e) {
      throw isZip(file) ? otherFormat(file, "a zip") : damaged(file, e.getMessage());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The first format was one. */
  private static boolean isZip(Path file) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private void requireFormat() {
    String format = settings.remove(Checkpoint.FORMAT_NAME);
    if (!Checkpoint.FORMAT.equals(format)) {
      close();
      throw otherFormat(file, format == null ? "of no format" : "a \"" + format + "\"");
    }
  }

  private static UncheckedIOException unreadable(Path file, IOException e) {
    return new UncheckedIOException(file + " can't be read: " + e.getMessage(), e);
  }

  private static IllegalArgumentException otherFormat(Path file, String format) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s is %s, no \"%s\": another version of this library may have written it; resume it"
                + " there, or delete it and train anew.",
            file,
            format,
            Checkpoint.FORMAT));
  }

  private static IllegalArgumentException damaged(Path file, String why) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s is no checkpoint or is damaged (%s); delete it and train anew.",
            file,
            why));
  }

  /** What to throw if a setting makes no sense. */
  public IllegalArgumentException damaged(String why) {
    return damaged(file, why);
  }

  /** Refuses hyperparameters that differ from those it was written with, naming both values. */
  public void requireSame(Map<String, String> hyperparameters) {
    hyperparameters.forEach((name, here) -> requireSame(name, settings.remove(name), here));
  }

  /** Refuses arrays of other names, types or shapes than those it holds. */
  public void requireSameArrays(Map<String, NDArray> arrays) {
    Map<String, String> kinds = content.kinds();
    arrays.forEach((name, array) -> requireSame(name, kinds.remove(name), Safetensors.kind(array)));
    kinds.forEach((name, kind) -> requireSame(name, kind, null));
  }

  /** Refuses settings that nobody has asked for. */
  public void requireNothingElse() {
    settings.forEach((name, value) -> requireSame(name, value, null));
  }

  private void requireSame(String name, String there, String here) {
    if (!String.valueOf(there).equals(String.valueOf(here))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s was written with %s %s, this training has %s; set it back, or train anew.",
              file,
              name,
              there == null ? "absent" : there,
              here == null ? "none" : here));
    }
  }

  /** Takes a setting. */
  public String text(String name) {
    String value = settings.remove(name);
    if (value == null) {
      throw damaged("it has no " + name);
    }
    return value;
  }

  /** Takes a setting that is a whole number, refusing one outside its bounds. */
  public int number(String name, long least, long most) {
    String text = text(name);
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw damaged(
        String.format(
            Locale.ROOT, "%s is %s, not a number from %d to %d", name, text, least, most));
  }

  /** Takes a setting that is so many numbers. */
  public double[] numbers(String name, int count) {
    String text = text(name);
    try {
      double[] values =
          text.isEmpty()
              ? new double[0]
              : Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
      if (values.length == count) {
        return values;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw damaged(String.format(Locale.ROOT, "%s is %s, not %d numbers", name, text, count));
  }

  /** Takes a setting that is a finite number, refusing one below a bound. */
  public double decimal(String name, double least) {
    double value = numbers(name, 1)[0];
    if (value >= least && value <= Double.MAX_VALUE) {
      return value;
    }
    throw damaged(String.format(Locale.ROOT, "%s is %s, not from %s up", name, value, least));
  }

  /** Reads all arrays; they belong to the manager. */
  public Map<String, NDArray> arrays(NDManager manager) {
    try {
      return content.arrays(manager);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      content.close();
    } catch (IOException ignored) {
      // it was only read
    }
  }
}
