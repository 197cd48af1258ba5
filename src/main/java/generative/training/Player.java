package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.IValue;
import generative.objective.Gradients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network together with its optimizer: what one step of training changes, and nothing else.
 *
 * <p>Parameters without gradient, such as the running statistics of batch normalization, move in
 * forward already; they can be put back.
 */
final class Player implements AutoCloseable {

  private final Block network;
  private final Adam optimizer;
  private final IValue weights;
  private final List<NDArray> weightArrays;
  private final List<NDArray> statistics;

  Player(Block network, Adam.Settings settings, NDManager manager) {
    this.network = network;
    weightArrays = arrays(network, true);
    statistics = arrays(network, false);
    if (weightArrays.isEmpty()) {
      throw new IllegalArgumentException("the network has no weights to train; add a layer");
    }
    optimizer = new Adam(manager, weightArrays, settings);
    weights = Adam.list(weightArrays.toArray(NDArray[]::new));
  }

  private static List<NDArray> arrays(Block network, boolean gradient) {
    return network.getParameters().values().stream()
        .filter(p -> p.requiresGradient() == gradient)
        .map(Parameter::getArray)
        .toList();
  }

  Adam optimizer() {
    return optimizer;
  }

  /** Gradients of the loss; the caller closes them. */
  IValue gradients(NDArray loss) {
    return Gradients.of(loss, weights);
  }

  /** A copy of the statistics as they are. */
  NDList statistics() {
    NDList copy = new NDList();
    statistics.forEach(s -> copy.add(s.duplicate()));
    return copy;
  }

  /** Puts the statistics back. */
  void restore(NDList copy) {
    for (int i = 0; i < statistics.size(); i++) {
      InPlace.copy(copy.get(i), statistics.get(i));
    }
  }

  /** Moves the weights; if this step or one before wasn't finite, leaves all as it was. */
  void update(NDArray loss, IValue gradients, double learningRate, NDList statisticsBefore) {
    optimizer.update(weights, gradients, loss, learningRate);
    for (int i = 0; i < statistics.size(); i++) {
      NDArray now = statistics.get(i);
      NDArray failed = optimizer.failed().gt(0).broadcast(now.getShape());
      InPlace.copy(NDArrays.where(failed, statisticsBefore.get(i), now), now);
    }
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
    optimizer.arrays().forEach((name, array) -> arrays.put("adam/" + name, array));
    return arrays;
  }

  /** Frees the optimizer's state; the network stays. */
  @Override
  public void close() {
    weights.close();
    optimizer.close();
  }
}
