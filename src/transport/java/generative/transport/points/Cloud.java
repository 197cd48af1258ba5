package generative.transport.points;

import java.util.Arrays;

/**
 * Points with masses in the order of a k-d tree: each half of a range lies on one side of a plane
 * across the widest coordinate (J. L. Bentley, "Multidimensional binary search trees used for
 * associative searching", 1975). So clusters are ranges. Time O(n log n), memory O(n).
 */
final class Cloud {

  /** Points that take long enough to look whether the thread was interrupted. */
  private static final int LONG = 1000;

  /** Coordinates {@code [d][n]}. */
  final double[][] x;

  final double[] mass;

  /** Cluster c of this level holds the points {@code child[c]} to {@code child[c + 1] − 1}. */
  final int[] child;

  private Cloud(double[][] x, double[] mass, int[] child) {
    this.x = x;
    this.mass = mass;
    this.child = child;
  }

  int size() {
    return mass.length;
  }

  /** The points {@code [d][n]} of a given order, with their masses {@code [n]} in that order. */
  static Cloud of(double[][] x, double[] mass, int[] order) {
    int n = order.length;
    double[][] sorted = new double[x.length][n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      weight[i] = mass[order[i]];
      for (int k = 0; k < x.length; k++) {
        sorted[k][i] = x[k][order[i]];
      }
    }
    return new Cloud(sorted, weight, null);
  }

  /** Puts the given indices in the order of a k-d tree of their points {@code [d][n]}. */
  static void sort(double[][] x, int[] order) {
    split(x, order, 0, order.length);
  }

  private static void split(double[][] x, int[] order, int from, int to) {
    if (to - from <= 1) {
      return;
    }
    if (to - from > LONG) {
      Watch.check();
    }
    int middle = (from + to) >>> 1;
    select(x[widest(x, order, from, to)], order, from, to - 1, middle);
    split(x, order, from, middle);
    split(x, order, middle, to);
  }

  private static int widest(double[][] x, int[] order, int from, int to) {
    int best = 0;
    double width = -1;
    for (int k = 0; k < x.length; k++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int at = from; at < to; at++) {
        low = Math.min(low, x[k][order[at]]);
        high = Math.max(high, x[k][order[at]]);
      }
      if (high - low > width) {
        width = high - low;
        best = k;
      }
    }
    return best;
  }

  /** Puts the element of rank {@code middle} in its place, smaller before and larger behind it. */
  private static void select(double[] x, int[] order, int first, int last, int middle) {
    int low = first;
    int high = last;
    while (low < high) {
      double pivot = x[order[(low + high) >>> 1]];
      int i = low;
      int j = high;
      while (i <= j) {
        while (x[order[i]] < pivot) {
          i++;
        }
        while (x[order[j]] > pivot) {
          j--;
        }
        if (i <= j) {
          int swapped = order[i];
          order[i++] = order[j];
          order[j--] = swapped;
        }
      }
      if (middle <= j) {
        high = j;
      } else if (middle >= i) {
        low = i;
      } else {
        return;
      }
    }
  }

  /**
   * The clusters' centers of mass, in the same order.
   *
   * @param bounds where each cluster begins, and at last where the last one ends
   */
  Cloud coarser(int[] bounds) {
    int clusters = bounds.length - 1;
    double[][] center = new double[x.length][clusters];
    double[] sum = new double[clusters];
    for (int c = 0; c < clusters; c++) {
      for (int i = bounds[c]; i < bounds[c + 1]; i++) {
        sum[c] += mass[i];
      }
      for (int k = 0; k < x.length; k++) {
        for (int i = bounds[c]; i < bounds[c + 1]; i++) {
          center[k][c] += mass[i] / sum[c] * x[k][i];
        }
      }
    }
    return new Cloud(center, sum, bounds);
  }

  /** Where the ranges begin that halving n points as often as that makes. */
  static int[] halvings(int n, int depth) {
    int[] bounds = {0, n};
    for (int k = 0; k < depth; k++) {
      int[] finer = new int[2 * bounds.length - 1];
      for (int c = 0; c < bounds.length; c++) {
        finer[2 * c] = bounds[c];
        if (c > 0) {
          finer[2 * c - 1] = (bounds[c - 1] + bounds[c]) >>> 1;
        }
      }
      bounds = finer;
    }
    return bounds;
  }

  /** The largest weight over the mean one, or the mean one over the least: whichever is more. */
  double unevenness() {
    double mean = Arrays.stream(mass).sum() / size();
    return mean / Arrays.stream(mass).min().orElseThrow();
  }
}
