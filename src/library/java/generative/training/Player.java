package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import generative.tensor.Gradients;
import generative.tensor.Require;
import generative.tensor.TensorList;
import generative.tensor.Values;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A network together with its optimizer: what its own steps change, and nothing else does.
 *
 * <p>Weights may be frozen and unfrozen between two steps; each step moves those that aren't.
 */
final class Player implements AutoCloseable {

  private final Block network;
  private final Descent descent;
  private final Optimizer optimizer;
  private final List<NDArray> all;
  private final List<Parameter> parameters;
  private int[] moving;
  private TensorList weights;

  /**
   * @param failed the scalar that stops all players of a run, see {@link Optimizer}
   */
  Player(Block network, Descent descent, NDArray failed, NDManager manager) {
    this.network = network;
    this.descent = descent;
    all = allArrays(network);
    parameters = learning(network);
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("the network has no weights to train; add a layer");
    }
    List<NDArray> arrays = parameters.stream().map(Parameter::getArray).toList();
    arrays.forEach(Player::check);
    optimizer = new Optimizer(manager, arrays, failed, descent);
  }

  /** One for each array, though a layer may stand in the network twice. */
  private static List<Parameter> learning(Block network) {
    Map<NDArray, Parameter> byArray = new IdentityHashMap<>();
    return network.getParameters().values().stream()
        .filter(Player::canLearn)
        .filter(p -> byArray.putIfAbsent(p.getArray(), p) == null)
        .toList();
  }

  private static boolean canLearn(Parameter parameter) {
    return parameter.getType() != Parameter.Type.RUNNING_MEAN
        && parameter.getType() != Parameter.Type.RUNNING_VAR;
  }

  private static void check(NDArray weight) {
    if (weight.isReleased()) {
      throw new IllegalStateException(
          "the network's weights were freed, with the scope or the manager in which it got them;"
              + " make a new network");
    }
    if (weight.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the weight %s is %s; float32 is expected",
              weight.getName(),
              Require.type(weight)));
    }
  }

  private static List<NDArray> allArrays(Block network) {
    return network.getParameters().values().stream().map(Parameter::getArray).toList();
  }

  static List<NDArray> arrays(Block network, boolean gradient) {
    return network.getParameters().values().stream()
        .filter(p -> p.requiresGradient() == gradient)
        .map(Parameter::getArray)
        .toList();
  }

  Block network() {
    return network;
  }

  /** Steps taken, read from the device. */
  int steps() {
    return (int) Values.number(optimizer.taken());
  }

  /** The learning rate at a step counted from 0. */
  double rate(int step) {
    return descent.rate(step);
  }

  /**
   * Looks which weights are to move in the next step.
   *
   * @throws IllegalArgumentException if all are frozen
   */
  void ready() {
    int[] now =
        IntStream.range(0, parameters.size())
            .filter(i -> parameters.get(i).requiresGradient())
            .toArray();
    if (Arrays.equals(now, moving)) {
      return;
    }
    if (now.length == 0) {
      throw new IllegalArgumentException(
          "all weights of the network are frozen; unfreeze some, or there is nothing to train");
    }
    NDArray[] arrays =
        Arrays.stream(now).mapToObj(i -> parameters.get(i).getArray()).toArray(NDArray[]::new);
    for (NDArray array : arrays) {
      array.setRequiresGradient(true); // weights that were read from a file don't
    }
    optimizer.move(now);
    closeWeights();
    weights = TensorList.of(List.of(arrays));
    moving = now;
  }

  /** Gradients of the loss; the caller closes them. */
  TensorList gradients(NDArray loss) {
    return Gradients.of(loss, weights);
  }

  /** Moves the weights; if this step or one before wasn't finite, leaves all as it was. */
  void update(NDArray loss, TensorList gradients, double learningRate) {
    optimizer.update(weights, gradients, loss, learningRate);
  }

  /** Whether the network still has the arrays this player was made for. */
  boolean isCurrent() {
    List<NDArray> now =
        network.getParameters().values().stream()
            .filter(Parameter::isInitialized)
            .map(Parameter::getArray)
            .toList();
    return now.size() == all.size()
        && IntStream.range(0, all.size())
            .allMatch(i -> now.get(i) == all.get(i) && !now.get(i).isReleased());
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

  private void closeWeights() {
    if (weights != null) {
      weights.close();
    }
  }

  /** Frees the optimizer's state; the network stays. */
  @Override
  public void close() {
    closeWeights();
    optimizer.close();
  }
}
