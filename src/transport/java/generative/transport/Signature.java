package generative.transport;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * Weighted points: a distribution's atoms, or the clusters of an image (Y. Rubner, C. Tomasi, L. J.
 * Guibas, "The Earth Mover's Distance as a Metric for Image Retrieval", 2000).
 *
 * <p>Points and weights are copied on the way in and on the way out, so a signature never changes
 * and threads may share it. Weights need not sum to 1.
 */
public final class Signature {

  final double[][] points;
  final double[] weights;

  private Signature(double[][] points, double[] weights) {
    this.points = points;
    this.weights = weights;
  }

  /**
   * Returns the points with their weights.
   *
   * @param points {@code [n][d]}, finite, n and d at least 1
   * @param weights {@code [n]}, finite, not negative, not all zero
   * @throws IllegalArgumentException if there is no point, lengths differ, or a number is out of
   *     range; it names the index and the value
   */
  public static Signature of(double[][] points, double[] weights) {
    if (Objects.requireNonNull(points, "points").length
        != Objects.requireNonNull(weights, "weights").length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d points have %d weights; give each point one",
              points.length,
              weights.length));
    }
    checkPoints(points);
    checkWeights(weights);
    return new Signature(copy(points), weights.clone());
  }

  /**
   * Returns the points with weight 1/n each.
   *
   * @param points {@code [n][d]}, finite, n and d at least 1
   * @throws IllegalArgumentException if there is no point, dimensions differ or a coordinate isn't
   *     finite; it names the index and the value
   */
  public static Signature uniform(double[][] points) {
    double[] weights = new double[Objects.requireNonNull(points, "points").length];
    Arrays.fill(weights, 1.0 / points.length);
    return of(points, weights);
  }

  /** The number n of points, those of weight zero included. */
  public int size() {
    return weights.length;
  }

  /** The number d of coordinates of each point. */
  public int dimension() {
    return points[0].length;
  }

  /** A copy of the points, {@code [n][d]}. */
  public double[][] points() {
    return copy(points);
  }

  /** A copy of the weights, {@code [n]}. */
  public double[] weights() {
    return weights.clone();
  }

  /** The sum of the weights. */
  public double total() {
    return Arrays.stream(weights).sum();
  }

  /** The mean of the points by weight, {@code [d]}. */
  public double[] centroid() {
    double[] centroid = new double[dimension()];
    double total = total();
    for (int i = 0; i < size(); i++) {
      double share = weights[i] / total;
      for (int k = 0; k < centroid.length; k++) {
        centroid[k] += share * points[i][k];
      }
    }
    return centroid;
  }

  /** Says "4 points in 3 dimensions, total weight 1.0". */
  @Override
  public String toString() {
    return size() + " points in " + dimension() + " dimensions, total weight " + total();
  }

  static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** Throws NullPointerException, which names the row, if the rows or one of them are null. */
  static void requireRows(String name, double[][] rows) {
    Objects.requireNonNull(rows, name);
    for (int i = 0; i < rows.length; i++) {
      int row = i;
      Objects.requireNonNull(
          rows[i], () -> name + "[" + row + "] is null; give each row its numbers");
    }
  }

  static void checkPoints(double[][] points) {
    requireRows("points", points);
    if (points.length == 0 || points[0].length == 0) {
      throw new IllegalArgumentException(
          "a signature needs at least one point with at least one coordinate");
    }
    for (int i = 0; i < points.length; i++) {
      if (points[i].length != points[0].length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "point %d has dimension %d and point 0 has %d; all must have the same",
                i,
                points[i].length,
                points[0].length));
      }
      for (int k = 0; k < points[i].length; k++) {
        if (!Double.isFinite(points[i][k])) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "coordinate %d of point %d is %s; coordinates must be finite",
                  k,
                  i,
                  points[i][k]));
        }
      }
    }
  }

  /** Throws IllegalArgumentException unless the weights are finite, not negative, not all zero. */
  static void checkWeights(double[] weights) {
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "weight %d is %s; weights must be finite and not negative",
                i,
                weights[i]));
      }
      total += weights[i];
    }
    if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %d weights sum to %s; the sum must be positive and finite",
              weights.length,
              total));
    }
  }
}
