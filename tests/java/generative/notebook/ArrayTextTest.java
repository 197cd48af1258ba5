package generative.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrayTextTest {

  private final NDManager manager = Compute.newManager();
  private final String device = Compute.device().isGpu() ? "gpu 0" : "cpu";

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void shortOnesAreShownWhole() {
    assertThat(
            ArrayText.describe(manager.create(new float[] {1, 2, 0.1f + 0.2f, 4}, new Shape(2, 2))))
        .isEqualTo("[2, 2] float32 on " + device + "\n  1    2\n0.3    4");
    assertThat(ArrayText.describe(manager.create(3.5f)))
        .isEqualTo("[] float32 on " + device + "\n3.5");
    assertThat(ArrayText.describe(manager.create(new boolean[] {true, false})))
        .isEqualTo("[2] boolean on " + device + "\n true  false");
    assertThat(ArrayText.describe(manager.create(new Shape(0, 3))))
        .isEqualTo("[0, 3] float32 on " + device + ", empty");
  }

  @Test
  void longOnesByTheirEnds() {
    assertThat(ArrayText.describe(manager.arange(0, 100, 1, DataType.INT64)))
        .isEqualTo("[100] int64 on " + device + "\n 0   1   2   …  97  98  99");
    String matrix = ArrayText.describe(manager.zeros(new Shape(55_000, 20)));
    assertThat(matrix.lines()).hasSize(8).contains("0  0  0  …  0  0  0");
  }

  @Test
  void wholeNumbersAreExact() {
    assertThat(ArrayText.describe(manager.create(new long[] {123_456_789_012L, 1})))
        .contains("123,456,789,012");
    assertThat(ArrayText.describe(manager.create(new long[] {9007199254740993L})))
        .contains("9,007,199,254,740,993");
    assertThat(ArrayText.describe(manager.create(new float[] {12_345_678, 0.5f})))
        .contains("12,345,678");
    assertThat(ArrayText.plain(new long[] {9007199254740993L})).contains("9007199254740993");
  }

  @Test
  void largeAndSmallDoublesAndNoNumbersAreNamed() {
    double[] values = {1e300, 1e-300, Double.NaN, Double.NEGATIVE_INFINITY};
    assertThat(ArrayText.describe(manager.create(values)).lines().skip(1))
        .containsExactly(" 1e300  1e-300     NaN      −∞");
  }

  @Test
  void ofImagesTheFirst() {
    assertThat(ArrayText.describe(manager.ones(new Shape(60, 1, 2, 2))))
        .isEqualTo("[60, 1, 2, 2] float32 on " + device + "\nthe first [2, 2]:\n1  1\n1  1");
  }

  @Test
  void nothingStaysBehind() {
    NDArray array = manager.ones(new Shape(30, 30, 30));
    int before = manager.getManagedArrays().size();
    ArrayText.describe(array);
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void aClosedOneSaysSo() {
    NDArray array = manager.ones(new Shape(2));
    array.close();
    assertThat(ArrayText.describe(array)).isEqualTo("a tensor that has been closed");
  }

  @Test
  void javaArraysShowLengthAndEnds() {
    assertThat(ArrayText.plain(new double[] {1, 0.1 + 0.2})).isEqualTo("double[2] 1, 0.3");
    assertThat(ArrayText.plain(new int[20_000])).isEqualTo("int[20,000] 0, 0, 0, …, 0, 0, 0");
    assertThat(ArrayText.plain(new String[][] {{"a"}})).isEqualTo("String[][1] String[1] a");
    assertThat(ArrayText.plain(null)).isEqualTo("null");
    assertThat(ArrayText.plain("word")).isEqualTo("word");
  }

  @Test
  void arraysAndTensorsInCollectionsAreWrittenOut() {
    assertThat(ArrayText.plain(List.of(new int[] {1}, "a"))).isEqualTo("[int[1] 1, a]");
    assertThat(ArrayText.plain(Map.of("w", List.of(0.5)))).isEqualTo("{w=[0.5]}");
    assertThat(ArrayText.plain(List.of(manager.create(new float[] {1, 2}))))
        .isEqualTo("[[2] float32 on " + device + "; 1  2]");
  }

  @Test
  void whatHoldsItselfGetsASentence() {
    Object[] array = new Object[2];
    array[0] = array;
    array[1] = array;
    String sentence = "this value holds itself, so it can't be shown";
    assertThat(ArrayText.plain(array)).isEqualTo(sentence);
    assertThat(Printed.by(() -> Notebook.show((Object) array)).strip()).isEqualTo(sentence);
    assertThat(ArrayText.plain(Arrays.asList(array))).isEqualTo(sentence);
  }

  @Test
  void aTableShowsTheNumbersOfItsRows() {
    assertThat(TableText.text(Notebook.table("a", new int[][] {{1}, {2}})).lines())
        .containsExactly("a", "int[1] 1", "int[1] 2");
  }
}
