package generative.transport;

import generative.transport.simplex.Stop;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/** The ground distances with a fast way to fill a matrix: column by column, many pairs at once. */
enum Metric implements GroundDistance {
  EUCLIDEAN(true) {
    @Override
    void add(double[] sums, double x, double[] ys) {
      addSquares(sums, x, ys);
    }

    @Override
    double finish(double sum) {
      return Math.sqrt(sum);
    }

    @Override
    double anew(double[] x, double[] y, double distance) {
      double largest = CHEBYSHEV.between(x, y);
      double sum = 0;
      for (int k = 0; k < x.length; k++) {
        double part = (x[k] - y[k]) / largest;
        sum += part * part;
      }
      return largest == 0 ? 0 : largest * Math.sqrt(sum);
    }
  },
  MANHATTAN(true) {
    @Override
    void add(double[] sums, double x, double[] ys) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += Math.abs(x - ys[j]);
      }
    }
  },
  CHEBYSHEV(true) {
    @Override
    void add(double[] sums, double x, double[] ys) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] = Math.max(sums[j], Math.abs(x - ys[j]));
      }
    }
  },
  SQUARED_EUCLIDEAN(false) {
    @Override
    void add(double[] sums, double x, double[] ys) {
      addSquares(sums, x, ys);
    }
  };

  /** Pairs a pass works on; their sums and 784 coordinates of each stay in the second cache. */
  private static final int BLOCK = 64;

  /** A root below, zero aside, may be of squares that underflowed. */
  private static final double SMALLEST = 0x1p-480;

  private final boolean norm;

  Metric(boolean norm) {
    this.norm = norm;
  }

  /** Adds one coordinate's share to the sums of pairs (x, ys[j]). */
  abstract void add(double[] sums, double x, double[] ys);

  double finish(double sum) {
    return sum;
  }

  /**
   * Finds a distance once more that is very small, not finite or NaN, without leaving the range.
   */
  double anew(double[] x, double[] y, double distance) {
    return distance;
  }

  @Override
  public boolean isNorm() {
    return norm;
  }

  @Override
  public double between(double[] x, double[] y) {
    if (Objects.requireNonNull(x, "x").length != Objects.requireNonNull(y, "y").length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the points have %d and %d coordinates; both must have the same",
              x.length,
              y.length));
    }
    double[] sum = {0};
    double[] coordinate = {0};
    for (int k = 0; k < x.length; k++) {
      coordinate[0] = y[k];
      add(sum, x[k], coordinate);
    }
    double distance = finish(sum[0]);
    return isOrdinary(distance) ? distance : checked(anew(x, y, distance), x, y);
  }

  private static boolean isOrdinary(double distance) {
    return distance > SMALLEST && distance < Double.POSITIVE_INFINITY;
  }

  private static double checked(double distance, double[] x, double[] y) {
    for (int k = 0; k < x.length && !Double.isFinite(distance); k++) {
      if (!Double.isFinite(x[k]) || !Double.isFinite(y[k])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "coordinate %d is %s and %s; coordinates must be finite",
                k,
                x[k],
                y[k]));
      }
    }
    if (!Double.isFinite(distance)) {
      throw new IllegalArgumentException(
          "the points are further apart than a number can be; divide all coordinates by one number");
    }
    return distance;
  }

  @Override
  public double[][] costs(Signature p, Signature q) {
    double[][] costs = CostMatrix.allocate(p, q);
    for (int from = 0; from < q.size(); from += BLOCK) {
      Stop.check();
      double[][] columns = columns(q, from, Math.min(BLOCK, q.size() - from));
      double[] sums = new double[columns[0].length];
      for (int i = 0; i < p.size(); i++) {
        Arrays.fill(sums, 0);
        for (int k = 0; k < columns.length; k++) {
          add(sums, p.points[i][k], columns[k]);
        }
        for (int j = 0; j < sums.length; j++) {
          double cost = finish(sums[j]);
          costs[i][from + j] = isOrdinary(cost) ? cost : between(p.points[i], q.points[from + j]);
        }
      }
    }
    return costs;
  }

  /** The coordinates {@code [d][count]} of the points from the given one on. */
  private static double[][] columns(Signature q, int from, int count) {
    double[][] columns = new double[q.dimension()][count];
    for (int j = 0; j < count; j++) {
      for (int k = 0; k < columns.length; k++) {
        columns[k][j] = q.points[from + j][k];
      }
    }
    return columns;
  }

  private static void addSquares(double[] sums, double x, double[] ys) {
    for (int j = 0; j < sums.length; j++) {
      double difference = x - ys[j];
      sums[j] += difference * difference;
    }
  }
}
