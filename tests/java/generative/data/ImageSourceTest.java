package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourceTest {

  @TempDir Path folder;

  @AfterEach
  void clearProperties() {
    System.clearProperty("DJL_CACHE_DIR");
    System.clearProperty("https.proxyHost");
    System.clearProperty("https.proxyPort");
  }

  @Test
  void namesASourceThatDoesNotExist() {
    assertThatThrownBy(() -> Images.load("mnsit"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no data set \"mnsit\"; give \"mnist\", \"fashion-mnist\" or the path of a folder"
                + " or of a CSV file with images");
  }

  @Test
  void namesASourceThatIsNoName() {
    String remedy =
        "; give \"mnist\", \"fashion-mnist\" or the path of a folder or of a CSV file with images";
    for (String source :
        new String[] {null, "", "  ", "~/no such folder", "~nobody/digits", "\0"}) {
      String shown = source == null ? "null" : '"' + source + '"';
      assertThatThrownBy(() -> Images.load(source))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("there is no data set " + shown + remedy);
    }
  }

  @Test
  void isTheSameHoweverTheFolderIsNamed() throws Exception {
    Path own = TestFiles.folder(Files.createDirectory(folder.resolve("digits")), 24, 3);
    Images images = Images.load(own.toString());
    assertThat(Images.load(Path.of("").toAbsolutePath().relativize(own.toRealPath()).toString()))
        .isSameAs(images);
    Path link = Files.createSymbolicLink(folder.resolve("link"), own);
    assertThat(Images.load(link.toString())).isSameAs(images);
    String home = System.getProperty("user.home");
    try {
      System.setProperty("user.home", folder.toString());
      assertThat(Images.load("~/digits")).isSameAs(images);
      System.setProperty("user.home", own.toString());
      assertThat(Images.load("~")).isSameAs(images);
    } finally {
      System.setProperty("user.home", home);
    }
    assertThat(Images.load("environment/data/mnist")).isSameAs(Images.load("mnist"));
    close(images);
  }

  @Test
  void readsAFolderAnewWhoseFilesWereChanged() {
    TestFiles.folder(folder, 24, 3);
    Images before = Images.load(folder.toString());
    TestFiles.folder(folder, 24, 4);
    Images after = Images.load(folder.toString());
    assertThat(after.test().size()).isEqualTo(4);
    assertThat(before.test().data().toFloatArray()).hasSize(3 * 6);
    assertThat(Images.load(folder.toString())).isSameAs(after);
    close(before);
    close(after);
  }

  @Test
  void namesAFolderThatHoldsNoImages() throws Exception {
    assertThatThrownBy(() -> Images.load(folder.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s has 0 sub-folders; give it one for each class, 1 to 256, with the pictures in it",
            folder.toRealPath());
    for (String set : List.of("a", "b")) {
      Files.createFile(folder.resolve(set + "-train-images-idx3-ubyte"));
    }
    assertThatThrownBy(() -> Images.load(folder.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s holds the data sets a, b; name one, as in ImageFiles.in(folder, \"a\")", folder);
    assertThatThrownBy(() -> ImageFiles.in(folder, "c"))
        .hasMessage("%s holds no IDX files of \"c\"; the data sets there are [a, b]", folder);
  }

  @Test
  void namesClassesThatDiffer() {
    for (String file : List.of("train/cat/1", "train/dog/1", "train/dog/2", "test/Cat/1")) {
      TestPictures.write(folder.resolve(file + ".png"), 1);
    }
    assertThatThrownBy(() -> Images.load(folder.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            ": the classes to train on are [cat, dog], and those to test with [Cat]; give both the"
                + " same");
  }

  private static void close(Images images) {
    images.test().data().getManager().close();
  }

  /** The downloads go to a port where nobody listens; then the files lie in DJL's cache. */
  @Test
  void fashionComesByDjlsCacheAndWithoutNetworkThereIsARemedy() throws Exception {
    Engine.getInstance();
    System.setProperty("DJL_CACHE_DIR", folder.toString());
    System.setProperty("https.proxyHost", "127.0.0.1");
    System.setProperty("https.proxyPort", String.valueOf(portWhereNobodyListens()));
    assertThatThrownBy(() -> Images.load("fashion-mnist"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(
            "Fashion-MNIST could not be downloaded (java.net.ConnectException: ")
        .hasMessageEndingWith(
            "). Connect to the internet and try again, or give the path of a folder with its"
                + " four IDX files in place of \"fashion-mnist\".");

    Path cached = folder.resolve("cache/repo/dataset/cv/ai/djl/basicdataset/fashmnist/1.0");
    TestFiles.folder(Files.createDirectories(cached), 24, 3);
    Images fashion = Images.load("fashion-mnist");
    assertThat(fashion.train().size()).isEqualTo(22);
    assertThat(fashion.classNames()).hasSize(10).startsWith("T-shirt/top", "Trouser");
    assertThat(Images.load("fashion-mnist")).isSameAs(fashion);
    close(fashion);

    String remedy =
        " Or delete the folder " + cached + ", and \"fashion-mnist\" is downloaded anew.";
    TestFiles.write(cached.resolve("t10k-images-idx3-ubyte.gz"), new byte[9]);
    assertThatThrownBy(() -> Images.load("fashion-mnist"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("t10k-images-idx3-ubyte.gz is no IDX file")
        .hasMessageEndingWith(remedy);
    Files.delete(cached.resolve("t10k-images-idx3-ubyte.gz"));
    assertThatThrownBy(() -> Images.load("fashion-mnist"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(" holds neither t10k-images-idx3-ubyte.gz nor ")
        .hasMessageEndingWith(remedy);
  }

  private static int portWhereNobodyListens() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
