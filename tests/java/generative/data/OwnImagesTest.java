package generative.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How images of one's own come in, each way in some ten lines. */
class OwnImagesTest {

  private final NDManager manager = Compute.newManager();

  @TempDir Path folder;

  @AfterEach
  void close() {
    manager.close();
  }

  /** Four IDX files, raw or packed, of any size and number: a twelfth is for validation. */
  @Test
  void idxFilesOfAnySizeAndNumber() {
    idx("train-images.idx3-ubyte", 24, 16, 20);
    idx("train-labels.idx1-ubyte", 24);
    idx("t10k-images-idx3-ubyte.gz", 5, 16, 20);
    idx("t10k-labels-idx1-ubyte.gz", 5);

    Images images = Images.load(manager, folder.toString());
    assertThat(images.train().size()).isEqualTo(22);
    assertThat(images.validation().size()).isEqualTo(2);
    assertThat(images.test().data().getShape()).isEqualTo(new Shape(5, 320));
    assertThat(images.shape()).isEqualTo(new Shape(1, 16, 20));
  }

  /** EMNIST's letters, from the folder that holds all of its sets; they lie on their side. */
  @Test
  void emnistPutRight() {
    idx("emnist-digits-train-images-idx3-ubyte.gz", 9, 28, 28);
    TestFiles.write(
        folder.resolve("emnist-letters-train-images-idx3-ubyte"),
        TestFiles.idx(new int[] {1, 2, 3}, new byte[] {1, 2, 3, 4, 5, 6}));
    idx("emnist-letters-train-labels-idx1-ubyte", 1);

    ImageFiles letters = ImageFiles.in(folder, "emnist-letters");
    assertThat(letters.train()).hasToString("1 images of 2 × 3 pixels");
    assertThat(letters.transposed().train()).hasToString("1 images of 3 × 2 pixels");
    assertThat(letters.transposed().train().pixels()).containsExactly(1, 4, 2, 5, 3, 6);
  }

  /** IDX files in color, as most programs save them: red, green and blue of each pixel together. */
  @Test
  void idxFilesInColor() {
    byte[] twoPixels = {1, 2, 3, 101, 102, 103};
    byte[] twoPlanes = {1, 101, 2, 102, 3, 103};
    TestFiles.write(
        folder.resolve("train-images-idx4-ubyte"),
        TestFiles.idx(new int[] {1, 1, 2, 3}, twoPixels));
    idx("train-labels-idx1-ubyte", 1);
    TestFiles.write(
        folder.resolve("test-images-idx4-ubyte"), TestFiles.idx(new int[] {1, 3, 1, 2}, twoPlanes));
    idx("test-labels-idx1-ubyte", 1);

    ImageFiles files = ImageFiles.in(folder);
    assertThat(files.test()).hasToString("1 images of 1 × 2 pixels in color");
    assertThat(files.test().pixels()).containsExactly(twoPlanes);
    assertThat(files.train().channels()).isEqualTo(1);
  }

  /** A sub-folder for each class; a seventh is to test with, a twelfth of the rest to validate. */
  @Test
  void picturesByClass() {
    for (int i = 0; i < 35; i++) {
      TestPictures.write(folder.resolve("dogs/" + i + ".png"), 255, 102, 51);
      TestPictures.write(folder.resolve("cats/" + i + ".JPG"), 0, 0, 0);
    }
    Images images = Images.load(manager, folder.toString());
    assertThat(images.classNames()).containsExactly("cats", "dogs");
    assertThat(images.train().size()).isEqualTo(55);
    assertThat(images.validation().labels().toLongArray()).contains(0, 1).hasSize(5);
    assertThat(images.test().labels().toLongArray()).contains(0, 1).hasSize(10);
    assertThat(images.shape()).isEqualTo(new Shape(3, 2, 3));
    NDArray dog = images.train().data().get(firstOf(1, images.train()));
    assertThat(dog.toFloatArray()).startsWith(1, 1, 1, 1, 1, 1, 0.4f).endsWith(0.2f, 0.2f);
  }

  /** Who has test images already puts both into folders of their own. */
  @Test
  void picturesInTwoParts() {
    for (String file : new String[] {"train/no/1", "train/yes/1", "train/yes/2", "test/yes/1"}) {
      TestPictures.write(folder.resolve(file + ".png"), 51);
    }
    TestPictures.write(folder.resolve("test/no/1.png"), 51);
    Images images = Images.load(manager, folder.toString());
    assertThat(images.train().size() + images.validation().size()).isEqualTo(3);
    assertThat(images.test().labels().toLongArray()).containsExactly(0, 1);
    assertThat(images.test().data().toFloatArray()).hasSize(12).containsOnly(0.2f);
  }

  /** Pixels in a CSV file, the label first or in the column of that name. */
  @Test
  void csvOfPixels() throws Exception {
    String rows =
        IntStream.range(0, 14)
            .mapToObj(i -> "0,51,255," + i % 3 + ",102\n")
            .collect(Collectors.joining());
    Path csv = Files.writeString(folder.resolve("digits.csv"), "p1,p2,p3,label,p4\n" + rows);

    Images images = Images.load(manager, csv.toString());
    assertThat(images)
        .hasToString("11 training, 1 validation and 2 test images on " + Compute.device());
    assertThat(images.validation().data().toFloatArray()).containsExactly(0, 0.2f, 1, 0.4f);
    assertThat(images.test().labels().toLongArray()).containsExactly(0, 1);
  }

  /** The common mnist_train.csv, without or with a first line of names, and any other size. */
  @Test
  void csvInTwoFilesOrInColor() throws Exception {
    Path train = Files.writeString(folder.resolve("train.csv"), "7,0,1,2,3\n2,4,5,6,255\n");
    Path test = Files.writeString(folder.resolve("test.csv"), "label,1x1,1x2,2x1,2x2\n9,0,0,0,0\n");
    Images images = Images.of(manager, PixelTable.read(train), PixelTable.read(test));
    assertThat(images.validation().labels().toLongArray()).containsExactly(7);
    assertThat(images.classNames()).hasSize(10);

    Path colors = Files.writeString(folder.resolve("colors.csv"), "0,1,2,3,4,5,6\n");
    LabeledImages color = PixelTable.read(colors, 3, 1, 2);
    assertThat(color.pixels()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(color.named(List.of("sunset")).classNames()).containsExactly("sunset");
  }

  /** Convolutions take images as [n, channels, rows, columns]: the same numbers, no copy. */
  @Test
  void imagesInTheirShape() {
    Images mnist = Images.load("mnist").shaped();
    assertThat(mnist.train().data().getShape()).isEqualTo(new Shape(55_000, 1, 28, 28));

    Minibatches minibatches = new Minibatches(mnist.test(), 100, false);
    NDArray order = minibatches.order(manager, 42);
    Minibatch batch = minibatches.get(manager, order, 0);
    assertThat(batch.data().getShape()).isEqualTo(new Shape(100, 1, 28, 28));
    assertThat(batch.data().get(3).toFloatArray())
        .containsExactly(mnist.test().data().get(order.getLong(3)).toFloatArray());
  }

  private static long firstOf(long label, Examples examples) {
    long[] labels = examples.labels().toLongArray();
    return IntStream.range(0, labels.length).filter(i -> labels[i] == label).findFirst().getAsInt();
  }

  /** Image or label i holds the value i mod 4. */
  private void idx(String name, int... shape) {
    byte[] values = new byte[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i / (values.length / shape[0]) % 4);
    }
    TestFiles.write(folder.resolve(name), TestFiles.idx(shape, values));
  }
}
