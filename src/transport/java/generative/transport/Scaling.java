package generative.transport;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/**
 * The iteration of Sinkhorn's algorithm at one epsilon, and the way to a smaller one.
 *
 * <p>The plan is K_ij v_j up to a factor for each row, with K = a b exp((f + g − cost) / ε). As
 * long as the factors are moderate, an iteration multiplies by K alone. When they grow out of
 * bounds, it is done with logarithms, and f and g take them up (B. Schmitzer, "Stabilized Sparse
 * Scaling Algorithms for Entropy Regularized Transport Problems", 2019). Both ways return the same
 * numbers. For one thread.
 */
final class Scaling {

  private static final double LARGE = 1e100;

  final double[] f;
  final double[] g;
  final double[][] kernel;
  private final double[] a;
  private final double[] b;
  private final double[] logA;
  private final double[] logB;
  private final double[][] cost;
  private final double[] v;
  private final double[] columns;
  private double epsilon;
  private int iterations;
  private boolean plain;

  /** Weights a {@code [n]} and b {@code [m]} of sum 1, the cost {@code [n][m]}, the first ε. */
  Scaling(double[] a, double[] b, double[][] cost, double epsilon) {
    this.a = a;
    this.b = b;
    this.cost = cost;
    this.epsilon = epsilon;
    logA = Arrays.stream(a).map(Math::log).toArray();
    logB = Arrays.stream(b).map(Math::log).toArray();
    f = new double[a.length];
    g = new double[b.length];
    v = new double[b.length];
    columns = new double[b.length];
    kernel = new double[a.length][b.length];
    Arrays.fill(v, 1);
  }

  /** Begins with K itself, of numbers that don't overflow: costs within some hundred ε. */
  void begin() {
    plain = true;
    for (int i = 0; i < a.length; i++) {
      pause();
      f[i] = Arrays.stream(cost[i]).min().orElseThrow();
      for (int j = 0; j < b.length; j++) {
        kernel[i][j] = a[i] * b[j] * Math.exp((f[i] - cost[i][j]) / epsilon);
      }
    }
  }

  /** One more iteration, after which K is the plan itself, and f and g its potentials. */
  void finish() {
    if (!plain || !finishPlainly()) {
      iterateInLogarithms();
    }
  }

  private boolean finishPlainly() {
    double[] u = new double[a.length];
    Arrays.fill(columns, 0);
    boolean inBounds = true;
    for (int i = 0; i < a.length; i++) {
      pause();
      u[i] = a[i] / dot(kernel[i], v);
      inBounds &= u[i] < LARGE && u[i] > 1 / LARGE;
      for (int j = 0; j < columns.length; j++) {
        columns[j] += u[i] * kernel[i][j];
      }
    }
    for (int j = 0; j < b.length; j++) {
      double next = b[j] / columns[j];
      inBounds &= next < LARGE && next > 1 / LARGE; // no for a weight of 0, whose factor is none
    }
    if (!inBounds) {
      return false;
    }
    iterations++;
    for (int j = 0; j < b.length; j++) {
      v[j] = b[j] / columns[j];
      g[j] += epsilon * Math.log(v[j]);
    }
    for (int i = 0; i < a.length; i++) {
      f[i] += epsilon * Math.log(u[i]);
      for (int j = 0; j < b.length; j++) {
        kernel[i][j] *= u[i] * v[j];
      }
    }
    Arrays.fill(v, 1);
    return true;
  }

  /** How many iterations there were, of either kind. */
  int iterations() {
    return iterations;
  }

  /** Goes over to another ε from where the potentials are. */
  void cool(double next) {
    absorb();
    epsilon = next;
    iterateInLogarithms();
  }

  /** Fits the rows, then the columns; returns Σ |column − b| between the two. */
  double iterate() {
    if (!fitRows()) {
      return iterateInLogarithms();
    }
    iterations++;
    double error = 0;
    for (int j = 0; j < b.length; j++) {
      if (b[j] > 0) {
        error += Math.abs(v[j] * columns[j] - b[j]);
        v[j] = b[j] / columns[j];
      }
    }
    return error;
  }

