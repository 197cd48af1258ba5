package generative.plot.explorer;

import java.util.Arrays;
import java.util.Base64;

/**
 * Numbers from 0 to 1023, ten bits each, highest bit first and without gaps: four of them in five
 * bytes.
 *
 * <p>Not for several threads at once.
 */
final class TenBits {

  /** How many numbers there are. */
  static final int RANGE = 1 << 10;

  private final byte[] bytes;
  private int bit;

  TenBits(int capacity) {
    bytes = new byte[(int) ((capacity * 10L + 7) / 8) + 1];
  }

  /**
   * Appends a number.
   *
   * @throws IllegalArgumentException if it is below 0 or above 1023
   */
  void add(int number) {
    if (number < 0 || number >= RANGE) {
      throw new IllegalArgumentException(
          number + " does not fit ten bits; it must lie between 0 and " + (RANGE - 1));
    }
    int both = number << 6 - bit % 8;
    bytes[bit / 8] |= (byte) (both >> 8);
    bytes[bit / 8 + 1] |= (byte) both;
    bit += 10;
  }

  /** Returns all numbers so far in base 64. */
  String base64() {
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, (bit + 7) / 8));
  }
}
