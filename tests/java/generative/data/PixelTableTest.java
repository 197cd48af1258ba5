package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelTableTest {

  @TempDir Path folder;

  @Test
  void findsTheLabelByItsNameHoweverItIsWritten() throws Exception {
    for (String names : new String[] {"\ufeff\"Label\",\"a\"", "label,a", "class,a", "LABEL , a"}) {
      LabeledImages images = PixelTable.read(csv(names + "\n7,255\r\n200,1\n"));
      assertThat(images.label(0)).isEqualTo(7);
      assertThat(images.label(1)).isEqualTo(200);
      assertThat(images.pixels()).containsExactly(-1, 1);
    }
    assertThat(PixelTable.read(csv("a,label\n255,3\n")).label(0)).isEqualTo(3);
  }

  @Test
  void namesTheValueThatIsNoPixel() throws Exception {
    String expected = "; a whole number from 0 to 255 is expected";
    refused("1,256\n", "\"256\" in line 1, column 2" + expected);
    refused("label,a\n1,2\n1,-1\n", "\"-1\" in line 3, column 2" + expected);
    refused("label,a\n1,\n", "\"\" in line 2, column 2" + expected);
    refused("label,a\n256,0\n", "\"256\" in line 2, column 1" + expected);
    refused("1,2\n1,0.5\n", "\"0.5\" in line 2, column 2" + expected);
    refused("label,a\n1,70000\n", "\"70000\" in line 2, column 2" + expected);
    refused("label,a\ncat,0\n", "\"cat\" in line 2, column 1" + expected);
  }

  @Test
  void namesColumnsThatFillNoImage() throws Exception {
    refused(
        "a,b,c,d\n1,2,3,4\n",
        "3 values in a row, beside the label in column 1, fill no square image; name the label's"
            + " column \"label\", or give other channels, rows and columns");
    refused(
        "label\n1\n",
        "0 values in a row, beside the label in column 1, fill no square image; name the label's"
            + " column \"label\", or give other channels, rows and columns");
    Path six = csv("0,1,2,3,4,5,6\n");
    for (int[] size :
        new int[][] {{1, 2, 2}, {2, 1, 3}, {0, 2, 3}, {3, -1, -2}, {1, 1 << 30, 1 << 30}}) {
      assertThatThrownBy(() -> PixelTable.read(six, size[0], size[1], size[2]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              six + ": 6 values in a row, beside the label in column 1, fill no image of ");
    }
  }

  @Test
  void namesWhatIsNoTable() throws Exception {
    Path empty = csv("");
    assertThatThrownBy(() -> PixelTable.read(empty))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(empty + " has nothing in its first line. Put a fresh copy in its place.");
    refused("label,a\n", "0 images; give 1 to 2,147,483,639 of this size");
    refused("1,2\n1,2,3\n", "a line has more columns than the first, 2");
    refused("1,2\n1\n", "line 2 has fewer columns than the first, 2");
    assertThatThrownBy(() -> PixelTable.read(folder))
        .hasMessage(folder + " is a folder. Name the CSV file in it.");
    assertThatThrownBy(() -> PixelTable.read(folder.resolve("none.csv")))
        .hasMessage(folder.resolve("none.csv") + " does not exist. Put a fresh copy in its place.");
  }

  private void refused(String content, String message) throws Exception {
    Path csv = csv(content);
    assertThatThrownBy(() -> PixelTable.read(csv))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(csv + ": " + message);
  }

  private Path csv(String content) throws Exception {
    return Files.writeString(folder.resolve("pixels.csv"), content);
  }

  /** As tables have them whose last column is the class. */
  @Test
  void theLabelsMayBeCalledClassAndAreNoPixels(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("last.csv");
    Files.writeString(file, "pixel1,pixel2,pixel3,pixel4,class\n0,1,2,3,7\n");
    assertThat(PixelTable.read(file).label(0)).isEqualTo(7);
    Files.writeString(file, "pixel1,pixel2,pixel3,pixel4,digit\n0,1,2,3,7\n");
    assertThatThrownBy(() -> PixelTable.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("looks like a pixel's");
  }
}
