package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.IValue;
import generative.objective.Gradients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network together with its optimizer: what its own steps change, and nothing else does. */
final class Player implements AutoCloseable {

  private final Block network;
  private final Descent descent;
  private final Optimizer optimizer;
  private final IValue weights;
  private final List<NDArray> weightArrays;

  /**
   * @param failed the scalar that stops all players of a run, see {@link Optimizer}
   */
  Player(Block network, Descent descent, NDArray failed, NDManager manager) {
    this.network = network;
    this.descent = descent;
    weightArrays = arrays(network, true);
    if (weightArrays.isEmpty()) {
      throw new IllegalArgumentException("the network has no weights to train; add a layer");
    }
    optimizer = new Optimizer(manager, weightArrays, failed, descent);
    weights = Optimizer.list(weightArrays.toArray(NDArray[]::new));
  }

  static List<NDArray> arrays(Block network, boolean gradient) {
    return network.getParameters().values().stream()
        .filter(p -> p.requiresGradient() == gradient)
        .map(Parameter::getArray)
        .toList();
  }

  /** Steps taken, read from the device. */
  int steps() {
    return (int) Tally.value(optimizer.count());
  }

  /** The learning rate at a step counted from 0. */
  double rate(int step) {
    return descent.rate(step);
  }

  /** Gradients of the loss; the caller closes them. */
  IValue gradients(NDArray loss) {
    return Gradients.of(loss, weights);
  }

  /** Moves the weights; if this step or one before wasn't finite, leaves all as it was. */
  void update(NDArray loss, IValue gradients, double learningRate) {
    optimizer.update(weights, gradients, loss, learningRate);
  }

  /** Whether the network still has the weights this player was made for. */
  boolean isCurrent() {
    List<NDArray> now = arrays(network, true);
    for (int i = 0; i < weightArrays.size(); i++) {
      if (now.get(i) != weightArrays.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Weights, statistics and the optimizer's state, by name. */
  Map<String, NDArray> arrays() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    network
        .getParameters()
        .forEach(p -> arrays.put("network/" + p.getKey(), p.getValue().getArray()));
    optimizer.arrays().forEach((name, array) -> arrays.put("optimizer/" + name, array));
    return arrays;
  }

  /** Frees the optimizer's state; the network stays. */
  @Override
  public void close() {
    weights.close();
    optimizer.close();
  }
}
