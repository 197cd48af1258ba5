package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Require;
import generative.tensor.Values;
import java.util.Locale;

/** Straight ways through the space of codings, to be decoded step by step. */
public final class Walk {

  private static final int MOST = Integer.MAX_VALUE / 4;

  private Walk() {}

  /**
   * Returns equally spaced points of the straight line from one coding to another, both included.
   *
   * @param from where to begin, {@code [1, c]} or {@code [c]}
   * @param to where to end, with as many codings
   * @param steps points on the way, at least 2
   * @return {@code [steps, c]}, in the manager of {@code from}
   * @throws IllegalArgumentException if a shape doesn't fit, or there are fewer than two steps or
   *     too many to be held
   */
  public static NDArray between(NDArray from, NDArray to, int steps) {
    if (steps < 2) {
      throw new IllegalArgumentException(
          "a walk of " + steps + " steps; it needs at least 2, its ends");
    }
    float[] start = coding(from, "from");
    float[] end = coding(to, "to");
    if (start.length != end.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the walk leads from %d codings to %d; both ends need the same number",
              start.length,
              end.length));
    }
    if ((long) steps * start.length > MOST || start.length == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a walk of %d steps through %d codings; 1 to %d numbers in all can be held",
              steps,
              start.length,
              MOST));
    }
    float[] way = new float[steps * start.length];
    for (int i = 0; i < way.length; i++) {
      int k = i % start.length;
      double share = i / start.length / (steps - 1.0);
      way[i] = (float) ((1 - share) * start[k] + share * end[k]);
    }
    return from.getManager().create(way, new Shape(steps, start.length));
  }

  private static float[] coding(NDArray coding, String name) {
    Shape shape = Require.open(coding, name).getShape();
    boolean one = shape.dimension() == 1 || shape.dimension() == 2 && shape.get(0) == 1;
    if (!one) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has shape %s; one coding, [1, c] or [c], is needed",
              name,
              Require.brackets(shape)));
    }
    return Values.floats(coding);
  }
}
