package generative.transport;

import java.util.concurrent.CancellationException;

/** The stop button, which only interrupts the thread: each long loop has to ask. */
final class Stop {

  private Stop() {}

  /** Throws CancellationException if the thread was interrupted, which it then no longer is. */
  static void check() {
    if (Thread.interrupted()) {
      throw new CancellationException("Stopped.");
    }
  }
}
