package generative.notebook;

import static generative.notebook.Check.check;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.data.Compute;
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
}
