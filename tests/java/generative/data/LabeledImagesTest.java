package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabeledImagesTest {

  private final IdxFile pixels =
      new IdxFile(new int[] {2, 1, 3}, new byte[] {0, 51, (byte) 255, 1, 2, 3});
  private final LabeledImages images =
      new LabeledImages(pixels, new IdxFile(new int[] {2}, new byte[] {7, (byte) 200}));

  @Test
  void tellsHowManyAndHowLarge() {
    assertThat(images.count()).isEqualTo(2);
    assertThat(images.rows()).isEqualTo(1);
    assertThat(images.columns()).isEqualTo(3);
    assertThat(images).hasToString("2 images of 1 × 3 pixels");
  }

  @Test
  void pixelsGoFromZeroToOne() {
    assertThat(images.image(0)).containsExactly(0, 0.2, 1);
    assertThat(images.image(1)).containsExactly(1 / 255., 2 / 255., 3 / 255.);
  }

  @Test
  void labelsAreUnsigned() {
    assertThat(images.label(0)).isEqualTo(7);
    assertThat(images.label(1)).isEqualTo(200);
  }

  @Test
  void handsOutTheArraysThemselves() {
    assertThat(images.pixels()).isSameAs(pixels.values());
    assertThat(images.labels()).containsExactly(7, 200);
  }

  @Test
  void namesAnImageThatDoesNotExist() {
    assertThatThrownBy(() -> images.image(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("there is no image 2; there are 2, counted from 0");
    assertThatThrownBy(() -> images.label(-1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("there is no image -1; there are 2, counted from 0");
  }

  @Test
  void refusesOtherShapes() {
    IdxFile flat = new IdxFile(new int[] {6}, new byte[6]);
    IdxFile two = new IdxFile(new int[] {2}, new byte[2]);
    refused(
        flat,
        two,
        "the images have the shape [6]; [n, rows, columns] is expected, or [n, channels, rows,"
            + " columns] with 1 channel or 3");
    String labels = "the labels have the shape %s where [2] is expected, one for each image; ";
    refused(
        pixels,
        flat,
        String.format(Locale.ROOT, labels, "[6]") + "take both files from one source");
    refused(
        pixels,
        pixels,
        String.format(Locale.ROOT, labels, "[2, 1, 3]") + "take both files from one source");
  }

  private static void refused(IdxFile images, IdxFile labels, String message) {
    assertThatThrownBy(() -> new LabeledImages(images, labels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void classesMayHaveNamesOfTheirOwn() {
    List<String> names = IntStream.range(0, 201).mapToObj(i -> "class " + i).toList();
    assertThat(images.classNames()).hasSize(201).startsWith("0", "1");
    assertThat(images.named(names).classNames()).isEqualTo(names);
    assertThat(images.named(names).pixels()).isSameAs(images.pixels());
    assertThatThrownBy(() -> images.named(List.of("a", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the names [a, b] don't tell all classes; the labels go from 0 to 200, so give 201 at"
                + " least");
  }

  @Test
  void namesWhatIsNull() {
    assertThatThrownBy(() -> new LabeledImages(null, pixels))
        .hasMessageStartingWith("the images are null; ");
    assertThatThrownBy(() -> new LabeledImages(pixels, null))
        .hasMessageStartingWith("the labels are null; ");
  }
}
