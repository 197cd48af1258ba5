package generative.training.optimizer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import generative.tensor.Compute;
import generative.tensor.Gradients;
import generative.tensor.TensorList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A problem without random numbers, to hold optimizers against Python's torch: a network 3-4-1
 * learns eight examples one after the other, squared error, a hundred steps. In Python:
 *
 * <pre>{@code
 * def wave(size, *shape):
 *     numbers = [size * math.sin(k + 1) for k in range(math.prod(shape))]
 *     return torch.tensor(numbers, dtype=torch.float32).reshape(shape)
 *
 * x, y = wave(1, 8, 3), wave(1, 8)
 * weights = [wave(size, *shape).requires_grad_() for shape in ((4, 3), (4,), (1, 4), (1,))]
 * optimizer = torch.optim.RMSprop(weights, lr=5e-5)
 * for t in range(100):
 *     i = t % 8
 *     hidden = torch.relu(x[i : i + 1] @ weights[0].T + weights[1])
 *     loss = (hidden @ weights[2].T + weights[3] - y[i]).square().mean()
 *     optimizer.zero_grad(); loss.backward(); optimizer.step()
 *     with torch.no_grad():
 *         for w in weights: w.clamp_(-0.01, 0.01)  # where weights are clipped
 * print([f"{w:.9g}" for part in weights for w in part.flatten().tolist()])
 * }</pre>
 */
final class EightInTurn {

  private static final int STEPS = 100;

  private final NDManager manager;
  private final List<NDArray> weights;

  private EightInTurn(NDManager manager, double size) {
    this.manager = manager;
    weights =
        Stream.of(new Shape(4, 3), new Shape(4), new Shape(1, 4), new Shape(1))
            .map(shape -> wave(size, shape))
            .toList();
    weights.forEach(w -> w.setRequiresGradient(true));
  }

  /**
   * All weights after a hundred steps.
   *
   * @param size of the weights at the beginning
   */
  static float[] weightsAfter(Descent descent, double size) {
    try (NDManager manager = Compute.newManager()) {
      EightInTurn problem = new EightInTurn(manager, size);
      problem.learn(descent);
      return problem.weights();
    }
  }

  private void learn(Descent descent) {
    NDArray failed = manager.zeros(new Shape());
    NDArray x = wave(1, new Shape(8, 3));
    NDArray y = wave(1, new Shape(8));
    try (Optimizer optimizer = new Optimizer(manager, weights, failed, descent);
        TensorList all = TensorList.of(weights)) {
      for (int t = 0; t < STEPS; t++) {
        step(optimizer, all, x.get("{}:{}", t % 8, t % 8 + 1), y.get(t % 8), descent.rate(t));
      }
    }
  }

  private void step(Optimizer optimizer, TensorList all, NDArray x, NDArray y, double rate) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray hidden = Activation.relu(x.matMul(weights.get(0).transpose()).add(weights.get(1)));
      NDArray output = hidden.matMul(weights.get(2).transpose()).add(weights.get(3));
      NDArray loss = output.sub(y).square().mean();
      try (TensorList gradients = Gradients.of(loss, all)) {
        optimizer.update(all, gradients, loss, rate);
      }
    }
  }

  private float[] weights() {
    float[] numbers = new float[21];
    int k = 0;
    for (NDArray part : weights) {
      for (float number : part.toFloatArray()) {
        numbers[k++] = number;
      }
    }
    return numbers;
  }

  private NDArray wave(double size, Shape shape) {
    float[] numbers = new float[(int) shape.size()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = (float) (size * Math.sin(k + 1));
    }
    return manager.create(numbers, shape);
  }
}
