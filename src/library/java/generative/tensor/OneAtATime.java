package generative.tensor;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets one run be under way in the whole program, since the engine has one stream of random numbers
 * for all. A listener may train another network meanwhile; a step may not.
 */
public final class OneAtATime implements AutoCloseable {

  private static final AtomicReference<Thread> RUNNING = new AtomicReference<>();
  private static volatile boolean stepping;

  private final boolean outermost;

  private OneAtATime() {
    Thread other = RUNNING.compareAndExchange(null, Thread.currentThread());
    outermost = other == null;
    if (!outermost && other != Thread.currentThread()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "another training is running, in the thread \"%s\"; wait for its end, since the engine"
                  + " has one stream of random numbers for all",
              other.getName()));
    }
  }

  /**
   * Enters a run; closing leaves it.
   *
   * @throws IllegalStateException if another thread is in one, or this thread in a step of one
   */
  public static OneAtATime run() {
    OneAtATime alone = new OneAtATime();
    if (stepping) {
      throw new IllegalStateException(
          "a training can't run inside another one's step; run it before, or in a listener");
    }
    return alone;
  }

  /**
   * Enters a drawing of weights, which seeds the engine; closing leaves it.
   *
   * @throws IllegalStateException if another thread is in a run
   */
  public static OneAtATime draw() {
    return new OneAtATime();
  }

  /** A step begins or ends. */
  public static void stepping(boolean now) {
    stepping = now;
  }

  @Override
  public void close() {
    if (outermost) {
      RUNNING.set(null);
    }
  }
}
