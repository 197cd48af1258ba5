package generative.transport.simplex;

/** Who wants to know how far the simplex has come. */
@FunctionalInterface
public interface PivotListener {

  /** Called with the pivots so far and the work of the plan that they led to. */
  void at(long pivots, double work);
}
