package generative.tensor;

import java.util.concurrent.CancellationException;

/** The stop button, which only interrupts the thread: every loop has to ask. */
public final class Interruption {

  private Interruption() {}

  /** Throws CancellationException if the thread was interrupted, which it then no longer is. */
  public static void check() {
    if (Thread.interrupted()) {
      throw new CancellationException("Stopped.");
    }
  }
}
