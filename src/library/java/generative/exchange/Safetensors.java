package generative.exchange;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.exchange.SafetensorsHeader.Entry;
import generative.tensor.Interruption;
import generative.tensor.Require;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;

/**
 * A safetensors file whose damage is noticed: its last array, {@code checksum}, is the SHA-256 of
 * all bytes before it. Other readers of safetensors open it, too
 * (https://github.com/huggingface/safetensors).
 *
 * <p>It is 8 bytes for the header's length; the header, JSON that has texts by name in {@code
 * __metadata__} and each array's type, shape and place; the arrays' bytes. All is little-endian.
 */
public final class Safetensors implements AutoCloseable {

  private static final String CHECKSUM = "checksum";
  private static final int CHECKSUM_BYTES = 32;

  /** The bound that the format's own library sets. */
  private static final int MOST_HEADER = 100_000_000;

  private static final int CHUNK = 1 << 16;

  private final RandomAccessFile in;
  private final SafetensorsHeader header;
  private final long begin;

  /** Writes texts and arrays under their names. */
  static void write(OutputStream out, Map<String, String> texts, Map<String, NDArray> arrays)
      throws IOException {
    SafetensorsHeader header = SafetensorsHeader.of(texts, arrays);
    header.add(CHECKSUM, DataType.UINT8, new Shape(CHECKSUM_BYTES));
    byte[] json = header.json();
    DigestOutputStream summed = new DigestOutputStream(out, sha256());
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    summed.write(length.putLong(json.length).array());
    summed.write(json);
    byte[] chunk = new byte[CHUNK];
    for (NDArray array : arrays.values()) {
      try (NDArray copy = array.toDevice(Device.cpu(), true)) {
        ByteBuffer bytes = copy.toByteBuffer(true);
        while (bytes.hasRemaining()) {
          int some = Math.min(CHUNK, bytes.remaining());
          bytes.get(chunk, 0, some);
          summed.write(chunk, 0, some);
        }
      }
    }
    out.write(summed.getMessageDigest().digest());
  }

  /**
   * Opens a file and compares its checksum, without a large array in memory.
   *
   * @throws DataFormatException if it isn't as it was written, with a few words on what is wrong
   */
  static Safetensors open(Path file) throws IOException, DataFormatException {
    RandomAccessFile in = new RandomAccessFile(file.toFile(), "r");
    try {
      return new Safetensors(in);
    } catch (IOException | DataFormatException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private Safetensors(RandomAccessFile in) throws IOException, DataFormatException {
    this.in = in;
    long size = in.length();
    long length = size < Long.BYTES ? 0 : Long.reverseBytes(in.readLong());
    if (length <= 0 || length > Math.min(size - Long.BYTES, MOST_HEADER)) {
      throw new DataFormatException("it has no header");
    }
    header = header((int) length);
    begin = Long.BYTES + length;
    if (size != begin + header.end()) {
      throw new DataFormatException(
          String.format(Locale.ROOT, "it has %,d bytes, not %,d", size, begin + header.end()));
    }
    Entry checksum = header.entries().remove(CHECKSUM);
    if (checksum == null || checksum.bytes() != CHECKSUM_BYTES || checksum.to() != header.end()) {
      throw new DataFormatException("it has no checksum");
    }
    requireChecksum(begin + checksum.from());
  }

  private SafetensorsHeader header(int length) throws IOException, DataFormatException {
    byte[] json = new byte[length];
    in.readFully(json);
    try {
      return SafetensorsHeader.parse(json);
    } catch (RuntimeException e) {
      throw new DataFormatException("its header can't be read");
    }
  }

  private void requireChecksum(long end) throws IOException, DataFormatException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[CHUNK];
    in.seek(0);
    for (long left = end; left > 0; ) {
      Interruption.check();
      int some = (int) Math.min(CHUNK, left);
      in.readFully(chunk, 0, some);
      digest.update(chunk, 0, some);
      left -= some;
    }
    byte[] checksum = new byte[CHECKSUM_BYTES];
    in.readFully(checksum);
    if (!MessageDigest.isEqual(checksum, digest.digest())) {
      throw new DataFormatException("its checksum is another");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** The texts by name. */
  Map<String, String> texts() {
    return Collections.unmodifiableMap(header.texts());
  }

  /** Type and shape of every array but the checksum, as {@link #kind} says them. */
  Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    header.entries().forEach((name, array) -> kinds.put(name, array.type() + " " + array.shape()));
    return kinds;
  }

  /** An array's type and shape, such as "float32 (16, 12)". */
  static String kind(NDArray array) {
    return Require.type(array) + " " + array.getShape();
  }

  /** Reads all arrays; they belong to the manager. */
  Map<String, NDArray> arrays(NDManager manager) throws IOException {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    byte[] chunk = new byte[CHUNK];
    in.seek(begin);
    for (Map.Entry<String, Entry> part : header.entries().entrySet()) {
      Entry entry = part.getValue();
      ByteBuffer bytes = manager.allocateDirect(Math.toIntExact(entry.bytes()));
      while (bytes.hasRemaining()) {
        int some = Math.min(CHUNK, bytes.remaining());
        in.readFully(chunk, 0, some);
        bytes.put(chunk, 0, some);
      }
      arrays.put(part.getKey(), manager.create(bytes.rewind(), entry.shape(), entry.type()));
    }
    return arrays;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
