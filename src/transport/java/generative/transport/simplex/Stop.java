package generative.transport.simplex;

import java.util.concurrent.CancellationException;

/** The stop button, which only interrupts the thread: each long loop has to ask. */
public final class Stop {

  private Stop() {}

  /** Throws CancellationException if the thread was interrupted, which it then no longer is. */
  public static void check() {
    if (Thread.interrupted()) {
      throw new CancellationException("Stopped.");
    }
  }
}
