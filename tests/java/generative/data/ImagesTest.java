package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {

  @TempDir Path folder;

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
    Path own = TestFiles.folder(Files.createDirectory(folder.resolve("my digits")), 12, 3);
    Images images = Images.load(own.toString());
    assertThat(images.train().size()).isEqualTo(11);
    assertThat(images.test().data().getShape()).isEqualTo(new Shape(3, 6));
    assertThat(images.train().labels().toLongArray())
        .containsExactly(1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3);
    assertThat(images.classNames()).containsExactly("0", "1", "2", "3");
    assertThat(Images.load(folder + "/../" + folder.getFileName() + "/my digits")).isSameAs(images);
    close(images);
  }

  @Test
  void survivesAScopeThatWasOpenWhenItWasLoaded() {
    TestFiles.folder(folder, 60, 3);
    Images images;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      images = Images.load(folder.toString());
    }
    assertThat(images.train().data().get(0).toFloatArray()).containsOnly(5 / 255f);
    assertThat(images.validation().labels().get(3).getLong()).isEqualTo(3);
    assertThat(images.test().labels().toLongArray()).containsExactly(0, 1, 2);
    close(images);
  }

  @Test
  void keepsEightAndMoreInAManager() throws Exception {
    Images.load("mnist");
    List<Images> kept = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Path own = TestFiles.folder(Files.createDirectory(folder.resolve("n" + i)), 2, 1);
      try {
        kept.add(Images.load(own.toString()));
      } catch (IllegalStateException e) {
        assertThat(e)
            .hasMessage(
                "eight data sets are kept already until the program ends; load more into a manager"
                    + " of yours by load(manager, source), and close it");
      }
    }
    assertThat(kept).isNotEmpty().hasSizeLessThan(8);
    String last = folder.resolve("n7").toString();
    try (NDManager manager = Compute.newManager()) {
      Images mine = Images.load(manager, last);
      assertThat(mine.train().data().getManager()).isSameAs(manager);
      assertThat(mine.test().labels().getManager()).isSameAs(manager);
      assertThat(mine.validation().data().getManager()).isSameAs(manager);
      assertThat(manager.getManagedArrays()).hasSize(8);
      assertThat(Images.load(manager, last)).isNotSameAs(mine);
    }
    close(kept.get(0));
    kept.set(0, Images.load(last));
    assertThat(Images.load(last)).isSameAs(kept.get(0));
    kept.forEach(ImagesTest::close);
    assertThatThrownBy(() -> Images.load((NDManager) null, last))
        .hasMessage("the manager: null where an open manager is expected");
  }

  @Test
  void isLoadedAnewWhereAnArrayWasClosed() {
    TestFiles.folder(folder, 60, 3);
    for (Function<Images, Examples> part :
        List.<Function<Images, Examples>>of(Images::train, Images::validation, Images::test)) {
      Images closed = Images.load(folder.toString());
      part.apply(closed).labels().close();
      Images anew = Images.load(folder.toString());
      assertThat(part.apply(anew).labels().toLongArray()).isNotEmpty();
      close(closed);
    }
    close(Images.load(folder.toString()));
  }

  @Test
  void isLoadedAfterAllWhereItWasStopped() {
    TestFiles.folder(folder, 60, 3);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Images.load(folder.toString()))
        .isInstanceOf(CancellationException.class)
        .hasMessage("Stopped.");
    Images images = Images.load(folder.toString());
    assertThat(images.train().size()).isEqualTo(55);
    close(images);
  }

  private static void close(Images images) {
    images.test().data().getManager().close();
  }

  @Test
  void refusesTooFewImages() {
    refused(
        TestFiles.folder(folder, 1, 3),
        "%s: of 1 images of 2 × 3 pixels none would be left to train on; give at least 2");
  }

  @Test
  void takesTheSameImagesForBothParts() {
    TestFiles.folder(folder, 24, 3);
    LabeledImages images = ImageFiles.in(folder).train();
    try (NDManager manager = Compute.newManager()) {
      assertThat(Images.of(manager, images, images).test().size()).isEqualTo(24);
      assertThat(Images.of(manager, images).test().size()).isEqualTo(3);
      assertThatThrownBy(() -> Images.of(manager, ImageFiles.in(folder).test(), null))
          .hasMessageStartingWith("the test images are null; ");
    }
  }

  @Test
  void namesImagesOfTwoSizes() {
    TestFiles.folder(folder, 5, 3);
    Path test = folder.resolve("t10k-images-idx3-ubyte.gz");
    String message =
        "%%s: to train on there are 5 images of 2 × 3 pixels, and to test with 3 images of %s;"
            + " bring them to one size, gray or in color, or take all from one source";
    TestFiles.write(test, TestFiles.idx(new int[] {3, 3, 3}, new byte[27]));
    refused(folder, String.format(Locale.ROOT, message, "3 × 3 pixels"));
    TestFiles.write(test, TestFiles.idx(new int[] {3, 3, 2, 3}, new byte[54]));
    refused(folder, String.format(Locale.ROOT, message, "2 × 3 pixels in color"));
  }

  private static void refused(Path folder, String message) {
    assertThatThrownBy(() -> Images.load(folder.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message, folder);
  }

  /** Labels 0 to 3 in one file and 9 in the other. */
  @Test
  void namesTheClassesOfBothFiles() {
    for (String set : List.of("train", "t10k")) {
      TestFiles.folder(folder, 21, 21);
      byte[] labels = new byte[21];
      labels[17] = 9;
      TestFiles.write(
          folder.resolve(set + "-labels-idx1-ubyte"), TestFiles.idx(new int[] {21}, labels));
      Images images = Images.load(folder.toString());
      assertThat(images.classNames()).containsExactly("0 1 2 3 4 5 6 7 8 9".split(" "));
      close(images);
    }
  }
}
