package generative.exchange;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces a file as a whole: whoever reads it finds the old content or the new one, also after a
 * crash or a loss of power.
 *
 * <p>The new content is written to {@code NAME.PROCESS.unfinished} beside the file, forced to the
 * disk and then renamed. What a killed process left there the next write removes. A symbolic link
 * stays, and what it leads to is replaced. An interrupt doesn't disturb the writing.
 */
public final class WholeFile {

  private static final String UNFINISHED = ".unfinished";
  private static final int MOST_LINKS = 40;

  private WholeFile() {}

  /** What a file shall hold. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes the file, and its folder if there is none.
   *
   * @throws IOException if that fails; the file is as it was, and nothing is left beside it
   */
  static synchronized void write(Path file, Content content) throws IOException {
    Path target = target(file.toAbsolutePath());
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new IOException("it is a folder or a device, no file");
    }
    Path folder = target.getParent();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    removeWhatKilledProcessesLeft(folder, target.getFileName() + ".");
    Path unfinished =
        folder.resolve(target.getFileName() + "." + ProcessHandle.current().pid() + UNFINISHED);
    try {
      writeThrough(unfinished, content);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      discard(unfinished);
    }
    force(folder);
  }

  private static Path target(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new IOException("its symbolic links lead nowhere");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static void writeThrough(Path file, Content content) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
      content.writeTo(buffered);
      buffered.flush();
      out.getFD().sync();
    }
  }

  private static void removeWhatKilledProcessesLeft(Path folder, String prefix) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix) && name.endsWith(UNFINISHED)) {
          String process = name.substring(prefix.length(), name.length() - UNFINISHED.length());
          if (process.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
            discard(file);
          }
        }
      }
    } catch (IOException | DirectoryIteratorException ignored) {
      // a folder that can't be listed can still be written to
    }
  }

  private static void discard(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException ignored) {
      // what matters is whether the file was written
    }
  }

  /** Makes the new name outlast a loss of power, where the system can do that. */
  private static void force(Path folder) {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    } catch (IOException ignored) {
      // Windows opens no folder
    }
  }
}
