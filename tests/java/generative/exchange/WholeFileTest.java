package generative.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import generative.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path folder;

  private static void write(Path file, String text) throws IOException {
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void isWrittenWithItsFolder() throws IOException {
    Path file = folder.resolve("a").resolve("b").resolve("file");
    write(file, "one");
    write(file, "two");
    assertThat(file).hasContent("two");
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFullDiskLeavesTheFileBefore() throws IOException {
    Path file = folder.resolve("file");
    write(file, "one");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");
    assertThat(file).hasContent("one");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void aLinkStaysAndItsTargetIsReplaced() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path target = other.resolve("target");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("other", "target"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link);
    write(second, "through nothing yet");
    write(second, "through both");
    assertThat(link).isSymbolicLink();
    assertThat(second).isSymbolicLink();
    assertThat(target).isRegularFile().hasContent("through both");
    Path round = folder.resolve("round");
    Files.createSymbolicLink(round, round);
    assertThatThrownBy(() -> write(round, "x")).hasMessage("its symbolic links lead nowhere");
  }

  /** JDK 17's own createDirectories refuses such a folder. */
  @Test
  void itsFolderMayBeALink() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.createSymbolicLink(folder.resolve("link"), other);
    write(folder.resolve("link").resolve("file"), "one");
    assertThat(other.resolve("file")).hasContent("one");
  }

  @Test
  void othersMayReadItWhereAnyNewFileMayBeRead() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Path file = folder.resolve("file");
    write(file, "one");
    Path plain = Files.write(folder.resolve("plain"), new byte[0]);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)));
  }

  @Test
  void aFolderOrADeviceIsNotReplaced() throws IOException {
    assertThatThrownBy(() -> write(folder, "x")).hasMessage("it is a folder or a device, no file");
    Path nothing = Path.of("/dev/null");
    assumeThat(nothing).exists();
    assertThatThrownBy(() -> write(nothing, "x")).hasMessage("it is a folder or a device, no file");
    assertThat(Files.isRegularFile(nothing)).isFalse();
  }

  @Test
  void anInterruptWaits() throws IOException {
    Path file = folder.resolve("file");
    Thread.currentThread().interrupt();
    try {
      write(file, "one");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(file).hasContent("one");
  }

  /** {@link KilledWriting} is killed in the midst of writing, as by kill -9. */
  @Test
  void whatAKilledProcessLeftIsRemovedByTheNextWrite() throws Exception {
    Path file = folder.resolve("file");
    write(file, "one");
    Process process = JavaProcess.start(List.of(), KilledWriting.class, file.toString());
    assertThat(process.inputReader().readLine()).isEqualTo("now");
    String unfinished = "file." + process.pid() + ".unfinished";
    write(file, "two");
    assertThat(names()).as("while it writes").containsExactly("file", unfinished);
    process.destroyForcibly().waitFor();
    assertThat(names()).containsExactly("file", unfinished);
    Path alike = Files.createFile(folder.resolve("file.mine.unfinished"));
    write(file, "three");
    assertThat(file).hasContent("three");
    assertThat(names()).containsExactly("file", alike.getFileName().toString());
  }
}
