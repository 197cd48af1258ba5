package generative.plot.transport;

import static generative.plot.transport.FlowChart.flowChart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import generative.plot.Picture;
import generative.plot.Ramp;
import generative.plot.Theme;
import generative.transport.Signature;
import generative.transport.Transport.Flow;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowChartTest {

  private static final double[][] PLANE = {{0, 0}, {4, 0}, {4, 3}};
  private static final Signature P = Signature.of(new double[][] {{0, 0}}, new double[] {4});
  private static final Signature Q =
      Signature.of(new double[][] {{4, 0}, {4, 3}}, new double[] {3, 1});
  private static final List<Flow> FLOWS = List.of(new Flow(0, 0, 3, 4), new Flow(0, 1, 1, 5));

  private static Color color(Picture picture, double x, double y) {
    return new Color(picture.getRGB((int) Math.round(2 * x), (int) Math.round(2 * y)));
  }

  private static int count(Picture picture, Color color) {
    int count = 0;
    for (int y = 50 * 2; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += picture.getRGB(x, y) == color.getRGB() ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isGray(Color c) {
    return c.getRed() == c.getGreen() && c.getGreen() == c.getBlue() && c.getRed() < 170;
  }

  @Test
  void arrowsLeadFromDisksToRingsAsWideAsTheirAmounts() {
    View view = View.of(PLANE);
    Picture picture = flowChart(P, Q, FLOWS);
    Point2D from = view.at(PLANE[0]);
    Point2D to = view.at(PLANE[1]);
    assertThat(color(picture, from.getX() - 15, from.getY())).isEqualTo(Theme.color(0));
    assertThat(isGray(color(picture, (from.getX() + to.getX()) / 2, from.getY()))).isTrue();
    int wide = 0;
    for (double y = from.getY() - 12; y < from.getY() + 12; y += 0.5) {
      wide += isGray(color(picture, from.getX() + 0.7 * (to.getX() - from.getX()), y)) ? 1 : 0;
    }
    assertThat(wide).as("half points of the widest arrow").isBetween(20, 24);
  }

  @Test
  void thePlaneIsToScale() {
    View view = View.of(PLANE);
    double right = view.at(PLANE[0]).distance(view.at(PLANE[1]));
    double up = view.at(PLANE[1]).distance(view.at(PLANE[2]));
    assertThat(right / up).isCloseTo(4 / 3.0, within(1e-12));
  }

  @Test
  void anAreaIsAWeight() {
    double[][] points = {{0, 0}, {9, 0}};
    Signature nothing = Signature.of(new double[][] {{5, 9}}, new double[] {1});
    Picture small = flowChart(Signature.of(points, new double[] {1, 0}), nothing, List.of());
    Picture large = flowChart(Signature.of(points, new double[] {1, 1}), nothing, List.of());
    int one = count(small, Theme.color(0));
    assertThat(count(large, Theme.color(0)) / (double) one).isBetween(1.9, 2.1);
  }

  @Test
  void inSpaceTheNearerIsTheDarkerAndTheLarger() {
    double[][] points = {{0, 0, 0}, {0, 1, 0}, {1, 0, 1}};
    View view = View.of(points);
    assertThat(view.nearness(new double[] {0, 1, 0})).isCloseTo(0, within(1e-12));
    assertThat(view.nearness(new double[] {1, 0, 1})).isCloseTo(1, within(1e-12));
    Signature p = Signature.of(new double[][] {{0, 1, 0}}, new double[] {1});
    Signature q = Signature.of(new double[][] {{1, 0, 1}, {0, 0, 0}}, new double[] {1, 1});
    Picture picture = flowChart(p, q, List.of(new Flow(0, 0, 1, 1)));
    Point2D far = view.at(points[1]);
    assertThat(color(picture, far.getX() - 14, far.getY()))
        .isEqualTo(Ramp.mix(Color.WHITE, Theme.color(0), 0.5));
    assertThat(view.at(points[0]).getX()).isLessThan(view.at(points[1]).getX());
    assertThat(view.at(points[2]).getY()).isLessThan(view.at(new double[] {1, 0, 0}).getY());
  }

  @Test
  void manyFlowsAndNamesAndDegeneratePlacesAreDrawnTheSameEachTime() {
    Signature point = Signature.of(new double[][] {{2, 2}}, new double[] {1});
    flowChart(point, point, List.of(new Flow(0, 0, 1, 0)));
    Signature flat = Signature.uniform(new double[30][3]);
    flowChart(flat, flat, java.util.Collections.nCopies(30, new Flow(1, 2, 1, 0)));
    Picture a = flowChart(P, Q, FLOWS, List.of("hill"), List.of("pond", "road"));
    Picture b = flowChart(P, Q, FLOWS, List.of("hill"), List.of("pond", "road"));
    assertThat(count(a, Theme.INK)).isGreaterThan(count(flowChart(P, Q, FLOWS), Theme.INK));
    assertThat(a.getData().getPixels(0, 0, a.getWidth(), a.getHeight(), (int[]) null))
        .isEqualTo(b.getData().getPixels(0, 0, b.getWidth(), b.getHeight(), (int[]) null));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Signature line = Signature.uniform(new double[][] {{1}});
    assertThatThrownBy(() -> flowChart(line, line, List.of()))
        .hasMessage("the signatures have 1 and 1 dimensions; both must have 2, or both 3");
    assertThatThrownBy(() -> flowChart(P, Q, List.of(new Flow(0, 2, 1, 1))))
        .hasMessage("the flow from 0 to 2 has no such target; there are 2, counted from 0");
    assertThatThrownBy(() -> flowChart(P, Q, FLOWS, List.of(), List.of("pond")))
        .hasMessage("1 names for 2 targets; give one each");
  }
}
