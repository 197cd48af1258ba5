package generative.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.plot.Digits;
import generative.tensor.Require;
import generative.tensor.Values;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A tensor for people: shape, type and device, and its first and last values.
 *
 * <p>Only what is shown is read from the device, and nothing stays behind there.
 */
final class ArrayText {

  /** Values at each end of a row or column that is too long to be shown. */
  private static final int ENDS = 3;

  private static final int LONGEST = 8;

  private ArrayText() {}

  static String describe(NDArray array) {
    if (array.isReleased()) {
      return "a tensor that has been closed";
    }
    Shape shape = array.getShape();
    String head =
        String.format(
            Locale.ROOT,
            "%s %s on %s",
            shape(array),
            Require.type(array),
            array.getDevice().toString().replace("()", "").replaceAll("[()]", " ").strip());
    return shape.size() == 0 ? head + ", empty" : head + "\n" + excerpt(array);
  }

  static String shape(NDArray array) {
    return brackets(array.getShape().getShape());
  }

  /**
   * Any other value: plain Java arrays by their length and ends, also in Java's own collections,
   * the rest as they say.
   */
  static String plain(Object value) {
    try {
      return text(value);
    } catch (StackOverflowError e) {
      return "this value holds itself, so it can't be shown";
    }
  }

  private static String text(Object value) {
    if (value instanceof NDArray array) {
      return describe(array).replace("\n", "; ");
    }
    boolean own = value != null && value.getClass().getName().startsWith("java.");
    if (own && value instanceof Collection<?> elements) {
      return joined("[", elements.stream().map(ArrayText::text), "]");
    }
    if (own && value instanceof Map<?, ?> map) {
      return joined(
          "{", map.entrySet().stream().map(e -> text(e.getKey()) + "=" + text(e.getValue())), "}");
    }
    return value == null || !value.getClass().isArray() ? String.valueOf(value) : array(value);
  }

  private static String joined(String open, Stream<String> texts, String close) {
    return texts.collect(Collectors.joining(", ", open, close));
  }

  private static String array(Object value) {
    int length = Array.getLength(value);
    List<String> texts = new ArrayList<>();
    for (int i : ends(length)) {
      texts.add(i < 0 ? "…" : element(Array.get(value, i)));
    }
    String type = value.getClass().getComponentType().getSimpleName();
    return type + "[" + Digits.count(length) + "] " + String.join(", ", texts);
  }

  private static String element(Object element) {
    if (element instanceof Float) {
      return Digits.ofFloat((Float) element, 5);
    }
    return element instanceof Double
        ? Digits.wholeOrSignificant(((Number) element).doubleValue(), 5)
        : text(element);
  }

  private static String excerpt(NDArray array) {
    long[] sizes = array.getShape().getShape();
    if (sizes.length <= 2) {
      return rows(array, "");
    }
    long[] last = {sizes[sizes.length - 2], sizes[sizes.length - 1]};
    String first = "0, ".repeat(sizes.length - 2);
    try (NDArray matrix = array.get(new NDIndex(first + ":, :"))) {
      return "the first " + brackets(last) + ":\n" + rows(matrix, "");
    }
  }

  private static String rows(NDArray array, String indent) {
    long[] sizes = array.getShape().getShape();
    int rows = sizes.length < 2 ? 1 : (int) sizes[0];
    int columns = sizes.length == 0 ? 1 : (int) sizes[sizes.length - 1];
    List<List<String>> lines = new ArrayList<>();
    for (int row : ends(rows)) {
      lines.add(row < 0 ? List.of("…") : line(array, row, columns));
    }
    int width = lines.stream().flatMap(List::stream).mapToInt(String::length).max().orElse(1);
    return lines.stream()
        .map(
            line ->
                line.stream()
                    .map(text -> String.format(Locale.ROOT, "%" + width + "s", text))
                    .collect(Collectors.joining("  ", indent, "")))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> line(NDArray array, int row, int columns) {
    boolean matrix = array.getShape().dimension() == 2;
    List<String> texts = new ArrayList<>();
    try (NDArray flat = matrix ? array.get(new NDIndex(row)) : array.reshape(columns)) {
      int[] ends = ends(columns);
      if (ends.length == columns) {
        texts.addAll(values(flat));
      } else {
        try (NDArray head = flat.get(new NDIndex(":" + ENDS));
            NDArray tail = flat.get(new NDIndex(columns - ENDS + ":"))) {
          texts.addAll(values(head));
          texts.add("…");
          texts.addAll(values(tail));
        }
      }
    }
    return texts;
  }

  private static List<String> values(NDArray array) {
    List<String> texts = new ArrayList<>();
    if (array.getDataType().isInteger()) {
      for (long value : Values.longs(array)) {
        texts.add(Digits.whole(value));
      }
      return texts;
    }
    if (array.getDataType() == DataType.FLOAT32) {
      for (float value : Values.floats(array)) {
        texts.add(Digits.ofFloat(value, 4));
      }
      return texts;
    }
    boolean condition = array.getDataType() == DataType.BOOLEAN;
    for (double value : Values.doubles(array)) {
      texts.add(condition ? String.valueOf(value != 0) : Digits.wholeOrSignificant(value, 4));
    }
    return texts;
  }

  private static int[] ends(int count) {
    if (count <= LONGEST) {
      return IntStream.range(0, count).toArray();
    }
    int[] ends = new int[2 * ENDS + 1];
    for (int i = 0; i < ENDS; i++) {
      ends[i] = i;
      ends[2 * ENDS - i] = count - 1 - i;
    }
    ends[ENDS] = -1;
    return ends;
  }

  private static String brackets(long[] sizes) {
    return Arrays.toString(sizes);
  }
}
