package generative.transport.simplex;

/** Says that each plan uses a forbidden pair, and the proof. */
public final class ForbiddenException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Whether the sources weigh more than the targets; else it's the other way around. */
  public final transient boolean sourcesWeighMore;

  /** Sources that may reach these targets alone, or all that may reach them. */
  public final transient int[] sources;

  /** Targets that these sources alone may reach, or all that they may. */
  public final transient int[] targets;

  ForbiddenException(boolean sourcesWeighMore, int[] sources, int[] targets) {
    super("each plan uses a forbidden pair");
    this.sourcesWeighMore = sourcesWeighMore;
    this.sources = sources;
    this.targets = targets;
  }
}
