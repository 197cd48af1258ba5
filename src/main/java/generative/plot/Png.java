package generative.plot;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.internal.chartpart.Chart;

/** PNG files without a time stamp: the same picture always gives the same bytes. */
public final class Png {

  private Png() {}

  /** Returns the image as a PNG file's bytes. */
  public static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes the image to a PNG file, whose folder must exist. */
  public static void write(BufferedImage image, Path file) {
    try {
      Files.write(file, encode(image));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the chart to a PNG file at twice its size, whose folder must exist. */
  public static void write(Chart<?, ?> chart, Path file) {
    write(Theme.picture(chart), file);
  }
}
