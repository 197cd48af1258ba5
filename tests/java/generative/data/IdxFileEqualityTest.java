package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdxFileEqualityTest {

  @Test
  void checksShapeAgainstValues() {
    String why = "; they are as many as its sizes' product";
    refused(new int[] {2, 3}, 5, "5 values do not fill the shape [2, 3]" + why);
    refused(new int[] {2, 3}, 7, "7 values do not fill the shape [2, 3]" + why);
    refused(new int[] {-2, -3}, 6, "6 values do not fill the shape [-2, -3]" + why);
    refused(new int[] {1 << 16, 1 << 16}, 0, "0 values do not fill the shape [65536, 65536]" + why);
  }

  private static void refused(int[] shape, int values, String message) {
    assertThatThrownBy(() -> new IdxFile(shape, new byte[values]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void namesWhatIsNull() {
    assertThatThrownBy(() -> new IdxFile(null, new byte[1]))
        .hasMessageStartingWith("the shape is null; ");
    assertThatThrownBy(() -> new IdxFile(new int[1], null))
        .hasMessageStartingWith("the values are null; ");
    assertThatThrownBy(() -> IdxFile.read(null)).hasMessageStartingWith("the file is null; ");
  }

  @Test
  void isEqualToAnotherOfTheSameContent() {
    IdxFile file = new IdxFile(new int[] {2, 1}, new byte[] {3, 4});
    IdxFile same = new IdxFile(new int[] {2, 1}, new byte[] {3, 4});
    assertThat(file).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(file).hasToString("2 unsigned bytes of the shape [2, 1]");
    IdxFile turned = new IdxFile(new int[] {1, 2}, new byte[] {3, 4});
    IdxFile other = new IdxFile(new int[] {2, 1}, new byte[] {3, 5});
    assertThat(file).isNotEqualTo(turned).isNotEqualTo(other).isNotEqualTo("file");
    assertThat(Stream.of(file, same, turned, other).map(IdxFile::hashCode).distinct()).hasSize(3);
  }
}
