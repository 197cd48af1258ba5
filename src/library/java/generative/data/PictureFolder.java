package generative.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Pictures in PNG or JPEG, sorted into one sub-folder for each class, such as {@code cat/1.png}.
 *
 * <p>The sub-folders' names, in alphabetical order, are the classes; the first has the label 0.
 * Within a class the pictures stand in the order of their files' names. All have one size, and all
 * are gray or all in color, with 8 bits for each value. Other files and what begins with a dot are
 * passed over. Safe to share between threads.
 */
public final class PictureFolder {

  private static final int MOST_CLASSES = 256;
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private PictureFolder() {}

  /**
   * Reads all pictures.
   *
   * @throws UncheckedIOException if there is no such folder, or a picture is damaged or may not be
   *     read; its message names the file and the remedy
   * @throws IllegalArgumentException if a class has no picture, there are no classes or more than
   *     256, a picture has an alpha channel or more than 8 bits for each value, or two of them
   *     differ in size or in color; it names the file
   * @throws CancellationException if the thread was interrupted
   */
  public static LabeledImages read(Path folder) {
    Objects.requireNonNull(folder, "the folder is null; name one with a sub-folder for each class");
    List<Path> classes = classes(folder);
    List<Path> files = new ArrayList<>();
    List<Integer> classOf = new ArrayList<>();
    for (Path one : classes) {
      for (Path file : pictures(one)) {
        classOf.add(classes.indexOf(one));
        files.add(file);
      }
    }
    byte[] labels = new byte[files.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = classOf.get(i).byteValue();
    }
    return new LabeledImages(decoded(files), new IdxFile(new int[] {labels.length}, labels))
        .named(classes.stream().map(one -> one.getFileName().toString()).toList());
  }

  private static IdxFile decoded(List<Path> files) {
    Picture first = Picture.read(files.get(0));
    int size = first.pixels().length;
    checkMemory(files.size(), size);
    byte[] pixels = new byte[files.size() * size];
    for (int i = 0; i < files.size(); i++) {
      if (Thread.interrupted()) {
        throw new CancellationException("Stopped.");
      }
      Picture picture = Picture.read(files.get(i));
      if (!picture.kind().equals(first.kind())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s is %s, but %s is %s; bring all to one size, gray or in color",
                files.get(i),
                picture.kind(),
                files.get(0),
                first.kind()));
      }
      System.arraycopy(picture.pixels(), 0, pixels, i * size, size);
    }
    return new IdxFile(
        new int[] {files.size(), first.channels(), first.rows(), first.columns()}, pixels);
  }

  private static void checkMemory(int count, int size) {
    if ((long) count * size > LONGEST_ARRAY) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d pictures of %,d values are more than the %,d that an array holds; take fewer, or"
                  + " scale them down",
              count,
              size,
              LONGEST_ARRAY));
    }
  }

  private static List<Path> classes(Path folder) {
    List<Path> classes = listed(folder).filter(Files::isDirectory).toList();
    if (classes.isEmpty() || classes.size() > MOST_CLASSES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %,d sub-folders; give it one for each class, 1 to %d, with the pictures in it",
              folder,
              classes.size(),
              MOST_CLASSES));
    }
    return classes;
  }

  private static List<Path> pictures(Path folder) {
    listed(folder)
        .filter(Files::isDirectory)
        .findFirst()
        .ifPresent(
            below -> {
              throw new IllegalArgumentException(
                  below
                      + " is a folder in a class's folder; put its pictures beside the others, or"
                      + " take it away");
            });
    List<Path> pictures = listed(folder).filter(PictureFolder::isPicture).toList();
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException(
          folder + " holds no PNG or JPEG picture; put the class's pictures there, or delete it");
    }
    return pictures;
  }

  /** Tells a picture by its name. */
  private static boolean isPicture(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).matches("(?s).*\\.(png|jpe?g)");
  }

  /** What is in a folder, sorted by name. */
  private static Stream<Path> listed(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList()
          .stream();
    } catch (NotDirectoryException e) {
      throw IdxFile.refused(folder, "is no folder. Name the one that holds the classes'.");
    } catch (IOException e) {
      throw IdxFile.told(e, folder);
    }
  }
}
