package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RangesTest {

  private final NDManager manager = Compute.newManager();
  private final NDArray data = manager.arange(20f).reshape(10, 2);
  private final NDArray labels = manager.arange(0, 10, 1, DataType.INT64);
  private final Examples examples = Examples.of(data, labels);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void rangesCountFromZeroWithoutTheEnd() {
    Examples range = examples.range(3, 5);
    assertThat(range.size()).isEqualTo(2);
    assertThat(range.data().getShape()).isEqualTo(new Shape(2, 2));
    assertThat(range.data().toFloatArray()).containsExactly(6, 7, 8, 9);
    assertThat(range.labels().toLongArray()).containsExactly(3, 4);
    assertThat(range.range(1, 2).labels().toLongArray()).containsExactly(4);
    assertThat(examples.range(10, 10).size()).isZero();
  }

  @Test
  void firstTakesAllWhereThereAreFewer() {
    assertThat(examples.first(3).labels().toLongArray()).containsExactly(0, 1, 2);
    assertThat(examples.first(11).size()).isEqualTo(10);
  }

  @Test
  void namesARangeThatDoesNotExist() {
    refused(-1, 3);
    refused(5, 4);
    refused(9, 11);
    assertThatThrownBy(() -> examples.first(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rangesAreViewsOfTheSameMemory() {
    Examples range = examples.range(3, 5);
    data.addi(100);
    assertThat(range.data().toFloatArray()).containsExactly(106, 107, 108, 109);
  }

  @Test
  void rowsInAnotherShapeAreViewsOfTheSameMemory() {
    Examples shaped = examples.range(3, 9).shaped(1, 2, 1);
    assertThat(shaped).hasToString("6 examples of 1 × 2 × 1 numbers on " + data.getDevice());
    assertThat(shaped.range(0, 2).data().getShape()).isEqualTo(new Shape(2, 1, 2, 1));
    assertThat(shaped.range(0, 2).labels().toLongArray()).containsExactly(3, 4);
    assertThat(shaped.range(1, 3).shaped(2)).isSameAs(examples.range(4, 6));
    assertThat(examples.shaped(2)).isSameAs(examples);
    data.addi(100);
    assertThat(shaped.range(0, 1).data().toFloatArray()).containsExactly(106, 107);

    int before = manager.getManagedArrays().size();
    for (int i = 0; i < 100; i++) {
      assertThat(examples.range(3, 9).shaped(1, 2, 1)).isSameAs(shaped);
    }
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void namesAShapeThatDoesNotFit() {
    for (long[] row : new long[][] {{}, {3}, {1, 1}, {-1, -2}, {1, 0}, {1L << 32, 1L << 32, 2}}) {
      assertThatThrownBy(() -> examples.shaped(row))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a row of the shape %s is not to be had from one of (2); give sizes whose product is"
                  + " 2",
              Arrays.toString(row));
    }
  }

  @Test
  void shapesSurviveAnOpenScope() {
    Examples shaped;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      shaped = examples.shaped(2, 1);
    }
    assertThat(shaped.data().toFloatArray()).hasSize(20);
    assertThat(shaped.labels()).isSameAs(labels);
  }

  @Test
  void rangesAskedForAgainAndAgainDoNotLeak() {
    Examples first = examples.first(3);
    int before = manager.getManagedArrays().size();
    for (int i = 0; i < 100; i++) {
      assertThat(examples.first(3)).isSameAs(first);
      assertThat(examples.range(0, 3)).isSameAs(first);
    }
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  /** What is kept stays valid and is bounded; what a scope owns ends with it. */
  @Test
  void tenThousandRangesDoNotLeak() {
    Examples many = Examples.of(manager.arange(10_000f).reshape(10_000, 1), null);
    Examples first = many.range(0, 10);
    for (int i = 1; i < 1_000; i++) {
      many.range(i, i + 1);
    }
    int before = manager.getManagedArrays().size();
    for (int i = 0; i < 10_000; i++) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray row = many.range(scope, i, i + 1).data();
        assertThat(row.getManager()).isSameAs(scope);
        assertThat(row.getFloat()).isEqualTo(i);
      }
    }
    assertThatThrownBy(() -> many.range(7, 9))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "1,000 ranges of these rows are kept already, each as long as the rows themselves; cut"
                + " more by range(scope, from, to), which end with their scope");
    assertThatThrownBy(() -> first.range(2, 4)).isInstanceOf(IllegalStateException.class);
    assertThat(manager.getManagedArrays()).hasSize(before);
    assertThat(many.range(0, 10)).isSameAs(first);
    assertThat(first.data().toFloatArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    first.data().close();
    assertThat(many.range(7, 9).data().toFloatArray()).containsExactly(7, 8);
  }

  @Test
  void aRangeThatWasClosedIsCutAnew() {
    examples.range(3, 5).data().close();
    assertThat(examples.range(3, 5).data().toFloatArray()).containsExactly(6, 7, 8, 9);
    examples.range(3, 5).labels().close();
    assertThat(examples.range(3, 5).labels().toLongArray()).containsExactly(3, 4);
  }

  @Test
  void rangesOfAScopesRangeCountFromItsStart() {
    try (NDManager scope = manager.newSubManager()) {
      Examples range = examples.range(scope, 3, 9);
      assertThat(range.labels().getManager()).isSameAs(scope);
      assertThat(range.range(1, 3)).isSameAs(examples.range(4, 6));
      assertThat(range.range(scope, 1, 3).labels().toLongArray()).containsExactly(4, 5);
      assertThatThrownBy(() -> range.range(scope, 1, 7))
          .hasMessageContaining("range 1 to 7; of 6 rows");
    }
    NDManager closed = manager.newSubManager();
    closed.close();
    assertThatThrownBy(() -> examples.range(closed, 1, 2))
        .hasMessageStartingWith("the scope: what was closed already");
  }

  @Test
  void rangesSurviveAnOpenScopeAndEndWithTheirManager() {
    Examples range;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      range = examples.range(3, 5);
    }
    assertThat(range.data().toFloatArray()).containsExactly(6, 7, 8, 9);
    assertThat(range.labels().toLongArray()).containsExactly(3, 4);
    manager.close();
    assertThatThrownBy(() -> range.data().toFloatArray()).isInstanceOf(IllegalStateException.class);
  }

  private void refused(int from, int to) {
    assertThatThrownBy(() -> examples.range(from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no range %s to %s; of 10 rows the first is 0, and the end is not included",
            from, to);
  }
}
