package generative.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes in the IDX format, in which MNIST and its relatives are distributed.
 *
 * <p>A file holds, big-endian: two zero bytes, the type (8 for unsigned bytes), the number of
 * dimensions, the size of each as a 32-bit integer, then the values, last dimension fastest.
 *
 * <p>Two are equal if their shapes and their values are. The arrays are the caller's own, not
 * copies; whoever writes into them changes the file's equality and hash code.
 *
 * @param shape the size of each dimension, such as {@code {60000, 28, 28}}
 * @param values as many bytes as the sizes' product; {@code value & 0xff} is 0 to 255
 */
public record IdxFile(int[] shape, byte[] values) {

  private static final int UNSIGNED_BYTES = 8;
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final Map<Integer, String> OTHER_TYPES =
      Map.of(
          0x09, "signed bytes",
          0x0b, "16-bit integers",
          0x0c, "32-bit integers",
          0x0d, "32-bit floating-point numbers",
          0x0e, "64-bit floating-point numbers");

  /**
   * Checks that shape and values belong together.
   *
   * @throws IllegalArgumentException if there are more or fewer values than the shape says, or a
   *     size is negative
   */
  public IdxFile {
    Objects.requireNonNull(shape, "the shape is null; give the sizes, such as {60000, 28, 28}");
    Objects.requireNonNull(values, "the values are null; give as many bytes as the shape says");
    if (Arrays.stream(shape).anyMatch(size -> size < 0) || count(shape) != values.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d values do not fill the shape %s; they are as many as its sizes' product",
              values.length,
              Arrays.toString(shape)));
    }
  }

  /**
   * Reads a file whole, packed with gzip or not, whatever its name ends in. Memory is taken only
   * for what the file holds, whatever it claims.
   *
   * @throws UncheckedIOException if the file is missing, damaged, of another format, type or kind,
   *     or may not be read; its message names the file and the remedy
   * @throws CancellationException if the thread was interrupted
   */
  public static IdxFile read(Path file) {
    Objects.requireNonNull(file, "the file is null; give the path of an IDX file");
    try {
      checkKind(Files.readAttributes(file, BasicFileAttributes.class), file);
      try (SeekableByteChannel channel = Files.newByteChannel(file)) {
        return read(channel, file);
      }
    } catch (IOException e) {
      throw told(e, file);
    } catch (OutOfMemoryError e) {
      throw refused(file, "holds more than Java's free memory; give Java more by -Xmx.");
    }
  }

  /** A pipe would be waited for, perhaps for ever. */
  private static void checkKind(BasicFileAttributes attributes, Path file) {
    if (attributes.isDirectory()) {
      throw refused(file, "is a folder. Name the IDX file in it.");
    }
    if (!attributes.isRegularFile()) {
      throw refused(file, "is no regular file but a pipe or a device. Copy its content to a file.");
    }
    if (attributes.size() == 0) {
      throw refused(file, "is empty. %s", remedy(file));
    }
  }

  private static IdxFile read(SeekableByteChannel channel, Path file) throws IOException {
    boolean packed = Gunzip.isPacked(channel);
    InputStream content = packed ? new Gunzip(channel) : Channels.newInputStream(channel);
    try (DataInputStream in = new DataInputStream(content)) {
      int[] shape = readShape(in, file);
      long expected = count(shape);
      if (expected > LONGEST_ARRAY) {
        throw refused(
            file, "claims more than %,d values, the most that an array holds.", LONGEST_ARRAY);
      }
      byte[] values = in.readNBytes((int) expected);
      if (values.length < expected) {
        throw damaged(file, "%,d values where %,d are expected", values.length, expected);
      }
      if (in.read() >= 0) {
        throw damaged(file, "more than the %,d values expected", expected);
      }
      if (packed && ((Gunzip) content).isFollowed()) {
        throw damaged(file, "something else follows what gzip packed");
      }
      return new IdxFile(shape, values);
    }
  }

  private static int[] readShape(DataInputStream in, Path file) throws IOException {
    int magic = in.readInt();
    int dimensions = magic & 0xff;
    String other = magic >>> 16 == 0 ? OTHER_TYPES.get(magic >>> 8) : null;
    if (other != null) {
      throw refused(
          file,
          "holds %s (IDX type %02x); unsigned bytes, 0 to 255 (type 08), are expected."
              + " Save its values as such.",
          other,
          magic >>> 8);
    }
    if (magic >>> 8 != UNSIGNED_BYTES || dimensions == 0) {
      throw refused(
          file,
          "is no IDX file of unsigned bytes: it starts with %08x where such a file starts with"
              + " 00000801 to 000008ff. %s",
          magic,
          remedy(file));
    }
    int[] shape = new int[dimensions];
    for (int i = 0; i < dimensions; i++) {
      shape[i] = in.readInt();
      if (shape[i] < 0) {
        throw damaged(file, "dimension %d has the size %,d", i, shape[i]);
      }
    }
    return shape;
  }

  /** Returns the product of the sizes, or the largest number if it is larger. */
  private static long count(int[] shape) {
    if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
      return 0;
    }
    return Arrays.stream(shape)
        .asLongStream()
        .reduce(1, (a, b) -> a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b);
  }

  /** Says what to do about a file of the data set that isn't as it should be. */
  static String remedy(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    boolean ours = folder != null && folder.endsWith(Path.of("environment", "data", "mnist"));
    return ours
        ? "Put a fresh copy in its place; \"git restore environment/data/mnist\" brings back the"
            + " course's own."
        : "Put a fresh copy in its place.";
  }

  /** Tells what the system says of a file in words for a person. */
  static RuntimeException told(IOException e, Path file) {
    if (e instanceof ClosedByInterruptException) {
      Thread.interrupted();
      return new CancellationException("Stopped.");
    }
    if (e instanceof EOFException) {
      return damaged(file, "it ends too early");
    }
    if (e instanceof ZipException) {
      return damaged(file, "%s", e.getMessage());
    }
    if (e instanceof NoSuchFileException) {
      return refused(file, "does not exist. %s", remedy(file));
    }
    if (e instanceof AccessDeniedException) {
      return refused(file, "may not be read by you. Take the right to, such as by chmod u+r.");
    }
    return refused(file, "could not be read (%s). Try again, or copy it to another disk.", e);
  }

  static UncheckedIOException damaged(Path file, String how, Object... values) {
    return refused(
        file, "is damaged: %s. %s", String.format(Locale.ROOT, how, values), remedy(file));
  }

  static UncheckedIOException refused(Path file, String why, Object... values) {
    String message = file + " " + String.format(Locale.ROOT, why, values);
    return new UncheckedIOException(message, new IOException(message));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdxFile
        && Arrays.equals(shape, ((IdxFile) other).shape)
        && Arrays.equals(values, ((IdxFile) other).values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%,d unsigned bytes of the shape %s", values.length, Arrays.toString(shape));
  }
}
