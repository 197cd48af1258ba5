package generative.training;

import java.util.Map;

/**
 * How far a run has come.
 *
 * @param step steps taken since training began
 * @param steps steps when the run will be finished
 * @param epoch the epoch under way, from 1
 * @param epochs epochs when the run will be finished
 * @param seconds time this run has taken
 * @param secondsLeft time it will probably still take
 * @param losses mean of every figure since the reading before, by name; empty before the first step
 * @param message what a person should know of a run that ended early, else empty
 */
public record Progress(
    State state,
    int step,
    int steps,
    int epoch,
    int epochs,
    double seconds,
    double secondsLeft,
    Map<String, Double> losses,
    String message) {

  static Progress of(Ending ending, Standing standing, Map<String, Double> losses) {
    int epoch = standing.history().epochs() + 1;
    return new Progress(
        ending.state(),
        standing.done(),
        standing.target(),
        Math.min(epoch, Math.max(1, standing.targetEpoch())),
        standing.targetEpoch(),
        standing.seconds(),
        standing.left(),
        losses,
        ending.message());
  }

  /** Where a run stands. */
  public enum State {
    /** Not begun, or under way. */
    RUNNING,
    /** All its steps are done. */
    FINISHED,
    /** Ended by interruption or by an error in the step; another run finishes it. */
    STOPPED,
    /** Ended because a loss or its gradient wasn't finite. */
    DIVERGED
  }
}
