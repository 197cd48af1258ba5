package generative.plot.transport;

import generative.transport.Transport.Flow;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How much goes from each source to each target.
 *
 * @param amounts {@code [n][m]}, finite, not negative
 */
record Plan(double[][] amounts) {

  private static final int MOST = 50_000_000;

  /** Takes a matrix as it is, after checking it. */
  static Plan of(double[][] amounts) {
    Objects.requireNonNull(amounts, "plan");
    Arrays.stream(amounts).forEach(row -> Objects.requireNonNull(row, "a row of the plan"));
    if (amounts.length == 0 || amounts[0].length == 0) {
      throw new IllegalArgumentException(
          "the plan is empty; it needs at least one source and one target");
    }
    for (int i = 0; i < amounts.length; i++) {
      if (amounts[i].length != amounts[0].length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "row %d of the plan has %d amounts and row 0 has %d; all need the same number",
                i,
                amounts[i].length,
                amounts[0].length));
      }
      for (int j = 0; j < amounts[i].length; j++) {
        if (!(amounts[i][j] >= 0 && Double.isFinite(amounts[i][j]))) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "amount [%d][%d] of the plan is %s; amounts must be finite and not negative",
                  i,
                  j,
                  amounts[i][j]));
        }
      }
    }
    return new Plan(amounts);
  }

  /** Adds the flows up, which must lie within {@code n} sources and {@code m} targets. */
  static Plan of(List<Flow> flows, int n, int m) {
    if (n < 1 || m < 1 || (long) n * m > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a plan of %d sources and %d targets; at least one of each can be drawn, and at most %,d"
                  + " amounts in all",
              n,
              m,
              MOST));
    }
    double[][] amounts = new double[n][m];
    for (Flow flow : Objects.requireNonNull(flows, "flows")) {
      Objects.requireNonNull(flow, "a flow");
      requireIndex(flow, "source", flow.from(), n);
      requireIndex(flow, "target", flow.to(), m);
      amounts[flow.from()][flow.to()] += flow.amount();
    }
    return of(amounts);
  }

  private static void requireIndex(Flow flow, String end, int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the flow from %d to %d has no such %s; there are %d, counted from 0",
              flow.from(),
              flow.to(),
              end,
              count));
    }
  }

  int sources() {
    return amounts.length;
  }

  int targets() {
    return amounts[0].length;
  }

  /** What leaves each source, {@code [n]}. */
  double[] sent() {
    return Arrays.stream(amounts).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
  }

  /** What comes to each target, {@code [m]}. */
  double[] received() {
    return turned().sent();
  }

  /** The largest amount. */
  double most() {
    return Arrays.stream(amounts).flatMapToDouble(Arrays::stream).max().orElse(0);
  }

  /** The same amounts as {@code [m][n]}. */
  Plan turned() {
    double[][] turned = new double[targets()][sources()];
    for (int i = 0; i < sources(); i++) {
      for (int j = 0; j < targets(); j++) {
        turned[j][i] = amounts[i][j];
      }
    }
    return new Plan(turned);
  }
}
