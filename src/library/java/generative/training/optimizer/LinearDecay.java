package generative.training.optimizer;

import ai.djl.training.tracker.Tracker;

/** A learning rate that falls in a straight line to zero. */
public final class LinearDecay {

  private LinearDecay() {}

  /**
   * Returns the rate {@code start · (1 − step / steps)} for the step counted from 0, and 0 after
   * the last.
   *
   * @param start the first step's learning rate
   * @param steps steps until it is 0, such as {@code training.steps(epochs)}
   * @throws IllegalArgumentException if the rate is negative or not finite, or if there is no step
   */
  public static Tracker toZero(float start, int steps) {
    Descent.checkRate(start);
    if (steps < 1) {
      throw new IllegalArgumentException(
          "a learning rate can't fall over " + steps + " steps; give at least 1");
    }
    return step -> start * Math.max(0, 1 - step / (float) steps);
  }
}
