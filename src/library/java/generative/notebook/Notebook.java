package generative.notebook;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import generative.data.Examples;
import generative.nn.Generator;
import generative.plot.Digits;
import generative.tensor.Compute;
import generative.tensor.Values;
import generative.training.Game;
import generative.training.Session;
import generative.training.Training;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What a lesson's cells say: show this, here is a table, train with a progress bar.
 *
 * <p>Outside a kernel everything is printed as plain text.
 */
public final class Notebook {

  private static final Map<String, Session<?>> RUNS = new HashMap<>();

  private Notebook() {}

  /**
   * Prepares the kernel: starts the engine, without the call home that DJL makes at its start,
   * makes charts, tables and tensors rich as the last expression of a cell, writes numbers as the
   * lessons do wherever the reader lives, and prints the device.
   */
  public static void setUp() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    Engine.getInstance();
    prepare();
    System.out.println(Compute.describe());
  }

  /** Prepares the kernel for a notebook that needs no tensors, and starts no engine. */
  public static void setUpWithoutEngine() {
    prepare();
    System.out.println(
        String.format(Locale.ROOT, "Java %s, no engine", Runtime.version().feature()));
  }

  private static void prepare() {
    Renderers.install();
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
  }

  /** Shows charts, images, tables, tensors or anything else, one below the other. */
  public static void show(Object... values) {
    for (Object value : values == null ? new Object[1] : values) {
      new Live().set(value);
    }
  }

  /** Returns HTML to {@link #show}, or to end a cell with. */
  public static Bundle html(String html) {
    Objects.requireNonNull(html, "html");
    return Bundle.rich("text/html", html, html.replaceAll("<[^>]*>", " ").strip());
  }

  /** Returns Markdown, formulas included, to {@link #show} or to end a cell with. */
  public static Bundle markdown(String markdown) {
    Objects.requireNonNull(markdown, "markdown");
    return Bundle.rich("text/markdown", markdown, markdown);
  }

  /**
   * Returns a table of columns.
   *
   * @param namesAndValues name, values, name, values, …; values are an array or list of numbers,
   *     words or conditions, a tensor {@code [n]}, or one value; all of the same length. Floats
   *     make a column of floats, whole numbers one of longs
   * @throws IllegalArgumentException if names and values don't take turns or lengths differ
   */
  public static Table table(Object... namesAndValues) {
    if (Objects.requireNonNull(namesAndValues, "namesAndValues").length % 2 != 0) {
      throw new IllegalArgumentException(
          namesAndValues.length + " arguments; names and values must take turns");
    }
    Table table = Table.create();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!(namesAndValues[i] instanceof String name)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "argument %d is %s; a column's name is needed",
                i + 1,
                namesAndValues[i]));
      }
      if (table.containsColumn(name)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "two columns are called \"%s\", capital letters aside; each needs a name of its own",
                name));
      }
      Column<?> column = column(name, namesAndValues[i + 1]);
      if (i > 0 && column.size() != table.rowCount()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "column \"%s\" has %d values; the columns before it have %d",
                name,
                column.size(),
                table.rowCount()));
      }
      table.addColumns(column);
    }
    return table;
  }

  private static Column<?> column(String name, Object values) {
    if (values instanceof NDArray array) {
      return column(name, array);
    }
    List<?> list = list(values);
    if (isAll(list, Byte.class, Short.class, Integer.class, Long.class)) {
      return column(name, list.stream().mapToLong(value -> ((Number) value).longValue()).toArray());
    }
    if (isAll(list, Float.class)) {
      return FloatColumn.create(name, list.stream().map(Float.class::cast).toArray(Float[]::new));
    }
    if (!list.isEmpty() && list.stream().allMatch(Notebook::isExactAsDouble)) {
      return DoubleColumn.create(
          name, list.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray());
    }
    if (isAll(list, Boolean.class)) {
      return BooleanColumn.create(name, list.stream().map(Boolean.class::cast).toList());
    }
    return StringColumn.create(name, list.stream().map(ArrayText::plain).toList());
  }

  private static Column<?> column(String name, NDArray array) {
    if (!array.isReleased() && array.getShape().dimension() > 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "column \"%s\" is a tensor of shape %s; [n] is needed, such as one column of it",
              name,
              ArrayText.shape(array)));
    }
    DataType type = array.isReleased() ? DataType.UNKNOWN : array.getDataType();
    if (type.isInteger()) {
      return column(name, Values.longs(array));
    }
    return type == DataType.FLOAT32
        ? FloatColumn.create(name, Values.floats(array))
        : DoubleColumn.create(name, Values.doubles(array));
  }

  /** Words where one is the least of all, which Tablesaw holds to be missing. */
  private static Column<?> column(String name, long[] values) {
    return LongStream.of(values).anyMatch(value -> value == Long.MIN_VALUE)
        ? StringColumn.create(name, LongStream.of(values).mapToObj(Digits::whole).toList())
        : LongColumn.create(name, values);
  }

  private static boolean isExactAsDouble(Object value) {
    return value instanceof Long whole
        ? (long) whole.doubleValue() == whole
        : isAll(
            Collections.singletonList(value),
            Byte.class,
            Short.class,
            Integer.class,
            Float.class,
            Double.class);
  }

  private static boolean isAll(List<?> values, Class<?>... types) {
    return !values.isEmpty()
        && values.stream()
            .allMatch(value -> Stream.of(types).anyMatch(type -> type.isInstance(value)));
  }

  private static List<?> list(Object values) {
    if (values instanceof List<?> list) {
      return list;
    }
    if (values == null || !values.getClass().isArray()) {
      return Collections.singletonList(values);
    }
    return IntStream.range(0, java.lang.reflect.Array.getLength(values))
        .mapToObj(i -> java.lang.reflect.Array.get(values, i))
        .toList();
  }

  /**
   * Prepares a training that shows its progress while it runs.
   *
   * <p>A later training of the same name closes this one and frees its network's weights, those
   * excepted that the later network shares; so a cell can be run again and again. A network whose
   * weights were freed says so when it is used: {@link IllegalStateException}. To keep several
   * networks, give each training a name of its own.
   */
  public static Training training(String name, Block network, Examples examples, int batchSize) {
    Training training = Training.of(network, examples, batchSize);
    training.listener(new LiveTraining(training));
    replace(name, training);
    return training;
  }

  /**
   * Prepares a game of two networks that shows its progress while it runs; a later game or training
   * of the same name closes it, as {@link #training} does.
   */
  public static Game game(
      String name, Generator generator, Block critic, Examples real, int batchSize) {
    Game game = Game.of(generator, critic, real, batchSize);
    game.listener(new LiveTraining(game));
    replace(name, game);
    return game;
  }

  private static void replace(String name, Session<?> run) {
    Session<?> earlier = RUNS.get(name);
    if (earlier != null) {
      earlier.close(); // throws while it runs, and then stays the one of this name
      Freed.free(earlier.networks(), run.networks(), name);
    }
    RUNS.put(name, run);
  }
}
