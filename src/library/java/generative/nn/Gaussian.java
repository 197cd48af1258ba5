package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Require;
import java.util.Locale;

/**
 * A Gaussian over codings for each example, independent in every coding, by its mean and its
 * log-variance: what the encoder of a {@link VariationalAutoencoder} says of an image. Two are
 * equal if their arrays hold the same numbers.
 *
 * @param mean {@code [n, codings]}
 * @param gamma γ = log σ², {@code [n, codings]}; any number is allowed, where a variance would have
 *     to be kept positive
 */
public record Gaussian(NDArray mean, NDArray gamma) {

  /**
   * Takes both as they are.
   *
   * @throws IllegalArgumentException if one is closed or not floating point, or if shapes differ
   */
  public Gaussian {
    DataType type = Require.open(mean, "the mean").getDataType();
    if (!type.isFloating()
        || !Require.open(gamma, "gamma").getDataType().equals(type)
        || !mean.getShape().equals(gamma.getShape())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the mean is %s %s, gamma %s %s; both must be floating point of one shape",
              type.name().toLowerCase(Locale.ROOT),
              mean.getShape(),
              Require.type(gamma),
              gamma.getShape()));
    }
  }

  /** Returns the standard deviations σ = exp(γ / 2), {@code [n, codings]}. */
  public NDArray deviation() {
    Require.open(gamma, "gamma");
    return Forward.result(
        () -> {
          NDManager manager = gamma.getManager();
          NDArray half = manager.full(new Shape(), 0.5f, gamma.getDataType());
          return gamma.mul(half).exp();
        });
  }

  /**
   * Draws codings {@code [n, codings]}, one for each example, as mean + σ · noise: the noise is
   * drawn apart, so that the draw has a gradient with respect to mean and σ (D. P. Kingma, M.
   * Welling, "Auto-Encoding Variational Bayes", 2014).
   */
  public NDArray sample() {
    return Forward.result(() -> mean.add(deviation().mul(noise(mean.getShape()))));
  }

  /**
   * Draws so many codings for each example, {@code [draws, n, codings]}.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  public NDArray sample(int draws) {
    if (draws < 1) {
      throw new IllegalArgumentException(draws + " draws; give at least 1");
    }
    Shape shape = new Shape(draws).addAll(mean.getShape());
    return Forward.result(() -> deviation().mul(noise(shape)).add(mean));
  }

  private NDArray noise(Shape shape) {
    return Require.open(mean, "the mean")
        .getManager()
        .randomNormal(0, 1, shape, mean.getDataType(), mean.getDevice());
  }
}
