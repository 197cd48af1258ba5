package generative.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * An array of unsigned bytes in the IDX format, in which MNIST and its relatives are distributed.
 *
 * <p>A file holds, big-endian: two zero bytes, the type (8 for unsigned bytes), the number of
 * dimensions, the size of each as a 32-bit integer, then the values, last dimension fastest.
 *
 * @param shape the size of each dimension, such as {@code {60000, 28, 28}}
 * @param values as many bytes as the sizes' product; {@code value & 0xff} is 0 to 255
 */
public record IdxFile(int[] shape, byte[] values) {

  private static final int UNSIGNED_BYTES = 8;
  private static final String REMEDY =
      "Put a fresh copy in its place; \"git restore environment/data/mnist\" brings back the"
          + " course's own.";

  /**
   * Checks that shape and values belong together.
   *
   * @throws IllegalArgumentException if there are more or fewer values than the shape says
   */
  public IdxFile {
    if (product(shape) != values.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d values do not fill the shape %s; it takes %,.0f",
              values.length,
              Arrays.toString(shape),
              product(shape)));
    }
  }

  /**
   * Reads a file whole, packed with gzip or not, whatever its name ends in.
   *
   * @throws UncheckedIOException if the file is missing, damaged or not of this format; its message
   *     names the file and the remedy
   */
  public static IdxFile read(Path file) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        DataInputStream in = new DataInputStream(unpacked(raw))) {
      int[] shape = readShape(in);
      double expected = product(shape);
      if (expected > Integer.MAX_VALUE - 8) {
        throw new IOException(
            String.format(Locale.ROOT, "%,.0f values are more than an array can hold", expected));
      }
      byte[] values = in.readNBytes((int) expected);
      if (values.length < expected) {
        throw new IOException(
            String.format(
                Locale.ROOT, "%,d values where %,.0f are expected", values.length, expected));
      }
      if (in.read() >= 0) {
        throw new IOException(
            String.format(Locale.ROOT, "more than the %,.0f values expected", expected));
      }
      return new IdxFile(shape, values);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(file + " does not exist. " + REMEDY, e);
    } catch (EOFException e) {
      throw damaged(file, "it ends too early", e);
    } catch (IOException e) {
      throw damaged(file, e.getMessage(), e);
    }
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    in.mark(2);
    boolean packed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return packed ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static int[] readShape(DataInputStream in) throws IOException {
    int magic = in.readInt();
    int dimensions = magic & 0xff;
    if (magic >>> 8 != UNSIGNED_BYTES || dimensions == 0) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "it starts with %08x where an IDX file of unsigned bytes starts with 00000801 to 000008ff",
              magic));
    }
    int[] shape = new int[dimensions];
    for (int i = 0; i < dimensions; i++) {
      shape[i] = in.readInt();
      if (shape[i] < 0) {
        throw new IOException(
            String.format(Locale.ROOT, "dimension %d has the size %,d", i, shape[i]));
      }
    }
    return shape;
  }

  /** Exact up to 2<sup>53</sup>, and cannot overflow beyond. */
  private static double product(int[] shape) {
    return Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
  }

  private static UncheckedIOException damaged(Path file, String how, IOException cause) {
    return new UncheckedIOException(
        String.format(Locale.ROOT, "%s is damaged: %s. %s", file, how, REMEDY), cause);
  }
}
