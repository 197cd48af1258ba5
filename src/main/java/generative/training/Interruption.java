package generative.training;

import java.util.concurrent.CancellationException;

/** The stop button, which only interrupts the thread: every loop has to ask. */
final class Interruption {

  private Interruption() {}

  static void check() {
    if (Thread.interrupted()) {
      throw new CancellationException("Stopped.");
    }
  }
}
