package generative.transport.points;

import generative.transport.simplex.PivotListener;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** Counts pivots, hears the thread's interruption, and reports ten times a second. */
final class Watch {

  /** Pivots between two looks. */
  private static final int STRIDE = 128;

  /** Nanoseconds between two reports. */
  private static final long SILENCE = 100_000_000;

  private final PivotListener progress;
  private final double unit;
  private long pivots;
  private long told = System.nanoTime();

  /**
   * @param unit what the work is multiplied by
   */
  Watch(PivotListener progress, double unit) {
    this.progress = progress;
    this.unit = unit;
  }

  /** Throws CancellationException if the thread was interrupted. */
  static void check() {
    if (Thread.interrupted()) {
      throw new CancellationException("Stopped.");
    }
  }

  void pivoted(Level level) {
    if (++pivots % STRIDE == 0) {
      look(level);
    }
  }

  /**
   * Throws CancellationException if the thread was interrupted.
   *
   * @param level whose plan is reported, if it has one
   */
  void look(Level level) {
    if (Thread.interrupted()) {
      throw new CancellationException(
          String.format(Locale.ROOT, "Stopped after %,d pivots.", pivots));
    }
    long now = System.nanoTime();
    if (now - told > SILENCE && level != null && level.tree() != null) {
      told = now;
      progress.at(pivots, unit * level.work());
    }
  }
}
