package generative.training;

/** Time and pace of one run. */
final class Clock {

  private double earlier;
  private long began;
  private long ended;
  private int firstStep;

  /** Starts a run; its time comes on top of that of the runs before. */
  void start(int step) {
    earlier = total();
    firstStep = step;
    began = System.nanoTime();
    ended = 0;
  }

  void stop() {
    ended = System.nanoTime();
  }

  boolean isRunning() {
    return began != 0 && ended == 0;
  }

  /** Goes on from a total that was measured elsewhere. */
  void restore(double seconds) {
    earlier = seconds;
    began = 0;
    ended = 0;
  }

  /** Seconds of this run. */
  double seconds() {
    return began == 0 ? 0 : ((ended == 0 ? System.nanoTime() : ended) - began) / 1e9;
  }

  /** Seconds of this run and those before. */
  double total() {
    return earlier + seconds();
  }

  /** Seconds the steps left will take at this run's pace. */
  double left(int done, int target) {
    return done == firstStep ? 0 : seconds() / (done - firstStep) * (target - done);
  }
}
