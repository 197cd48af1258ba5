package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {

  @TempDir Path folder;

  @Test
  void classesAndPicturesStandInAlphabeticalOrder() throws Exception {
    TestPictures.write(folder.resolve("b/2.png"), 20);
    TestPictures.write(folder.resolve("b/1.png"), 10);
    TestPictures.write(folder.resolve("a/3.png"), 30);
    Files.writeString(folder.resolve("a/notes.txt"), "passed over");
    Files.createDirectory(folder.resolve(".hidden"));
    LabeledImages images = PictureFolder.read(folder);
    assertThat(images).hasToString("3 images of 2 × 3 pixels");
    assertThat(images.classNames()).containsExactly("a", "b");
    assertThat(images.labels()).containsExactly(0, 1, 1);
    assertThat(images.pixels()).startsWith(30).endsWith(20).contains(10);
  }

  /** Java's own conversion to RGB would brighten what is gray. */
  @Test
  void valuesAreThoseOfTheFile() {
    BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setPixels(0, 0, 2, 2, new int[] {0, 1, 128, 255});
    TestPictures.write(folder.resolve("a/1.png"), picture);
    assertThat(PictureFolder.read(folder).pixels()).containsExactly(0, 1, 128, 255);
  }

  @Test
  void colorsComeChannelAfterChannel() {
    TestPictures.sized(folder.resolve("a/1.png"), 1, 2, 1, 2, 3);
    assertThat(PictureFolder.read(folder).pixels()).containsExactly(1, 1, 2, 2, 3, 3);
  }

  @Test
  void palettesAreLookedUp() {
    BufferedImage blackAndWhite = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_BINARY);
    TestPictures.write(folder.resolve("a/1.png"), TestPictures.filled(blackAndWhite, 1));
    TestPictures.write(folder.resolve("a/2.png"), 7);
    assertThat(PictureFolder.read(folder).pixels()).startsWith(-1, -1).endsWith(7, 7).hasSize(12);

    byte[] one = {1, 2, 3};
    IndexColorModel palette = new IndexColorModel(8, 1, one, 0, false);
    BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
    TestPictures.write(folder.resolve("color/a/1.png"), picture);
    assertThat(PictureFolder.read(folder.resolve("color")).pixels()).containsExactly(1, 2, 3);
  }

  @Test
  void namesPicturesOfTwoKinds() {
    Path first = TestPictures.write(folder.resolve("a/1.png"), 1);
    String remedy = "; bring all to one size, gray or in color";
    Path color = TestPictures.write(folder.resolve("a/2.png"), 1, 2, 3);
    refused(
        color + " is in color of 2 × 3 pixels, but " + first + " is gray of 2 × 3 pixels" + remedy);
    TestPictures.sized(folder.resolve("a/2.png"), 3, 2, 1);
    refused(color + " is gray of 3 × 2 pixels, but " + first + " is gray of 2 × 3 pixels" + remedy);
  }

  @Test
  void namesAPictureWithMoreThanColors() {
    BufferedImage clear = new BufferedImage(3, 2, BufferedImage.TYPE_4BYTE_ABGR);
    Path file = TestPictures.write(folder.resolve("a/1.png"), clear);
    refused(file + " has an alpha channel; save it without, on a background of your choice");
    TestPictures.write(file, new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY));
    refused(file + " has 16 bits for each value of a pixel; save it with 8");
  }

  @Test
  void namesAPictureThatIsDamaged() throws Exception {
    Path png = TestPictures.sized(folder.resolve("a/1.png"), 40, 40, 77, 1, 200);
    for (int length : new int[] {0, 5, 20, 40, 60}) {
      TestPictures.sized(png, 40, 40, 77, 1, 200);
      damaged(TestPictures.cut(png, length));
    }
    Files.delete(png);
    Path jpeg = TestPictures.sized(folder.resolve("a/1.jpg"), 40, 40, 77, 1, 200);
    int size = (int) Files.size(jpeg);
    for (int length : new int[] {0, 20, size / 2, size - 20, size - 2}) {
      TestPictures.sized(jpeg, 40, 40, 77, 1, 200);
      damaged(TestPictures.cut(jpeg, length));
    }
    damaged(Files.writeString(jpeg, "<html>not found</html>"));
  }

  private void damaged(Path file) {
    assertThatThrownBy(() -> PictureFolder.read(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + " can't be decoded (")
        .hasMessageEndingWith("). Put a fresh copy in its place, a PNG or JPEG, gray or RGB.");
  }

  @Test
  void namesAFolderWithoutPictures() throws Exception {
    refused(
        folder
            + " has 0 sub-folders; give it one for each class, 1 to 256, with the pictures in it");
    Path empty = Files.createDirectory(folder.resolve("a"));
    refused(empty + " holds no PNG or JPEG picture; put the class's pictures there, or delete it");
    assertThatThrownBy(() -> PictureFolder.read(folder.resolve("nowhere")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(folder.resolve("nowhere") + " does not exist. Put a fresh copy in its place.");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> PictureFolder.read(file))
        .hasMessage(file + " is no folder. Name the one that holds the classes'.");
  }

  @Test
  void stopsWhereTheThreadIsInterrupted() {
    TestPictures.write(folder.resolve("a/1.png"), 1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> PictureFolder.read(folder))
        .isInstanceOf(CancellationException.class)
        .hasMessage("Stopped.");
    assertThat(Thread.interrupted()).isFalse();
  }

  private void refused(String message) {
    assertThatThrownBy(() -> PictureFolder.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
