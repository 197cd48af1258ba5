package generative.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.GZIPInputStream;

/** Unpacks a file and knows where gzip's part of it ends; the JDK's reader passes over the rest. */
final class Gunzip extends GZIPInputStream {

  private static final int TRAILER = 8;

  private final SeekableByteChannel file;
  private long read;

  Gunzip(SeekableByteChannel file) throws IOException {
    super(Channels.newInputStream(file), 1 << 16);
    this.file = file;
  }

  /** Tells a packed file by its first two bytes, and goes back to them. */
  static boolean isPacked(SeekableByteChannel file) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(2);
    file.read(start);
    file.position(0);
    return start.get(0) == 0x1f && start.get(1) == (byte) 0x8b;
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    read = file.position();
  }

  /** Returns whether anything follows the last member, all of which was read. */
  boolean isFollowed() throws IOException {
    return read - inf.getRemaining() + TRAILER < file.size();
  }
}
