package generative.training;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a loss or figure may be called, so that the history's table and file can hold it. */
final class FigureNames {

  private static final List<String> TAKEN = List.of("epoch", "round", "seconds");

  private FigureNames() {}

  /**
   * Refuses names that the history can't tell apart, or from its own.
   *
   * @param others names that another player's figures have
   * @throws IllegalArgumentException it says which and why
   */
  static void check(Collection<String> names, Collection<String> others) {
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
