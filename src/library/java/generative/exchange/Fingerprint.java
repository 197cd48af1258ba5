package generative.exchange;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Locale;
import java.util.zip.CRC32C;

/** A hash of all numbers of a data set, its labels included, which tells it from another one. */
public final class Fingerprint {

  private static final long CHUNK = 16 << 20;

  private Fingerprint() {}

  /**
   * Returns eight hexadecimal digits of {@code [n, …]} and of labels, or null for none; the data
   * leaves the device in pieces of 16 MB.
   */
  public static String of(NDArray data, NDArray labels) {
    CRC32C sum = new CRC32C();
    add(sum, data);
    if (labels != null) {
      add(sum, labels);
    }
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }

  private static void add(CRC32C sum, NDArray array) {
    long rows = array.getShape().get(0);
    long bytes = array.size() * array.getDataType().getNumOfBytes();
    long step = Math.max(1, CHUNK * rows / Math.max(1, bytes));
    for (long from = 0; from < rows; from += step) {
      NDIndex some = new NDIndex().addSliceDim(from, Math.min(rows, from + step));
      try (NDManager scope = array.getManager().newSubManager();
          NDArray view = array.get(scope, some);
          NDArray copy = view.toDevice(Device.cpu(), true)) {
        sum.update(copy.toByteBuffer(true));
      }
    }
  }
}
