package generative.evaluation;

import ai.djl.ndarray.NDArray;
import generative.data.Examples;
import generative.nn.Encoder;
import generative.tensor.Gradients;
import generative.tensor.Scope;
import generative.tensor.Values;
import java.util.Arrays;
import java.util.Objects;

/**
 * Which codings a variational autoencoder uses: those whose mean depends on the image. The others
 * it leaves at the unit Gaussian, where they cost nothing and say nothing.
 *
 * <p>A coding is active if the variance of its mean over the examples is above {@value #THRESHOLD}
 * (Y. Burda, R. Grosse, R. Salakhutdinov, "Importance Weighted Autoencoders", 2016, section 5.2).
 */
public final class ActiveUnits {

  /** The variance above which a coding counts as active. */
  public static final double THRESHOLD = 0.01;

  private ActiveUnits() {}

  /**
   * Returns the variance of each coding's mean over the examples, {@code [codings]}.
   *
   * @param encoder gives the Gaussians, as a variational autoencoder does
   * @param examples {@code [n, …]}, n at least 1
   * @throws IllegalArgumentException if they are of another shape or type or not finite, or a mean
   *     isn't
   * @throws IllegalStateException if the examples or the network's weights are closed or missing
   */
  public static double[] variances(Encoder encoder, Examples examples) {
    Objects.requireNonNull(encoder, "encoder");
    Sample.requireWithin(examples, -Float.MAX_VALUE, Float.MAX_VALUE, "all numbers must be finite");
    return Gradients.without(
        () ->
            Scope.freeing(
                () -> {
                  NDArray mean = Likelihood.encode(encoder, examples.data()).mean();
                  NDArray apart = mean.sub(mean.mean(new int[] {0}, true));
                  float[] variances = Values.floats(apart.square().mean(new int[] {0}));
                  double[] doubles = new double[variances.length];
                  Arrays.setAll(doubles, i -> finite(variances[i]));
                  return doubles;
                }));
  }

  private static double finite(double variance) {
    if (!Double.isFinite(variance)) {
      throw new IllegalArgumentException(
          "a mean of the encoder isn't finite, so none of its codings can be told active; if its"
              + " training diverged, train it anew with a smaller learning rate");
    }
    return variance;
  }

  /** Returns how many codings are active on the examples; errors are those of the variances. */
  public static int count(Encoder encoder, Examples examples) {
    return (int) Arrays.stream(variances(encoder, examples)).filter(v -> v > THRESHOLD).count();
  }
}
