package generative.exchange;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Everything a run needs to go on as if it had never stopped, in one file: {@link Safetensors}
 * whose texts are the hyperparameters, where the run stands, and its history, and whose arrays are
 * weights, statistics and the optimizers' state. {@link SavedRun} reads it back.
 *
 * <p>The text {@code format} is {@link #FORMAT}, whose number changes with what a run saves. A
 * checksum covers every byte. The file is replaced as a whole, see {@link WholeFile}.
 *
 * @param settings hyperparameters and state by name
 * @param arrays everything on the device that the run changes, by name
 */
public record Checkpoint(Map<String, String> settings, Map<String, NDArray> arrays) {

  static final String FORMAT_NAME = "format";
  static final String FORMAT = "generative.training checkpoint 4";

  /**
   * Writes the file.
   *
   * @throws UncheckedIOException if that can't be done; the one before stays
   */
  public void write(Path file) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(FORMAT_NAME, FORMAT);
    texts.putAll(settings);
    try {
      WholeFile.write(file, out -> Safetensors.write(out, texts, arrays));
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "The checkpoint %s can't be written: %s; mend that or name another file. The network"
                  + " keeps what it has learned.",
              file,
              why(e)),
          e);
    }
  }

  /** Java often says no more than the path. */
  private static String why(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "nobody but its owner may write there";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "its folder is a file, or is in one";
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return e.getMessage();
  }
}
