package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import generative.data.Minibatch;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The named losses of one minibatch. What {@code losses} and {@code and} name is averaged over the
 * batch, summed and minimized; what {@code report} names is only logged.
 */
public final class Losses {

  private static final List<String> TAKEN = List.of("epoch", "round", "seconds");

  private final Map<String, NDArray> minimized = new LinkedHashMap<>();
  private final Map<String, NDArray> reported = new LinkedHashMap<>();

  private Losses() {}

  /**
   * Returns one loss to minimize.
   *
   * @param name its name in the history and in charts
   * @param loss one number an example {@code [n]}, or a scalar for the batch
   * @throws IllegalArgumentException if it has another shape, or if the name is taken
   */
  public static Losses losses(String name, NDArray loss) {
    return new Losses().and(name, loss);
  }

  /** Returns two losses; their sum is minimized. */
  public static Losses losses(String name, NDArray loss, String second, NDArray secondLoss) {
    return losses(name, loss).and(second, secondLoss);
  }

  /** Adds another loss to the sum that is minimized. */
  public Losses and(String name, NDArray loss) {
    put(minimized, name, loss);
    return this;
  }

  /** Adds a figure that is logged and not minimized; true counts as 1, false as 0. */
  public Losses report(String name, NDArray figure) {
    put(reported, name, figure);
    return this;
  }

  /** What a step gives for a minibatch. */
  static Losses of(Step step, Minibatch batch) {
    Losses losses = step.losses(batch);
    if (losses == null) {
      throw new IllegalArgumentException("the step gave null; let it return losses(…)");
    }
    return losses;
  }

  private void put(Map<String, NDArray> figures, String name, NDArray figure) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(figure, name);
    if (figure.isReleased()) {
      throw new IllegalArgumentException(
          name + " was closed already; give a loss that was made in this step");
    }
    if (figure.size() == 0) {
      throw new IllegalArgumentException(
          name + " holds no number; give one an example, [n], or one for the batch");
    }
    if (figure.getShape().dimension() > 1) {
      throw new IllegalArgumentException(
          name
              + " has shape "
              + figure.getShape()
              + "; give one number an example, [n], or one for the batch");
    }
    if (minimized.containsKey(name) || reported.containsKey(name)) {
      throw new IllegalArgumentException(name + " is named twice; give each figure its own name");
    }
    figures.put(name, figure);
  }

  /** The batch's mean of every figure, minimized ones first, each a scalar. */
  Map<String, NDArray> means() {
    Map<String, NDArray> means = new LinkedHashMap<>();
    minimized.forEach((name, loss) -> means.put(name, mean(loss)));
    reported.forEach((name, figure) -> means.put(name, mean(figure)));
    return means;
  }

  /** How many of the {@link #means}, the first ones, are minimized. */
  int minimized() {
    return minimized.size();
  }

  /** The scalar to minimize, from the {@link #means}. */
  NDArray total(Map<String, NDArray> means) {
    return minimized.keySet().stream().map(means::get).reduce(NDArray::add).orElseThrow();
  }

  private static NDArray mean(NDArray figure) {
    NDArray numbers =
        figure.getDataType().isFloating() ? figure : figure.toType(DataType.FLOAT32, false);
    return numbers.isScalar() ? numbers : numbers.mean();
  }

  /**
   * Refuses names that the history can't tell apart, or from its own.
   *
   * @param others names that another player's figures have
   * @throws IllegalArgumentException it says which and why
   */
  static void checkNames(Collection<String> names, Collection<String> others) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    taken.addAll(others);
    for (String name : names) {
      if (name.isBlank()
          || !name.equals(name.strip())
          || name.chars().anyMatch(Character::isISOControl)
          || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
        throw problem(
            name, "a name is one line of text, without tabs, and without spaces around it");
      }
      if (TAKEN.stream().anyMatch(name::equalsIgnoreCase)) {
        throw problem(name, "the history has a column of that name already");
      }
      if (name.regionMatches(true, 0, History.HELD_OUT, 0, History.HELD_OUT.length())) {
        throw problem(name, "that is what the history calls figures of held-out examples");
      }
      if (taken.contains(name)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "both players name a figure \"%s\"; give each its own name", name));
      }
      if (!seen.add(name)) {
        throw problem(name, "another one has the same letters, and a table's names ignore case");
      }
    }
  }

  private static IllegalArgumentException problem(String name, String why) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "a figure can't be called \"%s\": %s; give it another name",
            name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?"),
            why));
  }
}
