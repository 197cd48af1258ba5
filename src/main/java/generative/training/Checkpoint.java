package generative.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import generative.data.Compute;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Everything a run needs to go on as if it had never stopped, in one file: a zip of {@code
 * settings.txt}, {@code history.txt} and {@code arrays.safetensors}.
 *
 * <p>It is written beside its place and then moved there, so that the file is whole or not there at
 * all, and the one before stays until the new one is complete.
 */
record Checkpoint(Map<String, String> settings, List<String> history, Map<String, NDArray> arrays) {

  private static final String SETTINGS = "settings.txt";
  private static final String HISTORY = "history.txt";
  private static final String ARRAYS = "arrays.safetensors";

  void write(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    Path unfinished = null;
    try {
      Files.createDirectories(folder);
      unfinished = Files.createTempFile(folder, file.getFileName().toString(), ".unfinished");
      try (OutputStream out = Files.newOutputStream(unfinished);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        entry(
            zip,
            SETTINGS,
            settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
        entry(zip, HISTORY, history);
        zip.putNextEntry(new ZipEntry(ARRAYS));
        encode(zip);
        zip.closeEntry();
      }
      move(unfinished, file);
    } catch (IOException e) {
      discard(unfinished);
      throw new UncheckedIOException(
          "The checkpoint "
              + file
              + " can't be written ("
              + e.getMessage()
              + "); free some space or name another folder. The network keeps what it has learned.",
          e);
    }
  }

  private static void entry(ZipOutputStream zip, String name, List<String> lines)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private void encode(OutputStream out) throws IOException {
    NDList named = new NDList();
    try (NDManager copies = Compute.newManager()) {
      arrays.forEach(
          (name, array) -> {
            NDArray copy = array.toDevice(Device.cpu(), true);
            copy.attach(copies);
            copy.setName(name);
            named.add(copy);
          });
      named.encode(out, NDList.Encoding.SAFETENSORS);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void discard(Path unfinished) {
    try {
      if (unfinished != null) {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException ignored) {
      // what matters is why the checkpoint wasn't written
    }
  }

  /** Refuses hyperparameters that differ from those it was written with, naming both values. */
  void requireSame(Map<String, String> identity, Path file) {
    identity.forEach(
        (name, here) -> {
          String there = settings.getOrDefault(name, "absent");
          if (!there.equals(here)) {
            throw new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "%s was written with %s %s, this training has %s; set it back, or train anew.",
                    file,
                    name,
                    there,
                    here));
          }
        });
  }

  /** Reads a checkpoint; its arrays belong to the manager. */
  static Checkpoint read(Path file, NDManager manager) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Map<String, String> settings = new LinkedHashMap<>();
      for (String line : lines(zip, SETTINGS)) {
        int equals = line.indexOf('=');
        settings.put(line.substring(0, equals), line.substring(equals + 1));
      }
      NDList named = NDList.decode(manager, new ByteArrayInputStream(bytes(zip, ARRAYS)));
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      named.forEach(a -> arrays.put(a.getName(), a));
      return new Checkpoint(settings, lines(zip, HISTORY), arrays);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "There is no checkpoint " + file + "; train with checkpoint(…) first.", e);
    } catch (ZipException e) {
      throw new IllegalArgumentException(
          file
              + " is no checkpoint or is damaged ("
              + e.getMessage()
              + "); delete it and train anew.",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static List<String> lines(ZipFile zip, String name) throws IOException {
    String text = new String(bytes(zip, name), StandardCharsets.UTF_8);
    return text.lines().toList();
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ZipException("it has no " + name);
    }
    return zip.getInputStream(entry).readAllBytes();
  }
}
