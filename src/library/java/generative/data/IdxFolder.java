package generative.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that IDX files have in a folder.
 *
 * @param name what those of the data set begin with; empty for MNIST's own, null for the only set
 */
record IdxFolder(Path folder, String name) {

  private static final List<String> TRAIN = List.of("train");
  private static final List<String> TEST = List.of("t10k", "test");
  private static final List<String> IMAGES = List.of("images-idx3", "images.idx3", "images-idx4");
  private static final List<String> LABELS = List.of("labels-idx1", "labels.idx1");
  private static final Pattern OF_A_SET =
      Pattern.compile("(?:(.+)-)?(?:train|t10k|test)-(?:images|labels)[-.]idx[134]-ubyte(\\.gz)?");

  /** Two files that belong together. */
  record Pair(Path images, Path labels) {}

  Pair train() {
    return new Pair(find(TRAIN, IMAGES), find(TRAIN, LABELS));
  }

  Pair test() {
    return new Pair(find(TEST, IMAGES), find(TEST, LABELS));
  }

  /** Returns what the names of the folder's IDX files begin with; nothing, for MNIST's own. */
  SortedSet<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> OF_A_SET.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(match -> match.group(1) == null ? "" : match.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw IdxFile.told(e, folder);
    }
  }

  private Path find(List<String> parts, List<String> kinds) {
    String start = name == null ? onlyName() : name;
    String prefix = start.isEmpty() ? "" : start + "-";
    return parts.stream()
        .flatMap(part -> kinds.stream().map(kind -> prefix + part + "-" + kind + "-ubyte"))
        .flatMap(file -> Stream.of(file + ".gz", file))
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> missing(prefix + parts.get(0) + "-" + kinds.get(0) + "-ubyte"));
  }

  private String onlyName() {
    SortedSet<String> names = names();
    if (names.isEmpty() || names.contains("")) {
      return "";
    }
    if (names.size() > 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s holds the data sets %s; name one, as in ImageFiles.in(folder, \"%s\")",
              folder.toAbsolutePath(),
              String.join(", ", names),
              names.first()));
    }
    return names.first();
  }

  private UncheckedIOException missing(String file) {
    return ImageFiles.missing(
        String.format(
            Locale.ROOT,
            "%s holds neither %s.gz nor %s. %s",
            folder.toAbsolutePath(),
            file,
            file,
            IdxFile.remedy(folder.resolve(file))));
  }
}
