package generative.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files by the format's description, independently of the reader. */
final class TestFiles {

  private TestFiles() {}

  static byte[] idx(int[] shape, byte[] values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(new byte[] {0, 0, 8, (byte) shape.length});
      for (int size : shape) {
        out.writeInt(size);
      }
      out.write(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Path write(Path file, byte[] content) {
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      out.write(content);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a program in a folder, with the JDK and this project's classes alone. */
  static String outputOf(Path folder, Class<?> program, String memory, String... arguments)
      throws IOException {
    String classes = whereIs(IdxFile.class) + File.pathSeparator + whereIs(program);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(List.of(java, memory, "-cp", classes, program.getName()));
    command.addAll(List.of(arguments));
    Process started =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    return new String(started.getInputStream().readAllBytes(), UTF_8).strip();
  }

  private static Path whereIs(Class<?> type) {
    return Path.of(URI.create("" + type.getProtectionDomain().getCodeSource().getLocation()));
  }

  /** Image i is 2 × 3 pixels of the value i mod 256, its label i mod 4. */
  static Path folder(Path folder, int train, int test) {
    images(folder, "train", train);
    images(folder, "t10k", test);
    return folder;
  }

  private static void images(Path folder, String set, int count) {
    byte[] pixels = new byte[count * 6];
    byte[] labels = new byte[count];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / 6);
    }
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 4);
    }
    write(folder.resolve(set + "-images-idx3-ubyte.gz"), idx(new int[] {count, 2, 3}, pixels));
    write(folder.resolve(set + "-labels-idx1-ubyte"), idx(new int[] {count}, labels));
  }
}
