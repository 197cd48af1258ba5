package generative.transport.points;

/** Who wants to know how far a large instance has come; called by the thread that solves. */
@FunctionalInterface
public interface Progress {

  /**
   * Called about ten times a second.
   *
   * @param pivots changes of the plan so far
   * @param work the work of the plan so far, which falls to the least on each level
   */
  void at(long pivots, double work);
}
