package generative.transport;

import java.util.Arrays;
import java.util.Locale;

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

  private final boolean norm;

  Metric(boolean norm) {
    this.norm = norm;
  }

  /** Adds one coordinate's share to the sums of pairs (x, ys[j]). */
  abstract void add(double[] sums, double x, double[] ys);

  double finish(double sum) {
    return sum;
  }

  @Override
  public boolean isNorm() {
    return norm;
  }

  @Override
  public double between(double[] x, double[] y) {
    if (x.length != y.length) {
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
    return finish(sum[0]);
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
          costs[i][from + j] = finish(sums[j]);
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
