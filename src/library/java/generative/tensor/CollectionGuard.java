package generative.tensor;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.List;

/**
 * Notices a garbage collection between its making and the question.
 *
 * <p>On a CPU, DJL's {@code mul(Number)} and its like let the engine keep a pointer into a Java
 * buffer that nothing else holds; a collection between forward and backward frees it, and the
 * gradients are silently wrong. Collectors are asked for their counts, and a weakly held object is
 * looked after, since a concurrent collector counts only when it is done.
 */
public class CollectionGuard {

  private static final List<GarbageCollectorMXBean> COLLECTORS =
      ManagementFactory.getGarbageCollectorMXBeans();

  private final WeakReference<Object> canary = new WeakReference<>(new Object());
  private final long before = collections();

  /** Whether the collector may have run since this guard was made. */
  public boolean collected() {
    return canary.get() == null || collections() != before;
  }

  private static long collections() {
    long count = 0;
    for (GarbageCollectorMXBean collector : COLLECTORS) {
      count += collector.getCollectionCount();
    }
    return count;
  }
}
