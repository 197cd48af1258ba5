package generative.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import java.util.Objects;

/** Refuses arrays that a formula can't take, in a sentence, before the engine does in its own. */
public final class Require {

  private Require() {}

  /**
   * Returns the array.
   *
   * @param name what the sentence calls it, such as "the input"
   * @throws IllegalArgumentException if it was closed
   */
  public static NDArray open(NDArray array, String name) {
    if (Objects.requireNonNull(array, name).isReleased()) {
      throw new IllegalArgumentException(
          name + " is closed, by itself or with its manager; close arrays after their last use");
    }
    return array;
  }

  /** Likewise for a manager. */
  public static NDManager open(NDManager manager, String name) {
    if (!Objects.requireNonNull(manager, name).isOpen()) {
      throw new IllegalArgumentException(name + " is closed; arrays need an open manager");
    }
    return manager;
  }

  /** Returns an open array of floating-point numbers. */
  public static NDArray floating(NDArray array, String name) {
    if (!open(array, name).getDataType().isFloating()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %s; give floating-point numbers, by toType(DataType.FLOAT32, false)",
              name,
              type(array)));
    }
    return array;
  }

  /** Returns an open array of these sizes, of which −1 stands for any. */
  public static NDArray shape(NDArray array, String name, long... sizes) {
    Shape shape = open(array, name).getShape();
    boolean fits = shape.dimension() == sizes.length;
    for (int i = 0; fits && i < sizes.length; i++) {
      fits = sizes[i] < 0 || shape.get(i) == sizes[i];
    }
    if (!fits) {
      String wanted = brackets(new Shape(sizes)).replace("-1", "n");
      throw new IllegalArgumentException(
          name + " has shape " + brackets(shape) + "; " + wanted + " is needed");
    }
    return array;
  }

  /** Returns the name of an array's type as people write it, such as "float32". */
  public static String type(NDArray array) {
    return type(array.getDataType());
  }

  /** Likewise for a type. */
  public static String type(DataType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** Returns a shape as people write it, such as "[60, 784]". */
  public static String brackets(Shape shape) {
    return shape.toString().replace('(', '[').replace(')', ']');
  }
}
