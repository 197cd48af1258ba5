package generative.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import nu.pattern.OpenCV;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * OpenCV's EMD, exact for a few points in single precision. It divides the work by the larger of
 * the sums; Rubner, Tomasi and Guibas, and we, by what is carried, which is the smaller.
 */
class OpenCvTest {

  @BeforeAll
  static void load() {
    OpenCV.loadLocally();
  }

  @Test
  void findsTheSameWorkForEqualAndUnequalSums() {
    Random random = new Random(1);
    for (int trial = 0; trial < 100; trial++) {
      Signature p = signature(1 + random.nextInt(8), random);
      Signature q = signature(1 + random.nextInt(8), random);
      if (trial % 2 == 0) {
        double scale = p.total() / q.total();
        q = Signature.of(q.points(), Arrays.stream(q.weights()).map(w -> w * scale).toArray());
      }
      double larger = Math.max(p.total(), q.total());
      double expected = larger * Imgproc.EMD(rows(p), rows(q), Imgproc.CV_DIST_L2);
      assertThat(EarthMoversDistance.transport(p, q, GroundDistance.EUCLIDEAN).work())
          .as("trial %d, %s against %s", trial, p, q)
          .isCloseTo(expected, within(1e-5 * expected));
    }
  }

  private static Signature signature(int n, Random random) {
    double[][] points = new double[n][3];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      Arrays.setAll(points[i], k -> random.nextInt(256));
      weights[i] = 0.1 + random.nextDouble();
    }
    return Signature.of(points, weights);
  }

  /** A weight and a point in each row. */
  private static Mat rows(Signature signature) {
    Mat rows = new Mat(signature.size(), 1 + signature.dimension(), CvType.CV_32F);
    for (int i = 0; i < signature.size(); i++) {
      rows.put(i, 0, (float) signature.weights()[i]);
      for (int k = 0; k < signature.dimension(); k++) {
        rows.put(i, 1 + k, (float) signature.points()[i][k]);
      }
    }
    return rows;
  }
}
