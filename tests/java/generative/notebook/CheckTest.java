package generative.notebook;

import static generative.notebook.Check.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {

  private static String said(Runnable check) {
    return Printed.by(check).strip();
  }

  @Test
  void aNumberWithinToleranceIsRight() {
    assertThat(said(() -> check("sum", 0.1 + 0.2, 0.3, 1e-9)))
        .isEqualTo("✓ sum: yours 0.3, expected 0.3");
    assertThat(said(() -> check("sum", 7, 8, 0.5)))
        .isEqualTo("✗ not yet: sum: yours 7, expected 8");
  }

  @Test
  void noAnswerIsNoError() {
    assertThat(said(() -> check("sum", Double.NaN, 0.3, 1e-9))).isEqualTo("✗ not yet: sum");
    assertThat(said(() -> check("sum", (Number) null, 0.3, 1e-9))).isEqualTo("✗ not yet: sum");
    assertThat(said(() -> check("shape", (Object) null, "x"))).isEqualTo("✗ not yet: shape");
    assertThat(said(() -> check("tensor", (NDArray) null, null, 0))).isEqualTo("✗ not yet: tensor");
    assertThat(said(() -> check("holds", null))).isEqualTo("✗ not yet: holds");
  }

  @Test
  void conditionsAndObjects() {
    assertThat(said(() -> check("holds", true))).isEqualTo("✓ holds");
    assertThat(said(() -> check("holds", 1 > 2))).isEqualTo("✗ not yet: holds");
    assertThat(said(() -> check("layers", 3, 3))).isEqualTo("✓ layers: yours 3, expected 3");
    assertThat(said(() -> check("shape", new Shape(2), new Shape(3))))
        .isEqualTo("✗ not yet: shape: yours (2), expected (3)");
  }

  @Test
  void tensorsValueByValue() {
    try (NDManager manager = Compute.newManager()) {
      NDArray ones = manager.ones(new Shape(2, 2));
      NDArray near = manager.full(new Shape(2, 2), 1.25f);
      assertThat(said(() -> check("ones", near, ones, 0.5)))
          .isEqualTo("✓ ones: largest difference 0.25, up to 0.5 is right");
      assertThat(said(() -> check("ones", near, ones, 0.1))).startsWith("✗ not yet: ones: largest");
      assertThat(said(() -> check("ones", manager.full(new Shape(2, 2), Float.NaN), ones, 0.1)))
          .startsWith("✗ not yet");
      assertThat(said(() -> check("ones", manager.ones(new Shape(4)), ones, 0.1)))
          .isEqualTo("✗ not yet: ones: yours has shape [4], expected [2, 2]");
      NDArray closed = manager.ones(new Shape(1));
      closed.close();
      assertThat(said(() -> check("ones", closed, ones, 0.1)))
          .isEqualTo("✗ not yet: ones: yours is closed");
    }
  }

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void infinityAndNaNAreRightWhereTheyAreExpected() {
    assertThat(said(() -> check("x", INFINITE, INFINITE, 0))).isEqualTo("✓ x: yours ∞, expected ∞");
    assertThat(said(() -> check("x", -INFINITE, INFINITE, 1)))
        .isEqualTo("✗ not yet: x: yours −∞, expected ∞");
    assertThat(said(() -> check("x", Double.NaN, Double.NaN, 0))).startsWith("✓");
    assertThat(said(() -> check("x", 3, Double.NaN, 1)))
        .isEqualTo("✗ not yet: x: yours 3, expected NaN");
    assertThat(said(() -> check("x", (Object) INFINITE, INFINITE))).startsWith("✓");
  }

  @Test
  void numbersAreEqualWhateverTheirType() {
    assertThat(said(() -> check("n", 1, 1L))).isEqualTo("✓ n: yours 1, expected 1");
    assertThat(said(() -> check("n", (short) 1, 1.0))).startsWith("✓");
    assertThat(said(() -> check("n", new BigDecimal("1.00"), BigInteger.ONE))).startsWith("✓");
    assertThat(said(() -> check("n", 0.0, -0.0))).startsWith("✓");
    assertThat(said(() -> check("n", 9007199254740993L, 9007199254740992d))).startsWith("✗");
    assertThat(said(() -> check("n", 1, 2L))).isEqualTo("✗ not yet: n: yours 1, expected 2");
    assertThat(said(() -> check("n", 1, "1"))).startsWith("✗");
  }

  @Test
  void numbersThatDifferAreWrittenApart() {
    assertThat(said(() -> check("n", 123_456, 123_457, 0)))
        .isEqualTo("✗ not yet: n: yours 123,456, expected 123,457");
    assertThat(said(() -> check("n", 0.1234561, 0.1234569, 0)))
        .isEqualTo("✗ not yet: n: yours 0.123456, expected 0.123457");
  }

  @Test
  void arraysAndListsElementByElement() {
    assertThat(said(() -> check("a", new int[] {1, 2}, new int[] {1, 2})))
        .isEqualTo("✓ a: yours int[2] 1, 2, expected int[2] 1, 2");
    assertThat(said(() -> check("a", new int[] {1}, new long[] {1}))).startsWith("✓");
    assertThat(said(() -> check("a", List.of(1, 2), List.of(1L, 2L)))).startsWith("✓");
    assertThat(said(() -> check("a", new int[0], new int[0]))).startsWith("✓");
    assertThat(said(() -> check("a", new int[][] {{1}, {2}}, new int[][] {{1}, {2}})))
        .startsWith("✓");
    assertThat(said(() -> check("a", new int[20], with(20, 9, 7))))
        .isEqualTo("✗ not yet: a: at 9 yours 0, expected 7");
    assertThat(said(() -> check("a", new int[2], new int[3])))
        .isEqualTo("✗ not yet: a: yours int[2] 0, 0, expected int[3] 0, 0, 0");
    assertThat(said(() -> check("a", new int[2], null)))
        .isEqualTo("✗ not yet: a: yours int[2] 0, 0, expected null");
  }

  private static int[] with(int size, int index, int value) {
    int[] array = new int[size];
    array[index] = value;
    return array;
  }

  @Test
  void tensorsOfOtherTypesAndWithoutNumbers() {
    try (NDManager manager = Compute.newManager()) {
      NDArray single = manager.create(new float[] {0.1f, 0});
      NDArray wide = manager.create(new double[] {0.1, 0});
      assertThat(said(() -> check("t", single, wide, 0))).startsWith("✓");
      NDArray near = manager.create(new double[] {0.1 + 1e-12, 0});
      assertThat(said(() -> check("t", near, wide, 0))).startsWith("✗");
      NDArray ids = manager.create(new long[] {9007199254740993L});
      NDArray others = manager.create(new long[] {9007199254740992L});
      assertThat(said(() -> check("t", ids, others, 0.5))).startsWith("✗");
      NDArray odd = manager.create(new double[] {INFINITE, Double.NaN});
      assertThat(said(() -> check("t", odd, odd.duplicate(), 0))).startsWith("✓");
      assertThat(said(() -> check("t", odd, wide, 9))).startsWith("✗");
      assertThat(said(() -> check("t", wide, odd, 9))).startsWith("✗");
      NDArray none = manager.create(new Shape(0, 2));
      assertThat(said(() -> check("t", none, none.duplicate(), 0))).startsWith("✓");
      assertThat(said(() -> check("t", (Object) single, wide))).startsWith("✓");
      assertThat(said(() -> check("t", single, null, 0)))
          .isEqualTo("✗ not yet: t: what is expected is null");
      others.close();
      assertThat(said(() -> check("t", ids, others, 0)))
          .isEqualTo("✗ not yet: t: what is expected is closed");
    }
  }

  @Test
  void aToleranceIsNotNegative() {
    assertThatThrownBy(() -> check("x", 1, 1, -1))
        .hasMessage("the tolerance is -1.0; give 0 or more");
    assertThatThrownBy(() -> check("x", 1, 1, Double.NaN)).hasMessageContaining("NaN");
  }
}
