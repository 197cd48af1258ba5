package generative.plot;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * PNG files without a time stamp: the same picture always gives the same bytes. One of at most 256
 * colors, such as a grid of gray images, is stored with a palette, which takes less room.
 */
public final class Png {

  private static final int PALETTE = 256;

  private Png() {}

  /** Returns the image as a PNG file's bytes. */
  public static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(withPalette(image), "png", stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The same image with a palette, or the image itself if it has too many colors. */
  private static BufferedImage withPalette(BufferedImage image) {
    int width = Objects.requireNonNull(image, "image").getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    int[] colors = Arrays.stream(pixels).distinct().limit(PALETTE + 1L).sorted().toArray();
    if (colors.length > PALETTE || image.getColorModel().hasAlpha()) {
      return image;
    }
    var palette = new IndexColorModel(8, colors.length, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
    var indexed = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette);
    for (int i = 0; i < pixels.length; i++) {
      int index = Arrays.binarySearch(colors, pixels[i]);
      indexed.getRaster().setSample(i % width, i / width, 0, index);
    }
    return indexed;
  }

  /** Writes the image to a PNG file, whose folder must exist. */
  public static void write(BufferedImage image, Path file) {
    Objects.requireNonNull(file, "file");
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
