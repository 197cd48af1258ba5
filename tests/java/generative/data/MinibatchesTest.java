package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MinibatchesTest {

  private static final NDManager MANAGER = Compute.newManager();

  /** Row i holds i and -i, its label is i. */
  private static Examples rows(NDManager manager, int n) {
    NDArray labels = manager.arange(0, n, 1, DataType.INT64);
    NDArray column = labels.toType(DataType.FLOAT32, true).reshape(n, 1);
    return Examples.of(column.concat(column.neg(), 1), labels);
  }

  @Property(tries = 50)
  void anEpochTakesEachRowOnceAndDropsOnlyWhatIsLeftOver(
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 40) int batchSize,
      @ForAll boolean keepPartial,
      @ForAll long seed) {
    try (NDManager manager = MANAGER.newSubManager()) {
      if (batchSize > n && !keepPartial) {
        return;
      }
      Minibatches minibatches = new Minibatches(rows(manager, n), batchSize, keepPartial);
      NDArray order = minibatches.order(manager, seed);
      List<Long> seen = new ArrayList<>();
      for (int i = 0; i < minibatches.perEpoch(); i++) {
        try (NDManager scope = manager.newSubManager()) {
          Minibatch batch = minibatches.get(scope, order, i);
          boolean last = i == minibatches.perEpoch() - 1;
          assertThat(batch.size())
              .isEqualTo(last && keepPartial && n % batchSize > 0 ? n % batchSize : batchSize);
          float[] pairs = batch.data().toFloatArray();
          long[] labels = batch.labels().toLongArray();
          for (int k = 0; k < labels.length; k++) {
            assertThat(pairs[2 * k]).isEqualTo(labels[k]);
            assertThat(pairs[2 * k + 1]).isEqualTo(-labels[k]);
            seen.add(labels[k]);
          }
        }
      }
      assertThat(seen).doesNotHaveDuplicates();
      assertThat(seen).hasSize(keepPartial ? n : n - n % batchSize);
      long[] all = order.toLongArray();
      assertThat(seen).isEqualTo(LongStream.of(all).limit(seen.size()).boxed().toList());
    }
  }

  @Test
  void withoutAnOrderRowsComeAsTheyStand() {
    try (NDManager manager = MANAGER.newSubManager()) {
      Minibatches minibatches = new Minibatches(rows(manager, 5), 2, true);
      assertThat(minibatches.perEpoch()).isEqualTo(3);
      assertThat(minibatches.get(manager, 1).labels().toLongArray()).containsExactly(2, 3);
      assertThat(minibatches.get(manager, 2).data().toFloatArray()).containsExactly(4, -4);
      assertThat(minibatches.get(manager, 2).size()).isEqualTo(1);
    }
  }

  @Test
  void theSameSeedGivesTheSameOrder() {
    try (NDManager manager = MANAGER.newSubManager()) {
      Minibatches minibatches = new Minibatches(rows(manager, 100), 10, false);
      long[] order = minibatches.order(manager, 42).toLongArray();
      assertThat(minibatches.order(manager, 42).toLongArray()).isEqualTo(order);
      assertThat(minibatches.order(manager, 43).toLongArray()).isNotEqualTo(order);
      assertThat(minibatches.order(manager, 42L + (1L << 32)).toLongArray()).isNotEqualTo(order);
    }
  }

  /** Python: torch.manual_seed(42); torch.randperm(10). */
  @Test
  void theOrderOnACpuIsPythons() {
    try (NDManager manager = MANAGER.newSubManager(Device.cpu())) {
      Minibatches minibatches = new Minibatches(rows(manager, 10), 2, false);
      assertThat(minibatches.order(manager, 42).toLongArray())
          .containsExactly(2, 6, 1, 8, 4, 5, 0, 9, 3, 7);
    }
  }

  @Test
  void arraysBelongToTheScopeAndNothingStays() {
    try (NDManager manager = MANAGER.newSubManager()) {
      Minibatches minibatches = new Minibatches(rows(manager, 30), 4, true);
      NDArray order = minibatches.order(manager, 1);
      int before = manager.getManagedArrays().size();
      for (int i = 0; i < 100; i++) {
        try (NDManager scope = manager.newSubManager()) {
          Minibatch batch = minibatches.get(scope, order, i % 8);
          assertThat(batch.manager()).isSameAs(scope);
          assertThat(batch.data().getManager()).isSameAs(scope);
          assertThat(batch.labels().getManager()).isSameAs(scope);
          assertThat(scope.getManagedArrays())
              .containsExactlyInAnyOrder(batch.data(), batch.labels());
          Minibatch inOrder = minibatches.get(scope, i % 8);
          assertThat(inOrder.data().getManager()).isSameAs(scope);
          assertThat(scope.getManagedArrays()).hasSize(4);
        }
      }
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void doesWithoutLabels() {
    try (NDManager manager = MANAGER.newSubManager()) {
      Examples unlabeled = Examples.of(rows(manager, 6).data(), null);
      Minibatches minibatches = new Minibatches(unlabeled, 3, false);
      assertThat(minibatches.get(manager, minibatches.order(manager, 1), 0).labels()).isNull();
      assertThat(minibatches.get(manager, 0).labels()).isNull();
    }
  }

  @Test
  void refusesAnOrderThatLeadsOutOfTheData() {
    try (NDManager manager = MANAGER.newSubManager()) {
      Minibatches minibatches = new Minibatches(rows(manager, 3), 1, false);
      refused(
          minibatches,
          manager.create(new long[] {0, 3, 1}),
          "the order holds the row 3; there are 3, counted from 0");
      refused(
          minibatches,
          manager.create(new long[] {0, 2, -1}),
          "the order holds the row -1; there are 3, counted from 0");
      refused(
          minibatches,
          manager.create(new long[] {0, 2}),
          "the order is int64 (2); int64 (3) is expected");
      refused(
          minibatches,
          manager.ones(new Shape(3)),
          "the order is float32 (3); int64 (3) is expected");
      NDArray backwards = manager.create(new long[] {2, 1, 0});
      assertThat(minibatches.get(manager, backwards, 0).labels().toLongArray()).containsExactly(2);
    }
  }

  private static void refused(Minibatches minibatches, NDArray order, String message) {
    assertThatThrownBy(() -> minibatches.get(order.getManager(), order, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void namesAMinibatchThatDoesNotExist() {
    try (NDManager manager = MANAGER.newSubManager()) {
      Minibatches minibatches = new Minibatches(rows(manager, 7), 3, false);
      NDArray order = minibatches.order(manager, 1);
      assertThatThrownBy(() -> minibatches.get(manager, order, 2))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("there is no minibatch 2; an epoch has 2, counted from 0");
      assertThatThrownBy(() -> minibatches.get(manager, -1))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("there is no minibatch -1; an epoch has 2, counted from 0");
    }
  }

  @Test
  void refusesABatchSizeThatGivesNone() {
    try (NDManager manager = MANAGER.newSubManager()) {
      Examples rows = rows(manager, 7);
      assertThatThrownBy(() -> new Minibatches(rows, 0, true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a minibatch of 0 rows is not to be had; it takes at least 1");
      assertThatThrownBy(() -> new Minibatches(rows, 8, false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a minibatch of 8 rows is not to be had from 7; make it smaller or keep the partial"
                  + " one");
      assertThatThrownBy(() -> new Minibatches(rows.first(0), 8, true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("there are 0 examples to divide; give at least 1");
      assertThat(new Minibatches(rows, 8, true).perEpoch()).isEqualTo(1);
    }
  }

  /** With n - 1 added to the rows the number of minibatches was 0, and nothing was trained. */
  @Test
  void theLargestBatchSizeTakesAllRowsAtOnce() {
    try (NDManager manager = MANAGER.newSubManager()) {
      Minibatches minibatches = new Minibatches(rows(manager, 7), Integer.MAX_VALUE, true);
      assertThat(minibatches.perEpoch()).isEqualTo(1);
      NDArray order = minibatches.order(manager, 1);
      assertThat(minibatches.get(manager, order, 0).size()).isEqualTo(7);
      assertThat(minibatches.get(manager, 0).labels().toLongArray())
          .containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void saysWhatIsNullOrClosed() {
    String array =
        ": what was closed already, by itself or with its manager, where an open array is expected";
    try (NDManager manager = MANAGER.newSubManager()) {
      Examples rows = rows(manager, 7);
      Minibatches minibatches = new Minibatches(rows, 3, true);
      NDManager closed = manager.newSubManager();
      closed.close();
      NDArray order = minibatches.order(manager, 1);
      assertThatThrownBy(() -> new Minibatches(null, 3, true))
          .hasMessageStartingWith("the examples are null; ");
      refused(
          () -> minibatches.order(closed, 1),
          "the manager: what was closed already, by itself or with its manager, where an open manager is expected");
      refused(
          () -> minibatches.order(null, 1), "the manager: null where an open manager is expected");
      refused(() -> minibatches.get(null, 0), "the scope: null where an open manager is expected");
      refused(
          () -> minibatches.get(null, order, 0),
          "the scope: null where an open manager is expected");
      refused(
          () -> minibatches.get(manager, null, 0),
          "the order: null where an open array is expected");
      order.close();
      refused(() -> minibatches.get(manager, order, 0), "the order" + array);
      rows.data().close();
      assertThatThrownBy(() -> minibatches.get(manager, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("these examples were closed, ");
    }
  }

  private static void refused(ThrowingCallable use, String message) {
    assertThatThrownBy(use).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
