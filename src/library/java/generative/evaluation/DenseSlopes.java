package generative.evaluation;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import generative.nn.Critic;
import generative.nn.DenseLayer;
import generative.transport.GroundDistance;
import generative.transport.Lipschitz;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The slopes of a critic of dense layers with ReLU, in double precision, and their bound. */
final class DenseSlopes extends Slopes {

  private final Critic critic;

  DenseSlopes(Critic critic) {
    super(critic::value, new Shape(critic.inputs()));
    this.critic = critic;
  }

  /** Returns the product of the layers' spectral norms. */
  @Override
  double bound() {
    return critic.layers().stream()
        .map(DenseLayer::weight)
        .mapToDouble(SpectralNorm::of)
        .reduce(1, (a, b) -> a * b);
  }

  @Override
  double ratio(double[] values, double[][] points) {
    return Lipschitz.constant(values, points, GroundDistance.EUCLIDEAN).value();
  }

  /** Returns the gradient norm at each point {@code [n][d]}, {@code [n]}, in double precision. */
  @Override
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

  /** So that the difference of values of points near each other is no rounding. */
  @Override
  double[] values(float[][] points) {
    return within(
        Device.cpu(),
        points,
        x -> {
          List<NDArray> outputs = outputs(x);
          return outputs.get(outputs.size() - 1).toDoubleArray();
        });
  }

  private static NDArray doubles(NDArray array, NDManager manager) {
    NDArray here = array.toDevice(Device.cpu(), true);
    here.attach(manager);
    return here.toType(DataType.FLOAT64, true);
  }
}
