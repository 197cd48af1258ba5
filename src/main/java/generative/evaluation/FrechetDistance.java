package generative.evaluation;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * How far two samples are apart if each is taken for a Gaussian with its mean m and covariance C:
 *
 * <pre>|m₁ − m₂|² + tr(C₁ + C₂ − 2 (C₁ C₂)^½),</pre>
 *
 * the squared Wasserstein distance W2 of the two Gaussians (D. C. Dowson, B. V. Landau, "The
 * Fréchet Distance between Multivariate Normal Distributions", 1982). In a classifier's {@link
 * Features} it's what is reported for generators as "FID", there in another classifier's features
 * (M. Heusel, H. Ramsauer, T. Unterthiner, B. Nessler, S. Hochreiter, "GANs Trained by a Two
 * Time-Scale Update Rule Converge to a Local Nash Equilibrium", 2017). Two finite samples of the
 * same distribution are above 0, the more so the smaller they are.
 *
 * <p>The last term is the sum of the singular values of C₁^½ C₂^½, which stays accurate where
 * covariances are singular. Time O(n d² + d³). Stateless and safe to share between threads.
 */
public final class FrechetDistance {

  private FrechetDistance() {}

  /**
   * Returns the distance, in the square of the features' unit, with covariances over n − 1.
   *
   * @param a features {@code [n, d]}, n at least 2
   * @param b features {@code [m, d]}, m at least 2
   * @throws IllegalArgumentException if there is one row only, the dimensions differ, or a number
   *     isn't finite; it names the value
   */
  public static double between(NDArray a, NDArray b) {
    Sample.requireSameWidth(a, "the first sample", b, "the second sample");
    double[][] first = Sample.rows(a, "the first sample", 2);
    double[][] second = Sample.rows(b, "the second sample", 2);
    return between(mean(first), covariance(first), mean(second), covariance(second));
  }

  /**
   * Returns the distance of two Gaussians, in the square of their unit.
   *
   * @param mean1 {@code [d]}
   * @param cov1 {@code [d][d]}, symmetric, no eigenvalue below 0; it may be singular
   * @param mean2 {@code [d]}
   * @param cov2 {@code [d][d]}, likewise
   * @throws IllegalArgumentException if a size is another, a number isn't finite or a covariance
   *     isn't symmetric; it names the place
   */
  public static double between(double[] mean1, double[][] cov1, double[] mean2, double[][] cov2) {
    if (mean1.length != mean2.length || mean1.length == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the means have %d and %d numbers; both must have the same, at least one",
              mean1.length,
              mean2.length));
    }
    double apart = Sample.squaredDistance(mean1, mean2);
    if (!Double.isFinite(apart)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the means are %s apart; all numbers must be finite", Math.sqrt(apart)));
    }
    check(cov1, "first", mean1.length);
    check(cov2, "second", mean2.length);
    RealMatrix c1 = new Array2DRowRealMatrix(cov1);
    RealMatrix c2 = new Array2DRowRealMatrix(cov2);
    RealMatrix roots = root(c1, "first").multiply(root(c2, "second"));
    double common = sum(new SingularValueDecomposition(roots));
    return Math.max(0, apart + c1.getTrace() + c2.getTrace() - 2 * common);
  }

  /** The symmetric square root. Of a covariance singular values and eigenvalues are the same. */
  private static RealMatrix root(RealMatrix covariance, String which) {
    SingularValueDecomposition values = new SingularValueDecomposition(covariance);
    double sum = sum(values);
    if (sum - covariance.getTrace() > 1e-6 * sum) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s covariance has an eigenvalue below 0; a covariance has none",
              which));
    }
    double[] roots = Arrays.stream(values.getSingularValues()).map(Math::sqrt).toArray();
    RealMatrix v = values.getV();
    return v.multiply(MatrixUtils.createRealDiagonalMatrix(roots)).multiply(values.getVT());
  }

  private static double sum(SingularValueDecomposition values) {
    return Arrays.stream(values.getSingularValues()).sum();
  }

  private static void check(double[][] covariance, String which, int d) {
    boolean square = covariance.length == d;
    for (double[] row : covariance) {
      square &= row.length == d;
    }
    if (!square) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s covariance isn't %d × %d, as its mean of %d numbers needs",
              which,
              d,
              d,
              d));
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double scale = Math.abs(covariance[i][j]) + Math.abs(covariance[j][i]);
        if (!(Math.abs(covariance[i][j] - covariance[j][i]) <= 1e-6 * scale)
            || Double.isInfinite(scale)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "the %s covariance holds %s at [%d][%d] and %s at [%d][%d]; it must be finite and symmetric",
                  which,
                  covariance[i][j],
                  i,
                  j,
                  covariance[j][i],
                  j,
                  i));
        }
      }
    }
  }

  private static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += row[k] / rows.length;
      }
    }
    return mean;
  }

  private static double[][] covariance(double[][] rows) {
    double[] mean = mean(rows);
    double[][] covariance = new double[mean.length][mean.length];
    for (double[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        double apart = (row[i] - mean[i]) / (rows.length - 1);
        for (int j = 0; j < mean.length; j++) {
          covariance[i][j] += apart * (row[j] - mean[j]);
        }
      }
    }
    return covariance;
  }
}
