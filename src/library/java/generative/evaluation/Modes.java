package generative.evaluation;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import java.util.Objects;

/**
 * How many of a distribution's modes a generator has found, and how much of what it makes is near
 * one of them.
 *
 * @param covered modes with at least {@value #LEAST_SHARE} of all points within the radius
 * @param total modes there are
 * @param near the share of points within the radius of any mode, 0 to 1
 */
public record Modes(int covered, int total, double near) {

  /** The share of all points that a mode needs to count as covered. */
  public static final double LEAST_SHARE = 0.01;

  /**
   * Counts the modes covered by points.
   *
   * @param points {@code [n, d]}
   * @param centers {@code [modes][d]}, such as {@code PlaneDistributions.ringCenters()}
   * @param radius Euclidean, such as 0.1
   * @throws IllegalArgumentException if there is no point or no center, the dimensions differ, the
   *     radius isn't above 0, or a number isn't finite; it names the value
   */
  public static Modes of(NDArray points, double[][] centers, double radius) {
    double[][] rows = Sample.rows(points, "the sample", 1);
    Objects.requireNonNull(centers, "the centers are null; give at least one");
    check(centers, rows[0].length, radius);
    int[] within = new int[centers.length];
    int near = 0;
    for (double[] row : rows) {
      boolean nearAny = false;
      for (int c = 0; c < centers.length; c++) {
        if (isWithin(radius, row, centers[c])) {
          within[c]++;
          nearAny = true;
        }
      }
      near += nearAny ? 1 : 0;
    }
    int covered = 0;
    for (int count : within) {
      covered += count >= LEAST_SHARE * rows.length ? 1 : 0;
    }
    return new Modes(covered, centers.length, (double) near / rows.length);
  }

  /** In a unit near the radius, a power of two, so that no square overflows or vanishes. */
  private static boolean isWithin(double radius, double[] x, double[] y) {
    double perUnit = Math.scalb(1.0, -Math.getExponent(radius));
    double squares = 0;
    for (int k = 0; k < x.length; k++) {
      double difference = (x[k] - y[k]) * perUnit;
      squares += difference * difference;
    }
    return squares <= radius * perUnit * (radius * perUnit);
  }

  private static void check(double[][] centers, int d, double radius) {
    if (centers.length == 0) {
      throw new IllegalArgumentException("there is no center to look around; give at least one");
    }
    for (int c = 0; c < centers.length; c++) {
      if (Objects.requireNonNull(centers[c], "a center").length != d) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "center %d has %d coordinates and the points have %d; all must have the same",
                c,
                centers[c].length,
                d));
      }
      for (double coordinate : centers[c]) {
        if (!Double.isFinite(coordinate)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "center %d has the coordinate %s; all must be finite",
                  c,
                  coordinate));
        }
      }
    }
    if (!(radius > 0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the radius is %s; give a number above 0, such as 0.1", radius));
    }
  }

  /** Returns the modes and the share, as in "7 of 8 modes, 92 % near one". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d of %d modes, %.0f %% near one", covered, total, 100 * near);
  }
}
