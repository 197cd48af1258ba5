package generative.plot.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * An animated picture. Two are equal only if they share the array of bytes, as arrays are.
 *
 * @param bytes a GIF file's
 * @param width in pixels, each shown as one point
 * @param height in pixels
 * @param description what it shows, for those who don't see it
 */
public record Gif(byte[] bytes, int width, int height, String description) {

  /** Writes it to a file, whose folder must exist. */
  public void write(Path file) {
    Objects.requireNonNull(file, "file");
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
