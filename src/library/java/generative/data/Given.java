package generative.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Require;
import java.util.Arrays;
import java.util.Locale;

/** Refuses what is null, closed or misshapen, in words for a person, before the engine does. */
final class Given {

  private Given() {}

  static void array(NDArray array, String name) {
    check(array != null, array != null && !array.isReleased(), name, "array");
  }

  static void manager(NDManager manager, String name) {
    check(manager != null, manager != null && manager.isOpen(), name, "manager");
  }

  private static void check(boolean present, boolean open, String name, String kind) {
    if (!open) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s where an open %s is expected",
              name,
              present ? "what was closed already, by itself or with its manager," : "null",
              kind));
    }
  }

  /** Rows of at least one number each. */
  static void rows(NDArray data) {
    Shape shape = data.getShape();
    boolean filled = shape.dimension() > 1 && shape.slice(1).size() > 0;
    if (!filled || data.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the data is %s %s; float32 [n, d] or [n, c, h, w] is expected, as %s makes it",
              Require.type(data),
              shape,
              filled ? "data.toType(DataType.FLOAT32, false)" : "data.reshape(n, d)"));
    }
    if (shape.get(0) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the data has %,d rows; give at most %,d",
              shape.get(0),
              Integer.MAX_VALUE));
    }
  }

  /** A class for each row. */
  static void labels(NDArray labels, Shape one) {
    if (labels.getDataType() != DataType.INT64 || !labels.getShape().equals(one)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the labels are %s %s; int64 %s is expected, one for each row",
              Require.type(labels),
              labels.getShape(),
              one));
    }
  }

  /** A row's sizes that hold as many numbers as the row does. */
  static void shape(long[] sizes, Shape row) {
    double product = Arrays.stream(sizes).mapToDouble(d -> d).reduce(1, (a, b) -> a * b);
    boolean positive = sizes.length > 0 && Arrays.stream(sizes).allMatch(size -> size > 0);
    if (!positive || product != row.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a row of the shape %s is not to be had from one of %s; give sizes whose product is"
                  + " %,d",
              Arrays.toString(sizes),
              row,
              row.size()));
    }
  }
}
