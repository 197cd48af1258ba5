package generative.plot.explorer;

import ai.djl.ndarray.NDArray;
import generative.plot.Theme;
import generative.plot.plane.Classes;
import generative.tensor.Require;
import generative.tensor.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Codings with their classes, to be drawn as dots of the classes' colors on the plane from −3 to 3.
 *
 * @param codings {@code [n, 2]}, row-major
 * @param labels class of each, {@code [n]}, from 0
 */
record LatentPoints(float[] codings, int[] labels) {

  static final LatentPoints NONE = new LatentPoints(new float[0], new int[0]);
  private static final int MOST = 5_000;

  /** Takes at most the first 5,000. */
  static LatentPoints of(NDArray codings, NDArray labels) {
    Require.shape(codings, "codings", -1, 2);
    Require.shape(labels, "labels", codings.getShape().get(0));
    int[] classes = Classes.of(labels, List.of()).labels();
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] >= TenBits.RANGE) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "label %d is %d; labels must lie between 0 and %d",
                i,
                classes[i],
                TenBits.RANGE - 1));
      }
    }
    int[] first = Arrays.copyOf(classes, Math.min(MOST, classes.length));
    return new LatentPoints(Values.floats(codings), first);
  }

  /**
   * Returns three ten-bit numbers for each dot in base 64: where it lies between −3 and 3 in 1023
   * steps, across and up, and its class; dots beyond are left out.
   */
  String packed() {
    TenBits numbers = new TenBits(3 * labels.length);
    for (int i = 0; i < labels.length; i++) {
      float x = codings[2 * i];
      float y = codings[2 * i + 1];
      if (Math.abs(x) <= 3 && Math.abs(y) <= 3) {
        numbers.add(step(x));
        numbers.add(step(y));
        numbers.add(labels[i]);
      }
    }
    return numbers.base64();
  }

  private static int step(float value) {
    return Math.round((value + 3) / 6 * (TenBits.RANGE - 1));
  }

  /** Returns the colors of the classes from 0 to the highest, as a list in JavaScript. */
  String colors() {
    int classes = IntStream.of(labels).max().orElse(-1) + 1;
    return IntStream.range(0, classes)
        .mapToObj(
            label ->
                String.format(Locale.ROOT, "\"#%06x\"", Theme.color(label).getRGB() & 0xFFFFFF))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
