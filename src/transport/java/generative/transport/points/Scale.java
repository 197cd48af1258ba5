package generative.transport.points;

import java.util.Arrays;

/**
 * Points brought to size 1 by a power of two, which rounds nothing, so that squares stay numbers.
 */
final class Scale {

  private Scale() {}

  /**
   * Returns by which power of two coordinates are divided.
   *
   * @throws IllegalArgumentException if two points are further apart than a number can be
   */
  static int exponent(Ground ground, double[][]... clouds) {
    double extent = 0;
    double diameter = 0;
    for (int k = 0; k < clouds[0][0].length; k++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double[][] cloud : clouds) {
        for (double[] point : cloud) {
          low = Math.min(low, point[k]);
          high = Math.max(high, point[k]);
        }
      }
      extent = Math.max(extent, high - low);
    }
    for (int k = 0; k < clouds[0][0].length; k++) {
      diameter = ground.add(diameter, 1);
    }
    diameter = ground.finish(diameter) * Math.pow(extent, ground.degree());
    if (!(diameter < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the points are further apart than a number can be; divide all coordinates by one number");
    }
    return extent == 0 ? 0 : Math.getExponent(extent);
  }

  /** What costs are multiplied by in the end. */
  static double unit(Ground ground, int exponent) {
    return Math.scalb(1.0, ground.degree() * exponent);
  }

  /** The points {@code [n][d]} as coordinates {@code [d][n]}, scaled down. */
  static double[][] columns(double[][] points, int exponent) {
    double[][] columns = new double[points[0].length][points.length];
    for (int i = 0; i < points.length; i++) {
      for (int k = 0; k < columns.length; k++) {
        columns[k][i] = Math.scalb(points[i][k], -exponent);
      }
    }
    return columns;
  }

  static Cloud cloud(double[][] points, double[] mass, int[] order, int exponent) {
    return Cloud.of(columns(points, exponent), mass, order);
  }

  static int[] all(int size) {
    int[] all = new int[size];
    Arrays.setAll(all, i -> i);
    return all;
  }
}
