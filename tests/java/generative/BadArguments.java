package generative;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** What a person may hand over by mistake, by type; each with the words that name it. */
final class BadArguments {

  private BadArguments() {}

  /**
   * Returns mistakes in place of a good argument.
   *
   * @param type what the method declares
   */
  static Map<String, Supplier<Object>> of(Class<?> type, Object good, NDManager manager) {
    Map<String, Supplier<Object>> bad = new LinkedHashMap<>();
    if (!type.isPrimitive()) {
      bad.put("null", () -> null);
    }
    if (type == int.class) {
      List.of(0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE).forEach(i -> bad.put("" + i, () -> i));
    } else if (type == long.class) {
      List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE).forEach(i -> bad.put("" + i, () -> i));
    } else if (type == double.class || type == Double.class || type == Number.class) {
      numbers().forEach(x -> bad.put("" + x, () -> x));
    } else if (type == float.class) {
      numbers().forEach(x -> bad.put("" + x.floatValue(), x::floatValue));
    } else if (type == String.class) {
      List.of("", " ", "no\tsuch\nname").forEach(s -> bad.put("text '" + s.strip() + "'", () -> s));
    } else if (type == NDArray.class) {
      arrays((NDArray) good, manager, bad);
    } else if (type == NDManager.class) {
      bad.put("closed manager", () -> closed(manager.newSubManager()));
    } else if (type == NDList.class) {
      bad.put("no array", NDList::new);
      bad.put(
          "two arrays",
          () -> new NDList(manager.ones(new Shape(4, 2)), manager.ones(new Shape(4, 2))));
      bad.put("one of null", () -> new NDList((NDArray) null));
    } else if (type.isArray()) {
      plainArrays(type, bad);
    } else if (type == List.class) {
      bad.put("empty list", List::of);
      bad.put("list of null", () -> java.util.Collections.singletonList(null));
    } else if (type == Map.class) {
      bad.put("empty map", Map::of);
    } else if (type == Shape.class) {
      bad.put("shape of nothing", Shape::new);
      bad.put("shape with a 0", () -> new Shape(1, 0, 8));
      bad.put("shape of a row", () -> new Shape(5));
    } else if (type == Path.class) {
      bad.put("no such file", () -> ((Path) good).resolveSibling("no such folder").resolve("file"));
      bad.put("folder", () -> ((Path) good).getParent());
    } else if (type == Function.class || type == UnaryOperator.class) {
      functions(type, bad);
    } else if (type == ToDoubleFunction.class) {
      bad.put("function NaN", () -> (ToDoubleFunction<Object>) x -> Double.NaN);
    } else if (type == IntFunction.class) {
      bad.put("function of null", () -> (IntFunction<Object>) i -> null);
    }
    return bad;
  }

  private static List<Double> numbers() {
    return List.of(
        0., -1., Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-300, 1e300);
  }

  /** Other ranks, sizes, and types than those of a good array, and numbers that are none. */
  private static void arrays(NDArray good, NDManager manager, Map<String, Supplier<Object>> bad) {
    List<Shape> shapes =
        List.of(
            new Shape(),
            new Shape(0),
            new Shape(1),
            new Shape(5),
            new Shape(0, 2),
            new Shape(1, 2),
            new Shape(4, 0),
            new Shape(4, 5),
            new Shape(3, 2),
            new Shape(4, 2, 2),
            new Shape(4, 1, 2, 2));
    shapes.forEach(shape -> bad.put("shape " + shape, () -> manager.ones(shape)));
    for (DataType type :
        List.of(DataType.FLOAT64, DataType.INT32, DataType.BOOLEAN, DataType.FLOAT16)) {
      bad.put("type " + type, () -> good.toType(type, true));
    }
    for (float x : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -1, 256}) {
      bad.put("all " + x, () -> manager.full(good.getShape(), x).toType(good.getDataType(), false));
    }
    bad.put("closed", () -> closed(good.duplicate()));
  }

  private static <T extends AutoCloseable> T closed(T resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return resource;
  }

  private static void plainArrays(Class<?> type, Map<String, Supplier<Object>> bad) {
    Class<?> of = type.getComponentType();
    bad.put("nothing", () -> java.lang.reflect.Array.newInstance(of, 0));
    if (of.isArray() || !of.isPrimitive()) {
      bad.put("[null]", () -> java.lang.reflect.Array.newInstance(of, 1));
    }
    if (type == double[].class) {
      for (double x : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
        bad.put("2 × " + x, () -> new double[] {x, x});
        bad.put("4 × " + x, () -> new double[] {x, x, x, x});
      }
      bad.put("one number", () -> new double[] {0.5});
    } else if (type == double[][].class) {
      bad.put("empty rows", () -> new double[4][0]);
      bad.put("ragged", () -> new double[][] {{1, 2}, {1}, {1, 2}, {1, 2}});
      for (double x : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
        bad.put("4 × 2 × " + x, () -> new double[][] {{x, x}, {x, x}, {x, x}, {x, x}});
        bad.put("2 × 2 × " + x, () -> new double[][] {{x, x}, {x, x}});
      }
    } else if (type == int[].class) {
      for (int x : new int[] {0, -1, Integer.MAX_VALUE}) {
        bad.put("[" + x + "]", () -> new int[] {x});
      }
    } else if (type == Shape[].class) {
      bad.put("scalar", () -> new Shape[] {new Shape()});
      bad.put("other width", () -> new Shape[] {new Shape(4, 5)});
    } else if (type == String[].class) {
      bad.put("one text", () -> new String[] {""});
    } else if (type == Object[].class) {
      bad.put("one object", () -> new Object[] {new Object()});
    }
  }

  private static void functions(Class<?> type, Map<String, Supplier<Object>> bad) {
    Map<String, UnaryOperator<NDArray>> wrong = new LinkedHashMap<>();
    wrong.put("function to null", x -> null);
    wrong.put("identity", x -> x);
    wrong.put("function to a scalar", x -> x.sum());
    wrong.put("function to a column", x -> x.sum(new int[] {1}, true));
    wrong.put("function to one row", x -> x.get("0:1").sum(new int[] {1}));
    wrong.put("constant", x -> x.getManager().ones(new Shape(x.getShape().get(0))));
    wrong.put("function to integers", x -> x.sum(new int[] {1}).toType(DataType.INT32, false));
    wrong.put("function to what is closed", x -> closed(x.sum(new int[] {1})));
    wrong.forEach((words, f) -> bad.put(words, () -> f));
  }
}