  /** Sums the columns of the plan whose rows fit; says whether all factors are in bounds. */
  private boolean fitRows() {
    Arrays.fill(columns, 0);
    for (int i = 0; i < a.length; i++) {
      pause();
      if (a[i] > 0) {
        double u = a[i] / dot(kernel[i], v);
        if (!(u < LARGE)) {
          return false;
        }
        for (int j = 0; j < columns.length; j++) {
          columns[j] += u * kernel[i][j];
        }
      }
    }
    for (int j = 0; j < b.length; j++) {
      double next = b[j] / columns[j];
      if (b[j] > 0 && !(next < LARGE && next > 1 / LARGE)) {
        return false;
      }
    }
    return true;
  }

  /** The same iteration without a number that could overflow; K becomes the plan itself. */
  double iterateInLogarithms() {
    plain = false;
    iterations++;
    absorb();
    double[] before = g.clone();
    softMinOfRows();
    softMinOfColumns();
    double error = 0;
    for (int j = 0; j < b.length; j++) {
      error += b[j] * Math.abs(Math.expm1((before[j] - g[j]) / epsilon));
      for (int i = 0; i < a.length; i++) {
        kernel[i][j] = Math.exp(logA[i] + logB[j] + (f[i] + g[j] - cost[i][j]) / epsilon);
      }
    }
    return error;
  }

  private void absorb() {
    for (int j = 0; j < b.length; j++) {
      g[j] += epsilon * Math.log(v[j]);
      v[j] = 1;
    }
  }

  /** f_i = −ε log Σ_j b_j exp((g_j − cost_ij) / ε), with the largest exponent taken out. */
  private void softMinOfRows() {
    double[] exponent = new double[b.length];
    for (int i = 0; i < a.length; i++) {
      pause();
      double largest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < b.length; j++) {
        exponent[j] = logB[j] + (g[j] - cost[i][j]) / epsilon;
        largest = Math.max(largest, exponent[j]);
      }
      double sum = 0;
      for (double e : exponent) {
        sum += Math.exp(e - largest);
      }
      f[i] = -epsilon * (largest + Math.log(sum));
    }
  }

  /** g_j = −ε log Σ_i a_i exp((f_i − cost_ij) / ε), row by row as the matrix lies in memory. */
  private void softMinOfColumns() {
    double[] largest = new double[b.length];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < a.length; i++) {
      pause();
      for (int j = 0; j < b.length; j++) {
        largest[j] = Math.max(largest[j], logA[i] + (f[i] - cost[i][j]) / epsilon);
      }
    }
    double[] sum = new double[b.length];
    for (int i = 0; i < a.length; i++) {
      pause();
      for (int j = 0; j < b.length; j++) {
        sum[j] += Math.exp(logA[i] + (f[i] - cost[i][j]) / epsilon - largest[j]);
      }
    }
    for (int j = 0; j < b.length; j++) {
      g[j] = -epsilon * (largest[j] + Math.log(sum[j]));
    }
  }

  private void pause() {
    if (Thread.interrupted()) {
      throw new CancellationException(
          String.format(Locale.ROOT, "Stopped after %,d iterations.", iterations));
    }
  }

  /** Four sums at once, since one would wait for its own last addition. */
  private static double dot(double[] x, double[] y) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int whole = x.length & ~3;
    for (int j = 0; j < whole; j += 4) {
      s0 += x[j] * y[j];
      s1 += x[j + 1] * y[j + 1];
      s2 += x[j + 2] * y[j + 2];
      s3 += x[j + 3] * y[j + 3];
    }
    for (int j = whole; j < x.length; j++) {
      s0 += x[j] * y[j];
    }
    return s0 + s1 + (s2 + s3);
  }
}
