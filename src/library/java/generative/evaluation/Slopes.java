package generative.evaluation;

import static generative.objective.GradientPenalty.slope;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import generative.nn.Critic;
import generative.nn.DenseLayer;
import generative.tensor.Compute;
import generative.tensor.Gradients;
import generative.tensor.Scope;
import generative.tensor.Values;
import generative.transport.GroundDistance;
import generative.transport.Lipschitz;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A critic's gradient norms and difference quotients, as plain numbers. */
final class Slopes {

  private final Critic critic;

  Slopes(Critic critic) {
    this.critic = critic;
  }

  /**
   * Returns the gradient norm at each point {@code [n][d]}, {@code [n]}, as the engine has it: in
   * floats, of which the squares of large weights overflow, and 1e-6 where nothing moves.
   */
  double[] at(float[][] points) {
    float[] norms = within(Compute.device(), points, x -> Values.floats(slope(critic::value, x)));
    return IntStream.range(0, norms.length).mapToDouble(i -> norms[i]).toArray();
  }

  /** Returns the product of the layers' spectral norms. */
  double bound() {
    return critic.layers().stream()
        .map(DenseLayer::weight)
        .mapToDouble(SpectralNorm::of)
        .reduce(1, (a, b) -> a * b);
  }

  /**
   * Returns the largest |f(x) − f(y)| / ‖x − y‖ over pairs of different points {@code [n][d]} of
   * both sets. In double precision, since points may lie so near each other that the difference of
   * two floats would be rounding.
   *
   * @throws IllegalArgumentException if the critic's value of a point isn't finite
   */
  double largestRatio(float[][] reals, float[][] fakes) {
    float[][] different =
        Stream.of(reals, fakes)
            .flatMap(Arrays::stream)
            .map(FloatBuffer::wrap)
            .distinct()
            .map(FloatBuffer::array)
            .toArray(float[][]::new);
    double[] values = within(Device.cpu(), different, this::exactly);
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the critic's value of a point is %s, so it has no steepness; if its training"
                    + " diverged, train it anew with a smaller learning rate",
                value));
      }
    }
    double[][] points = new double[different.length][];
    for (int i = 0; i < points.length; i++) {
      float[] point = different[i];
      points[i] = IntStream.range(0, point.length).mapToDouble(k -> point[k] + 0.0).toArray();
    }
    return Lipschitz.constant(values, points, GroundDistance.EUCLIDEAN).value();
  }

  /** Returns the gradient norm at each point {@code [n][d]}, {@code [n]}, in double precision. */
  double[] exactlyAt(float[][] points) {
    double[] flat = within(Device.cpu(), points, x -> gradients(x).toDoubleArray());
    int d = critic.inputs();
    return IntStream.range(0, points.length)
        .mapToDouble(i -> length(Arrays.copyOfRange(flat, i * d, (i + 1) * d)))
        .toArray();
  }

  /** The root of the sum of squares, which may overflow where the root doesn't. */
  private static double length(double[] vector) {
    double largest = Arrays.stream(vector).map(Math::abs).max().orElseThrow();
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    return largest * Math.sqrt(Arrays.stream(vector).map(v -> v / largest * (v / largest)).sum());
  }

  /** The gradients {@code [n, d]}, by the chain rule from the last layer to the first. */
  private NDArray gradients(NDArray x) {
    List<NDArray> outputs = outputs(x);
    NDArray gradient = outputs.get(outputs.size() - 1).onesLike();
    for (int i = outputs.size() - 1; i >= 0; i--) {
      boolean last = i == outputs.size() - 1;
      NDArray zeros = outputs.get(i).zerosLike();
      NDArray through =
          last ? gradient : gradient.mul(outputs.get(i).gt(zeros).toType(DataType.FLOAT64, false));
      gradient = through.matMul(doubles(critic.layers().get(i).weight(), x.getManager()));
    }
    return gradient;
  }

  /** What each layer gives before its ReLU, in double precision on the CPU. */
  private List<NDArray> outputs(NDArray x) {
    List<NDArray> outputs = new ArrayList<>();
    NDArray input = x.toType(DataType.FLOAT64, true);
    for (DenseLayer layer : critic.layers()) {
      NDArray weight = doubles(layer.weight(), x.getManager());
      NDArray bias = doubles(layer.bias(), x.getManager());
      NDArray output = input.matMul(weight.transpose()).add(bias);
      outputs.add(output);
      input = Activation.relu(output);
    }
    return outputs;
  }

  private double[] exactly(NDArray x) {
    List<NDArray> outputs = outputs(x);
    return outputs.get(outputs.size() - 1).toDoubleArray();
  }

  private static NDArray doubles(NDArray array, NDManager manager) {
    NDArray here = array.toDevice(Device.cpu(), true);
    here.attach(manager);
    return here.toType(DataType.FLOAT64, true);
  }

  /** Does something with the points as an array {@code [n, d]}; all memory is given back. */
  private <T> T within(Device device, float[][] points, Function<NDArray, T> action) {
    int d = critic.inputs();
    float[] flat = new float[points.length * d];
    for (int i = 0; i < points.length; i++) {
      System.arraycopy(points[i], 0, flat, i * d, d);
    }
    return Gradients.without(
        () -> {
          return Scope.freeing(
              () -> {
                try (NDManager manager = Engine.getInstance().newBaseManager(device)) {
                  return action.apply(manager.create(flat, new Shape(points.length, d)));
                }
              });
        });
  }

  /** Cuts row-major values into rows of d. */
  static float[][] rows(float[] values, int d) {
    return IntStream.range(0, values.length / d)
        .mapToObj(i -> Arrays.copyOfRange(values, i * d, (i + 1) * d))
        .toArray(float[][]::new);
  }
}
