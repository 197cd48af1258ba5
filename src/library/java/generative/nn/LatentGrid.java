package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Require;
import java.util.Locale;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Codings all over the latent plane, each standing for an equal share of the unit Gaussian (D. P.
 * Kingma, M. Welling, "Auto-Encoding Variational Bayes", 2014, figure 4).
 */
public final class LatentGrid {

  private static final NormalDistribution GAUSSIAN = new NormalDistribution(0, 1);

  /** Images a side whose codings one array holds. */
  private static final int MOST = 32_767;

  private LatentGrid() {}

  /**
   * Returns the codings of a grid of images: in its rows, the first coding grows to the right, the
   * second one upward. Along each axis they are the unit Gaussian's quantiles at (i + ½) / side.
   *
   * @param side images along each axis
   * @return {@code [side², 2]}, row by row from the top
   * @throws IllegalArgumentException if {@code side} is below 1 or above 32,767
   */
  public static NDArray gaussianGrid(NDManager manager, int side) {
    Require.open(manager, "the manager");
    if (side < 1 || side > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a grid of %d images a side; 1 to %d are possible, and 20 fit a column of text",
              side,
              MOST));
    }
    float[] codings = new float[2 * side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        codings[2 * (row * side + column)] = (float) quantile(column, side);
        codings[2 * (row * side + column) + 1] = (float) quantile(side - 1 - row, side);
      }
    }
    return manager.create(codings, new Shape((long) side * side, 2));
  }

  private static double quantile(int i, int side) {
    return GAUSSIAN.inverseCumulativeProbability((i + 0.5) / side);
  }
}
