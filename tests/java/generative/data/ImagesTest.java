package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {

  @TempDir Path folder;

  @AfterEach
  void clearProperties() {
    System.clearProperty("DJL_CACHE_DIR");
    System.clearProperty("https.proxyHost");
    System.clearProperty("https.proxyPort");
  }

  @Test
  void dividesMnistAsTheSourceArticleDid() {
    Images mnist = Images.load("mnist");
    assertThat(mnist.train().data().getShape()).isEqualTo(new Shape(55_000, 784));
    assertThat(mnist.validation().data().getShape()).isEqualTo(new Shape(5_000, 784));
    assertThat(mnist.test().data().getShape()).isEqualTo(new Shape(10_000, 784));
    assertThat(mnist.classNames()).containsExactly("0 1 2 3 4 5 6 7 8 9".split(" "));
    assertThat(mnist)
        .hasToString(
            "55,000 training, 5,000 validation and 10,000 test images on " + Compute.device());

    LabeledImages file = ImageFiles.mnist().train();
    same(mnist.validation(), 0, file, 0);
    same(mnist.validation(), 4_999, file, 4_999);
    same(mnist.train(), 0, file, 5_000);
    same(mnist.train(), 54_999, file, 59_999);
    same(mnist.test(), 9_999, ImageFiles.mnist().test(), 9_999);
  }

  private static void same(Examples examples, int row, LabeledImages images, int i) {
    double[] expected = images.image(i);
    float[] actual = examples.range(row, row + 1).data().toFloatArray();
    for (int k = 0; k < expected.length; k++) {
      assertThat(actual[k]).isEqualTo((float) expected[k]);
    }
    assertThat(examples.range(row, row + 1).labels().toLongArray())
        .containsExactly(images.label(i));
  }

  @Test
  void pixelsAreFloatsFromZeroToOneOnTheDevice() {
    Examples test = Images.load("mnist").test();
    assertThat(test.data().getDataType()).isEqualTo(DataType.FLOAT32);
    assertThat(test.labels().getDataType()).isEqualTo(DataType.INT64);
    assertThat(test.data().getDevice()).isEqualTo(Compute.device());
    try (NDArray darkest = test.data().min();
        NDArray brightest = test.data().max()) {
      assertThat(darkest.getFloat()).isZero();
      assertThat(brightest.getFloat()).isEqualTo(1);
    }
  }

  @Test
  void loadsOnceAndHandsOutAgain() {
    Images mnist = Images.load("mnist");
    NDManager owner = mnist.train().data().getManager();
    int before = owner.getManagedArrays().size();
    for (int i = 0; i < 20; i++) {
      assertThat(Images.load("mnist")).isSameAs(mnist);
      assertThat(Images.load("mnist").train()).isSameAs(mnist.train());
    }
    assertThat(owner.getManagedArrays()).hasSize(before);
  }

  @Test
  void readsAFolder() throws Exception {
    Path own = TestFiles.folder(Files.createDirectory(folder.resolve("my digits")), 5_007, 3);
    Images images = Images.load(own.toString());
    assertThat(images.train().size()).isEqualTo(7);
    assertThat(images.test().data().getShape()).isEqualTo(new Shape(3, 6));
    assertThat(images.train().labels().toLongArray()).containsExactly(0, 1, 2, 3, 0, 1, 2);
    assertThat(images.classNames()).containsExactly("0", "1", "2", "3");
    assertThat(Images.load(folder + "/../" + folder.getFileName() + "/my digits")).isSameAs(images);
  }

  @Test
  void survivesAScopeThatWasOpenWhenItWasLoaded() {
    TestFiles.folder(folder, 5_002, 3);
    Images images;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      images = Images.load(folder.toString());
    }
    assertThat(images.train().data().get(0).toFloatArray()).containsOnly(5_000 % 256 / 255f);
    assertThat(images.validation().labels().get(3).getLong()).isEqualTo(3);
    assertThat(images.test().labels().toLongArray()).containsExactly(0, 1, 2);
  }

  @Test
  void namesASourceThatDoesNotExist() {
    assertThatThrownBy(() -> Images.load("mnsit"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no data set \"mnsit\"; give \"mnist\", \"fashion-mnist\" or the path of a folder"
                + " with four IDX files");
  }

  @Test
  void refusesTooFewImages() {
    TestFiles.folder(folder, 5_000, 3);
    assertThatThrownBy(() -> Images.load(folder.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "5,000 training images are too few; the first 5,000 are for validation, so take more");
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
    TestFiles.folder(Files.createDirectories(cached), 5_007, 3);
    Images fashion = Images.load("fashion-mnist");
    assertThat(fashion.train().size()).isEqualTo(7);
    assertThat(fashion.classNames()).hasSize(10).startsWith("T-shirt/top", "Trouser");
    assertThat(Images.load("fashion-mnist")).isSameAs(fashion);
  }

  private static int portWhereNobodyListens() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
