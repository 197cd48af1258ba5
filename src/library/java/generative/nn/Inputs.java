package generative.nn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import generative.tensor.Require;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a network is given, and in words why it can't take it. */
final class Inputs {

  private Inputs() {}

  /** The number of examples n of the one input {@code [n, width]}. */
  static long rows(Shape[] shapes) {
    if (Objects.requireNonNull(shapes, "inputShapes").length != 1
        || Objects.requireNonNull(shapes[0], "inputShapes[0]").dimension() != 2) {
      throw new IllegalArgumentException(
          "the network takes one input, [n, features]; it was given "
              + (shapes.length == 0 ? "none" : List.of(shapes)));
    }
    return shapes[0].get(0);
  }

  /** The one array that a block gives. */
  static NDArray only(NDList outputs) {
    if (outputs.size() != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the network gives %d arrays; a network with one output is needed",
              outputs.size()));
    }
    return outputs.head();
  }

  static IllegalStateException withoutWeights() {
    return new IllegalStateException(
        "the network has no weights: it got none yet, or they were freed with the training that"
            + " made them; initialize it or train it first");
  }

  static boolean isReady(Parameter parameter) {
    return parameter.isInitialized() && !parameter.getArray().isReleased();
  }

  /** Why a block failed, where that is certain; else what the block said. */
  static RuntimeException explained(
      Block block, NDArray x, boolean training, RuntimeException failure) {
    List<Parameter> parameters = block.getParameters().values();
    if (!parameters.stream().allMatch(Inputs::isReady)) {
      return withoutWeights();
    }
    if (!(failure instanceof EngineException)) {
      return failure;
    }
    Shape given = x.getShape();
    if (training && given.dimension() > 0 && given.get(0) == 1 && normalizes(block)) {
      return new IllegalArgumentException(
          "batch normalization can't train on one example; choose a batch size that doesn't leave a"
              + " single one",
          failure);
    }
    Shape taken = block.isInitialized() ? taken(block) : null;
    if (taken == null || parameters.isEmpty()) {
      return failure;
    }
    DataType type = parameters.get(0).getArray().getDataType();
    if (type == x.getDataType() && agree(taken, given)) {
      return failure;
    }
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "the network takes %s %s; it was given %s %s",
            type.name().toLowerCase(Locale.ROOT),
            words(taken),
            Require.type(x),
            given),
        failure);
  }

  private static Shape taken(Block block) {
    var inputs = block.describeInput();
    return inputs.size() == 1 ? inputs.get(0).getValue() : null;
  }

  private static boolean agree(Shape taken, Shape given) {
    return taken.dimension() == given.dimension() && taken.slice(1).equals(given.slice(1));
  }

  private static String words(Shape taken) {
    return taken.toString().replaceFirst("^\\(-?\\d+", "(n");
  }

  private static boolean normalizes(Block block) {
    return block instanceof BatchNorm
        || block.getChildren().values().stream().anyMatch(Inputs::normalizes);
  }
}
