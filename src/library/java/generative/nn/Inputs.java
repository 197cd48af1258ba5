package generative.nn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import generative.tensor.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.LongStream;

/** What a network is given, and in words why it can't take it. */
final class Inputs {

  private Inputs() {}

  /**
   * The shape of one example of a network of so many codings.
   *
   * @param network what a message calls it, such as "a critic"
   * @param sizes the shape's
   */
  static Shape example(String network, int codings, long... sizes) {
    if (sizes.length == 0 || codings < 1 || LongStream.of(sizes).anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of %s inputs and %d codings; both must be at least 1",
              network,
              sizes.length == 1 ? sizes[0] : Arrays.toString(sizes),
              codings));
    }
    return new Shape(sizes);
  }

  /** The sizes of a shape that may be null. */
  static long[] sizes(Shape example) {
    return Objects.requireNonNull(example, "example").getShape();
  }

  /** The number of examples n of the one input {@code [n, …]}. */
  static long rows(Shape[] shapes, Shape example) {
    if (Objects.requireNonNull(shapes, "inputShapes").length != 1
        || Objects.requireNonNull(shapes[0], "inputShapes[0]").dimension()
            != example.dimension() + 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the network takes one input, %s; it was given %s",
              example.dimension() == 1
                  ? "[n, features]"
                  : Require.brackets(batch(-1, example)).replace("-1", "n"),
              shapes.length == 0 ? "none" : List.of(shapes)));
    }
    return shapes[0].get(0);
  }

  /** Likewise, of examples of that very shape. */
  static long examples(String network, Shape[] shapes, Shape example) {
    long n = rows(shapes, example);
    if (!shapes[0].slice(1).equals(example)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %s inputs; the data has %s",
              network,
              inOneWord(example),
              inOneWord(shapes[0].slice(1))));
    }
    return n;
  }

  /** Returns an open array of rows of that shape, which a network may take for another. */
  static NDArray require(NDArray x, Shape row) {
    Shape given = Require.open(x, "the input").getShape();
    if (given.dimension() != row.dimension() + 1 || !given.slice(1).equals(row)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the network takes %s; it was given %s",
              Require.brackets(batch(-1, row)).replace("-1", "n"),
              Require.brackets(given)));
    }
    return x;
  }

  /** The shape of n examples. */
  static Shape batch(long n, Shape example) {
    return new Shape(n).addAll(example);
  }

  /** Initializes a block and returns the shape of the one array that it gives. */
  static Shape initialize(
      String name, Block block, NDManager manager, DataType type, Shape examples) {
    try {
      block.initialize(manager, type, examples);
    } catch (UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s doesn't take rows of shape %s; begin it with a LambdaBlock that reshapes"
                  + " them",
              name,
              examples),
          e);
    }
    return given(name, block, examples);
  }

  /** The shape of the one array that a block gives. */
  static Shape given(String name, Block block, Shape examples) {
    Shape[] given = block.getOutputShapes(new Shape[] {examples});
    if (given.length != 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the %s gives %d arrays; one is needed", name, given.length));
    }
    return given[0];
  }

  /** Likewise, of a block that must give that shape an example. */
  static void initialize(
      String name, Block block, NDManager manager, DataType type, Shape input, Shape needed) {
    Shape given = initialize(name, block, manager, type, input).slice(1);
    if (!given.equals(needed)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s gives %s an example; %s is needed",
              name,
              Require.brackets(given),
              Require.brackets(needed)));
    }
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

  /** A block that is made of dense layers. */
  static MultilayerPerceptron dense(String name, Block block) {
    if (block instanceof MultilayerPerceptron dense) {
      return dense;
    }
    throw new IllegalStateException(
        String.format(
            Locale.ROOT,
            "the %s is a %s and has no dense layers to show; use it as a function",
            name,
            block.getClass().getSimpleName()));
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

  private static Object inOneWord(Shape example) {
    return example.dimension() == 1 ? example.get(0) : Require.brackets(example);
  }

  private static boolean normalizes(Block block) {
    return block instanceof BatchNorm
        || block.getChildren().values().stream().anyMatch(Inputs::normalizes);
  }
}
