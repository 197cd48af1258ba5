package generative.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.StringJoiner;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * One PNG or JPEG file, decoded: its values as they stand there, whatever a color profile says.
 *
 * @param channels 1 (gray) or 3 (red, green, blue)
 * @param pixels {@code [channels * rows * columns]}, 0 to 255
 */
record Picture(int channels, int rows, int columns, byte[] pixels) {

  static Picture read(Path file) {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw IdxFile.told(e, file);
    }
    try {
      return of(decoded(content), file);
    } catch (IOException e) {
      throw IdxFile.refused(
          file,
          "can't be decoded (%s). Put a fresh copy in its place, a PNG or JPEG, gray or RGB.",
          e.getMessage());
    }
  }

  /** A JPEG that ends too early is filled up with gray, and only a warning tells so. */
  private static BufferedImage decoded(byte[] content) throws IOException {
    StringJoiner warnings = new StringJoiner("; ");
    ImageReader reader = null;
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IIOException("its content is no picture");
      }
      reader = readers.next();
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      BufferedImage image = reader.read(0);
      if (warnings.toString().matches("(?is).*(missing|premature|corrupt|truncated).*")) {
        throw new IIOException(warnings.toString());
      }
      return image;
    } catch (RuntimeException e) {
      throw new IIOException("its content is damaged: " + e, e);
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  /** Returns what all pictures of a set have in common, in words. */
  String kind() {
    return String.format(
        Locale.ROOT, "%s of %d × %d pixels", channels == 1 ? "gray" : "in color", rows, columns);
  }

  private static Picture of(BufferedImage image, Path file) {
    ColorModel colors = image.getColorModel();
    if (colors.hasAlpha()) {
      throw new IllegalArgumentException(
          file + " has an alpha channel; save it without, on a background of your choice");
    }
    if (colors.getComponentSize(0) != 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %d bits for each value of a pixel; save it with 8",
              file,
              colors.getComponentSize(0)));
    }
    int rows = image.getHeight();
    int columns = image.getWidth();
    int[] values = image.getRaster().getPixels(0, 0, columns, rows, (int[]) null);
    if (colors instanceof IndexColorModel palette) {
      values = looked(values, palette);
    }
    int size = rows * columns;
    int channels = values.length / size;
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i % channels * size + i / channels] = (byte) values[i];
    }
    return new Picture(channels, rows, columns, pixels);
  }

  /** Looks the values up in a palette; one that has no color but gray gives one channel. */
  private static int[] looked(int[] values, IndexColorModel palette) {
    int[] colors = new int[palette.getMapSize()];
    palette.getRGBs(colors);
    boolean gray = Arrays.stream(colors).allMatch(rgb -> (rgb & 0xffff) == (rgb >> 8 & 0xffff));
    int channels = gray ? 1 : 3;
    int[] found = new int[values.length * channels];
    for (int i = 0; i < found.length; i++) {
      found[i] = colors[values[i / channels]] >> 16 - 8 * (i % channels) & 0xff;
    }
    return found;
  }
}
