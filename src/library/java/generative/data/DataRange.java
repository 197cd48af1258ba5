package generative.data;

import ai.djl.ndarray.NDArray;
import generative.tensor.Gradients;
import generative.tensor.Scope;
import generative.tensor.Values;
import java.util.Locale;

/** Where the numbers of a data set lie, found before anything is learned from them. */
public record DataRange(double least, double most) {

  /**
   * Reads the range.
   *
   * @param whose as in "the examples"
   * @throws IllegalArgumentException if a number isn't finite; it names the row
   * @throws IllegalStateException if they were closed
   */
  public static DataRange of(Examples examples, String whose) {
    NDArray data = examples.data();
    return Gradients.without(
        () ->
            Scope.freeing(
                () -> {
                  DataRange range =
                      new DataRange(Values.number(data.min()), Values.number(data.max()));
                  if (!Double.isFinite(range.least) || !Double.isFinite(range.most)) {
                    throw notFinite(data, whose);
                  }
                  return range;
                }));
  }

  private static IllegalArgumentException notFinite(NDArray data, String whose) {
    for (long row = 0; row < data.getShape().get(0); row++) {
      if (!isFinite(data, row)) {
        return new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "row %,d of %s holds a number that isn't finite; mend it or leave it out",
                row,
                whose));
      }
    }
    throw new IllegalStateException("every row is finite, but not their range");
  }

  private static boolean isFinite(NDArray data, long row) {
    return Scope.freeing(
        () -> {
          NDArray one = data.get(row);
          return Double.isFinite(Values.number(one.max()) - Values.number(one.min()));
        });
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "lies between %s and %s", (float) least, (float) most);
  }
}
