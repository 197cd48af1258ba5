package generative.data;

import ai.djl.ndarray.NDManager;
import generative.tensor.Compute;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is made once and handed out again. None is ever closed here, since somebody may be using it;
 * so there is a limit, beyond which a sentence says where to have more. What others closed is
 * forgotten, and made anew for who asks again.
 */
final class Kept<K, V> {

  private record Costly<V>(V value, long cost) {}

  private final long limit;
  private final Predicate<V> closed;
  private final String beyond;
  private final Map<K, Costly<V>> kept = new HashMap<>();
  private long total;

  Kept(long limit, Predicate<V> closed, String beyond) {
    this.limit = limit;
    this.closed = closed;
    this.beyond = beyond;
  }

  /**
   * Returns what is kept under the key, or else makes it.
   *
   * @throws IllegalStateException if all that is kept would cost more than the limit
   */
  synchronized V get(K key, long cost, Supplier<V> make) {
    Costly<V> found = kept.get(key);
    if (found != null && !closed.test(found.value())) {
      return found.value();
    }
    if (found != null || total + cost > limit) {
      kept.values().removeIf(old -> closed.test(old.value()));
      total = kept.values().stream().mapToLong(Costly::cost).sum();
    }
    if (total + cost > limit) {
      throw new IllegalStateException(beyond);
    }
    V value = make.get();
    kept.put(key, new Costly<>(value, cost));
    total += cost;
    return value;
  }

  /** Makes what stays on the device, in a manager of its own; nothing stays if that fails. */
  static <V> V resident(Function<NDManager, V> make) {
    NDManager manager = Compute.newManager();
    boolean made = false;
    try {
      V value = make.apply(manager);
      made = true;
      return value;
    } finally {
      if (!made) {
        manager.close();
      }
    }
  }
}
