package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import generative.exchange.SavedRun;
import generative.tensor.Gradients;
import generative.tensor.Require;
import generative.tensor.TensorList;
import generative.training.optimizer.Descent;
import generative.training.optimizer.Optimizer;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A network that learns: its optimizer, its steps in each iteration of a run, and the tally of its
 * losses. What its own steps change nothing else does.
 *
 * <p>Weights may be frozen and unfrozen between two steps; each step moves those that aren't.
 */
final class Player implements AutoCloseable {

  final int times;
  final Tally tally;
  final Optimizer optimizer;
  private final Block network;
  private final Descent descent;
  private final List<NDArray> all;
  private final List<Parameter> parameters;
  private int[] moving;
  private TensorList weights;

  /**
   * @param times its steps in each iteration
   * @param failed the scalar that stops all players of a run, see {@link Optimizer}
   * @param others names that other players' figures have already
   */
  Player(
      Block network,
      Descent descent,
      int times,
      NDArray failed,
      NDManager manager,
      Supplier<List<String>> others) {
    this.network = network;
    this.descent = descent;
    this.times = times;
    all = network.getParameters().values().stream().map(Parameter::getArray).toList();
    parameters = learning(network);
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("the network has no weights to train; add a layer");
    }
    List<NDArray> arrays = parameters.stream().map(Parameter::getArray).toList();
    arrays.forEach(Player::check);
    optimizer = new Optimizer(manager, arrays, failed, descent);
    tally = new Tally(manager, others);
  }

  /** One for each array, though a layer may stand in the network twice. */
  private static List<Parameter> learning(Block network) {
    Map<NDArray, Parameter> byArray = new IdentityHashMap<>();
    return network.getParameters().values().stream()
        .filter(p -> p.getType() != Parameter.Type.RUNNING_MEAN)
        .filter(p -> p.getType() != Parameter.Type.RUNNING_VAR)
        .filter(p -> byArray.putIfAbsent(p.getArray(), p) == null)
        .toList();
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

  Block network() {
    return network;
  }

  /** The learning rate at an iteration counted from 0. */
  double rate(int iteration) {
    return descent.rate(iteration);
  }

  /** Iterations that it has finished, read from the device. */
  int finished() {
    return optimizer.steps() / times;
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
    List<NDArray> arrays = Arrays.stream(now).mapToObj(i -> parameters.get(i).getArray()).toList();
    arrays.forEach(array -> array.setRequiresGradient(true)); // those read from a file don't
    optimizer.move(now);
    closeWeights();
    weights = TensorList.of(arrays);
    moving = now;
  }

  /** Gradients of the loss; the caller closes them. */
  TensorList gradients(NDArray loss) {
    return Gradients.of(loss, weights);
  }

  /** Those that move in this step. */
  TensorList weights() {
    return weights;
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

  /** Adds what a checkpoint keeps of the tally. */
  void save(Map<String, String> settings, int number) {
    settings.put("figures " + number, String.join("\t", tally.names()));
    settings.put("minimized " + number, "" + tally.minimized().size());
    settings.put(
        "sums " + number,
        Arrays.stream(tally.epochSums())
            .mapToObj(Double::toString)
            .collect(Collectors.joining(" ")));
  }

  /**
   * Looks at all that a checkpoint says of the tally; what is returned then assigns it.
   *
   * @param iterations of the epoch under way, so far
   * @param before iterations of the epochs before
   */
  Runnable restored(SavedRun saved, int number, int iterations, int before) {
    String figures = saved.text("figures " + number);
    List<String> names = figures.isEmpty() ? List.of() : List.of(figures.split("\t", -1));
    if (names.isEmpty() && iterations + before > 0) {
      throw saved.damaged("it names no figure");
    }
    int minimized = saved.number("minimized " + number, Math.min(1, names.size()), names.size());
    double[] sums = saved.numbers("sums " + number, names.size());
    return () -> tally.restore(names, minimized, sums, iterations * times);
  }

  private void closeWeights() {
    if (weights != null) {
      weights.close();
    }
  }

  /** Frees the optimizer's state and the tally; the network stays. */
  @Override
  public void close() {
    closeWeights();
    optimizer.close();
    tally.close();
  }
}
