package generative.nn;

import java.util.Arrays;
import java.util.Objects;

/** Sizes of layers, checked and readable: {@code layers(500, 500)}. */
public final class Layers {

  private Layers() {}

  /**
   * Returns the sizes as given.
   *
   * @param sizes units of each layer, in order; may be empty
   * @throws IllegalArgumentException if a size is below 1; it names the layer
   */
  public static int[] layers(int... sizes) {
    Objects.requireNonNull(sizes, "sizes");
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < 1) {
        throw new IllegalArgumentException(
            "layer " + (i + 1) + " has " + sizes[i] + " units; give it at least 1");
      }
    }
    return sizes.clone();
  }

  static int[] reversed(int[] sizes) {
    Objects.requireNonNull(sizes, "hidden");
    int[] reversed = new int[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      reversed[i] = sizes[sizes.length - 1 - i];
    }
    return reversed;
  }

  static int[] with(int[] sizes, int last) {
    Objects.requireNonNull(sizes, "hidden");
    int[] all = Arrays.copyOf(sizes, sizes.length + 1);
    all[sizes.length] = last;
    return all;
  }
}
