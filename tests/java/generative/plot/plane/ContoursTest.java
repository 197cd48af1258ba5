package generative.plot.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import generative.plot.plane.Contours.Polyline;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContoursTest {

  private static final double[] PAIR = {0, 1};

  private static double[] axis(double from, double to, int steps) {
    return IntStream.rangeClosed(0, steps)
        .mapToDouble(i -> from + (to - from) * i / steps)
        .toArray();
  }

  private static List<Polyline> lines(double[] axis, DoubleBinaryOperator f, double level) {
    double[][] values =
        Arrays.stream(axis)
            .mapToObj(y -> Arrays.stream(axis).map(x -> f.applyAsDouble(x, y)).toArray())
            .toArray(double[][]::new);
    return Contours.lines(axis, axis, values, level);
  }

  @Test
  void theCircleIsOneClosedLineWithinTheSquaredStepOfItsRadius() {
    for (int steps : new int[] {25, 50, 100}) {
      double step = 4.0 / steps;
      List<Polyline> lines = lines(axis(-2, 2, steps), (x, y) -> x * x + y * y, 1);
      assertThat(lines).hasSize(1);
      Polyline circle = lines.get(0);
      assertThat(circle.isClosed()).isTrue();
      for (int i = 0; i < circle.x().length; i++) {
        assertThat(Math.hypot(circle.x()[i], circle.y()[i])).isCloseTo(1, within(step * step));
      }
      assertThat(length(circle)).isCloseTo(2 * Math.PI, within(10 * step * step));
    }
  }

  private static double length(Polyline line) {
    double length = 0;
    for (int i = 1; i < line.x().length; i++) {
      length += Math.hypot(line.x()[i] - line.x()[i - 1], line.y()[i] - line.y()[i - 1]);
    }
    return length;
  }

  @Test
  void aPlaneGivesAnExactLineFromBorderToBorder() {
    double[] x = {0, 1, 4};
    double[] y = {0, 10};
    List<Polyline> lines = Contours.lines(x, y, new double[][] {{0, 1, 4}, {10, 11, 14}}, 3);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).isClosed()).isFalse();
    assertThat(lines.get(0).x()).containsExactly(0, 1, 3);
    assertThat(lines.get(0).y()).containsExactly(3, 2, 0);
  }

  @Test
  void twoHillsAreTwoClosedLinesUntilTheLevelFallsBelowTheirPass() {
    DoubleBinaryOperator hills =
        (x, y) ->
            Math.exp(-(x - 1) * (x - 1) * 2 - y * y) + Math.exp(-(x + 1) * (x + 1) * 2 - y * y);
    double pass = 2 * Math.exp(-2);
    assertThat(lines(axis(-4, 4, 81), hills, pass * 1.05)).hasSize(2).allMatch(Polyline::isClosed);
    assertThat(lines(axis(-4, 4, 81), hills, pass * 0.95)).hasSize(1).allMatch(Polyline::isClosed);
  }

  /** The function is x·y between the corners, so its middle tells which side is connected. */
  @Test
  void atASaddleTheMiddleDecides() {
    double[][] saddle = {{1, -1}, {-1, 1}};
    assertThat(segments(saddle, 0.5)).containsExactly("0.25 0.0 – 0.0 0.25", "1.0 0.75 – 0.75 1.0");
    assertThat(segments(saddle, -0.5))
        .containsExactly("0.75 0.0 – 1.0 0.25", "0.0 0.75 – 0.25 1.0");
  }

  private static List<String> segments(double[][] values, double level) {
    return Contours.lines(PAIR, PAIR, values, level).stream()
        .map(l -> l.x()[0] + " " + l.y()[0] + " – " + l.x()[1] + " " + l.y()[1])
        .toList();
  }

  @Test
  void aLevelThatIsNotCrossedGivesNothing() {
    assertThat(lines(axis(-1, 1, 10), (x, y) -> x * x + y * y, 3)).isEmpty();
    assertThat(lines(axis(-1, 1, 10), (x, y) -> 7, 7)).isEmpty();
    assertThat(Contours.lines(new double[0], new double[0], new double[0][], 1)).isEmpty();
  }

  @Test
  void aLineEndsAtAHole() {
    double[] axis = axis(-2, 2, 40);
    List<Polyline> lines =
        lines(axis, (x, y) -> x > 0.9 && y > -0.01 ? Double.NaN : x * x + y * y, 1);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).isClosed()).isFalse();
    assertThat(Arrays.stream(lines.get(0).x())).allMatch(Double::isFinite);
  }

  @Property(tries = 200)
  void everyLineIsClosedOrEndsAtTheBorder(
      @ForAll @Size(49) List<@DoubleRange(min = -1, max = 1) Double> heights) {
    double[] axis = axis(0, 6, 6);
    List<Polyline> lines = lines(axis, (x, y) -> heights.get((int) (7 * y + x)), 0.1);
    for (Polyline line : lines) {
      int last = line.x().length - 1;
      assertThat(line.isClosed() || isOnBorder(line, 0) && isOnBorder(line, last)).isTrue();
    }
  }

  private static boolean isOnBorder(Polyline line, int i) {
    return line.x()[i] == 0 || line.x()[i] == 6 || line.y()[i] == 0 || line.y()[i] == 6;
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> Contours.lines(PAIR, PAIR, new double[3][2], 0))
        .hasMessage("the values have 3 rows; 2 are needed, one for each y");
    assertThatThrownBy(() -> Contours.lines(PAIR, PAIR, new double[2][5], 0))
        .hasMessage("the values have 5 columns in row 0; 2 are needed, one for each x");
  }
}
