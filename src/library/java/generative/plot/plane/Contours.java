package generative.plot.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Lines along which a function of the plane has one value, from its values on a grid, by marching
 * squares (W. E. Lorensen, H. E. Cline, "Marching Cubes", 1987, in two dimensions).
 *
 * <p>Within a cell the function is taken as linear along each side, so that a line is off by the
 * order of the squared distance of grid points. At a saddle, where two lines pass through one cell,
 * the mean of the four corners says which corners belong together.
 *
 * <p>Time and memory are linear in the number of grid points. Safe to share between threads.
 */
public final class Contours {

  /** The crossings that each crossing is joined to, one or two, by the number of their sides. */
  private final Map<Integer, List<Integer>> neighbors = new TreeMap<>();

  private final double[] x;
  private final double[] y;
  private final double[][] values;
  private final double level;

  private Contours(double[] x, double[] y, double[][] values, double level) {
    this.x = x;
    this.y = y;
    this.values = values;
    this.level = level;
  }

  /**
   * Points joined by straight lines, in their order. Two are equal only if they share their arrays,
   * as arrays are.
   *
   * @param x first coordinates {@code [k]}
   * @param y second coordinates {@code [k]}
   */
  public record Polyline(double[] x, double[] y) {

    /** Returns whether it ends where it begins; else it ends at the grid's border or a hole. */
    public boolean isClosed() {
      int last = x.length - 1;
      return last > 0 && x[0] == x[last] && y[0] == y[last];
    }
  }

  /**
   * Returns the lines of one level, none if the values do not cross it.
   *
   * @param x first coordinates {@code [m]} of the grid, in order
   * @param y second coordinates {@code [n]}, in order
   * @param values {@code [n][m]}, a row for each y; a cell with NaN or ∞ at a corner is a hole
   * @throws IllegalArgumentException if there are more or fewer values
   */
  public static List<Polyline> lines(double[] x, double[] y, double[][] values, double level) {
    requireGrid(x, y, values);
    require(values.length == y.length, values.length + " rows", y.length, "y");
    for (int row = 0; row < values.length; row++) {
      int columns = values[row].length;
      require(columns == x.length, columns + " columns in row " + row, x.length, "x");
    }
    Contours contours = new Contours(x, y, values, level);
    contours.march();
    return contours.trace();
  }

  static void requireGrid(double[] x, double[] y, double[][] values) {
    Objects.requireNonNull(x, "x");
    Objects.requireNonNull(y, "y");
    for (double[] row : Objects.requireNonNull(values, "values")) {
      Objects.requireNonNull(row, "a row of values");
    }
  }

  private static void require(boolean fits, String found, int needed, String axis) {
    if (!fits) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the values have %s; %d are needed, one for each %s",
              found,
              needed,
              axis));
    }
  }

  private void march() {
    for (int row = 0; row + 1 < y.length; row++) {
      for (int column = 0; column + 1 < x.length; column++) {
        cell(row, column);
      }
    }
  }

  /** Joins the crossings of a cell's sides; sides and corners are counted around the cell. */
  private void cell(int row, int column) {
    double[] corners = {
      values[row][column],
      values[row][column + 1],
      values[row + 1][column + 1],
      values[row + 1][column]
    };
    int[] sides = {
      across(row, column), upward(row, column + 1), across(row + 1, column), upward(row, column)
    };
    double sum = corners[0] + corners[1] + corners[2] + corners[3];
    if (!Double.isFinite(sum)) {
      return;
    }
    List<Integer> crossed = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      if (isAbove(corners[i]) != isAbove(corners[(i + 1) % 4])) {
        crossed.add(sides[i]);
      }
    }
    if (crossed.size() == 2) {
      join(crossed.get(0), crossed.get(1));
    } else if (crossed.size() == 4) {
      boolean firstAndThirdBelong = isAbove(sum / 4) == isAbove(corners[0]);
      join(sides[0], sides[firstAndThirdBelong ? 1 : 3]);
      join(sides[2], sides[firstAndThirdBelong ? 3 : 1]);
    }
  }

  private boolean isAbove(double value) {
    return value > level;
  }

  /** The number of the side that leads from a grid point to its neighbor in the same row. */
  private int across(int row, int column) {
    return 2 * (row * x.length + column);
  }

  /** The number of the side that leads from a grid point to its neighbor in the same column. */
  private int upward(int row, int column) {
    return across(row, column) + 1;
  }

  private void join(int a, int b) {
    neighbors.computeIfAbsent(a, side -> new ArrayList<>(2)).add(b);
    neighbors.computeIfAbsent(b, side -> new ArrayList<>(2)).add(a);
  }

  /** Follows every line: first those with ends, from end to end, then the closed ones. */
  private List<Polyline> trace() {
    List<Polyline> lines = new ArrayList<>();
    List<Integer> ends =
        neighbors.keySet().stream().filter(side -> neighbors.get(side).size() == 1).toList();
    for (int end : ends) {
      if (neighbors.containsKey(end)) {
        lines.add(line(follow(end)));
      }
    }
    while (!neighbors.isEmpty()) {
      int first = neighbors.keySet().iterator().next();
      List<Integer> loop = follow(first);
      loop.add(first);
      lines.add(line(loop));
    }
    return lines;
  }

  /** Takes the line that the crossing lies on out of the neighbors. */
  private List<Integer> follow(int first) {
    List<Integer> way = new ArrayList<>();
    Integer side = first;
    while (side != null) {
      way.add(side);
      side =
          neighbors.remove(side).stream().filter(neighbors::containsKey).findFirst().orElse(null);
    }
    return way;
  }

  private Polyline line(List<Integer> sides) {
    double[] lineX = new double[sides.size()];
    double[] lineY = new double[sides.size()];
    for (int i = 0; i < lineX.length; i++) {
      boolean up = sides.get(i) % 2 == 1;
      int row = sides.get(i) / 2 / x.length;
      int column = sides.get(i) / 2 % x.length;
      double from = values[row][column];
      double to = up ? values[row + 1][column] : values[row][column + 1];
      double share = (level - from) / (to - from);
      lineX[i] = up ? x[column] : x[column] + share * (x[column + 1] - x[column]);
      lineY[i] = up ? y[row] + share * (y[row + 1] - y[row]) : y[row];
    }
    return new Polyline(lineX, lineY);
  }
}
