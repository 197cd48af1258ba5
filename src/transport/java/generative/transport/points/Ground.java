package generative.transport.points;

/**
 * The ground distances that are convex in the difference of two points, coordinate by coordinate.
 */
public enum Ground {
  /** The length of the straight line. */
  EUCLIDEAN,
  /** Its square. */
  SQUARED_EUCLIDEAN,
  /** The sum of the coordinates' distances. */
  MANHATTAN,
  /** The largest of the coordinates' distances. */
  CHEBYSHEV;

  double between(Cloud a, int i, Cloud b, int j) {
    double sum = 0;
    for (int k = 0; k < a.x.length; k++) {
      sum = add(sum, a.x[k][i] - b.x[k][j]);
    }
    return finish(sum);
  }

  /** Adds one coordinate's share. */
  double add(double sum, double difference) {
    return switch (this) {
      case EUCLIDEAN, SQUARED_EUCLIDEAN -> sum + difference * difference;
      case MANHATTAN -> sum + Math.abs(difference);
      case CHEBYSHEV -> Math.max(sum, Math.abs(difference));
    };
  }

  double finish(double sum) {
    return this == EUCLIDEAN ? Math.sqrt(sum) : sum;
  }

  /** By how many powers of a factor the cost grows when all coordinates grow by it. */
  int degree() {
    return this == SQUARED_EUCLIDEAN ? 2 : 1;
  }
}
