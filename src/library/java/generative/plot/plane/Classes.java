package generative.plot.plane;

import ai.djl.ndarray.NDArray;
import generative.plot.Digits;
import generative.tensor.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which class each of many images belongs to.
 *
 * @param labels class of each, {@code [n]}, from 0
 * @param names names of the classes by number; a class beyond them is named by its number
 */
public record Classes(int[] labels, List<String> names) {

  /**
   * Reads the classes.
   *
   * @param labels {@code [n]}, whole numbers from 0, of any type
   * @throws IllegalArgumentException if a label is no class, which it names, or two classes have
   *     one name
   */
  public static Classes of(NDArray labels, List<String> names) {
    Objects.requireNonNull(names, "classNames");
    names.forEach(name -> Objects.requireNonNull(name, "class name"));
    double[] read = Values.doubles(labels);
    for (int i = 0; i < read.length; i++) {
      if (!(read[i] >= 0 && read[i] <= Integer.MAX_VALUE && read[i] == Math.rint(read[i]))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "label %d is %s; labels are the numbers of classes, 0, 1, 2 and so on",
                i,
                Digits.significant(read[i], 10)));
      }
    }
    int[] numbers = IntStream.range(0, read.length).map(i -> (int) read[i]).toArray();
    Classes classes = new Classes(numbers, List.copyOf(names));
    Set<String> taken = new HashSet<>();
    for (int label : classes.numbers()) {
      String name = classes.name(label);
      if (name.isEmpty() || !taken.add(name)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "class %d is named \"%s\"; each class needs a name of its own",
                label,
                name));
      }
    }
    return classes;
  }

  /** Returns the classes that there are, ascending. */
  public int[] numbers() {
    return IntStream.of(labels).sorted().distinct().toArray();
  }

  /** Returns which images belong to a class. */
  public IntStream members(int label) {
    return IntStream.range(0, labels.length).filter(i -> labels[i] == label);
  }

  public String name(int label) {
    return label < names.size() ? names.get(label) : Integer.toString(label);
  }
}
