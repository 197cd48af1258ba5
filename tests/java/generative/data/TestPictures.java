package generative.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Writes pictures of one value, and what is no picture. */
final class TestPictures {

  private TestPictures() {}

  /** A PNG or JPEG, as its name ends, of 2 rows and 3 columns; the values are gray, or RGB. */
  static Path write(Path file, int... pixel) {
    return sized(file, 2, 3, pixel);
  }

  static Path sized(Path file, int rows, int columns, int... pixel) {
    int type = pixel.length == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    return write(file, filled(new BufferedImage(columns, rows, type), pixel));
  }

  static Path write(Path file, BufferedImage image) {
    String name = file.toString();
    try {
      Files.createDirectories(file.getParent());
      if (!ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile())) {
        throw new IllegalArgumentException("no such picture can be written to " + file);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BufferedImage filled(BufferedImage image, int... pixel) {
    for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
      image.getRaster().setPixel(i % image.getWidth(), i / image.getWidth(), pixel);
    }
    return image;
  }

  /** Cuts off what follows the first bytes. */
  static Path cut(Path file, int length) {
    try {
      return Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
