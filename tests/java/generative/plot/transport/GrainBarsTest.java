package generative.plot.transport;

import static generative.plot.transport.GrainBars.grainBars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import generative.plot.Picture;
import generative.plot.Ramp;
import generative.plot.Theme;
import generative.transport.Transport.Flow;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrainBarsTest {

  private static final double[] AT = {2, 0, 1};
  private static final double[] FROM = {1, 3, 0};
  private static final double[] TO = {0, 1, 3};
  private static final List<Flow> FLOWS =
      List.of(new Flow(0, 2, 1, 1), new Flow(1, 1, 1, 0), new Flow(1, 2, 2, 1));

  /** Pixels of a color in the upper or the lower half. */
  private static int count(Picture picture, Color color, boolean upper) {
    int half = picture.getHeight() / 2 - 20;
    int count = 0;
    for (int y = upper ? 0 : half; y < (upper ? half : picture.getHeight()); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += picture.getRGB(x, y) == color.getRGB() ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void eachGrainKeepsItsColorAndNoneIsLost() {
    Picture picture = grainBars(FROM, TO, AT, FLOWS);
    Color leftmost = Ramp.VALUES.at(0);
    Color rightmost = Ramp.VALUES.at(1);
    for (Color color : List.of(leftmost, rightmost)) {
      double above = count(picture, color, true);
      double below = count(picture, color, false);
      assertThat(below / above).isBetween(0.93, 1.01);
    }
    double three = count(picture, leftmost, true);
    assertThat(three / count(picture, rightmost, true)).isBetween(2.9, 3.2);
  }

  @Test
  void theGrainsOfABarLieInTheOrderOfTheirPlaces() {
    Picture picture = grainBars(FROM, TO, AT, FLOWS);
    int x = (64 + (640 - 64 - 12) / 2) * 2;
    int bottom = 2 * (26 + 150) * 2;
    assertThat(picture.getRGB(x, bottom - 20)).isEqualTo(Ramp.VALUES.at(0).getRGB());
    assertThat(picture.getRGB(x, bottom - 250)).isEqualTo(Ramp.VALUES.at(1).getRGB());
  }

  @Test
  void wideBarsHaveTheirPlacesBelowThem() {
    Picture picture = grainBars(FROM, TO, new double[] {1, 0, 0.3}, List.of());
    double scale = (640 - 64 - 12) / 1.3;
    int y = (2 * (26 + 150) + 2) * 2;
    assertThat(picture.getRGB((int) Math.round(2 * (64 + (0.3 + 0.15) * scale)), y))
        .isNotEqualTo(-1);
    assertThat(picture.getRGB((int) Math.round(2 * (64 + (0.4 + 0.15) * scale)), y)).isEqualTo(-1);
  }

  @Test
  void whatIsNotCarriedIsAnEmptyFrame() {
    Picture picture = grainBars(FROM, TO, AT, List.of());
    assertThat(count(picture, Ramp.VALUES.at(0), true)).isZero();
    assertThat(count(picture, Theme.QUIET, true)).isGreaterThan(1000);
    grainBars(new double[] {1}, new double[] {0.5}, new double[] {7}, List.of());
  }

  @Test
  void theColorsGrowLighterForEveryEye() {
    for (Ramp ramp : List.of(Ramp.VALUES)) {
      double before = -1;
      for (int i = 0; i <= 20; i++) {
        Color c = ramp.at(i / 20.0);
        double light = 0.2126 * c.getRed() + 0.7152 * c.getGreen() + 0.0722 * c.getBlue();
        assertThat(light).isGreaterThan(before + 4);
        before = light;
      }
    }
    assertThat(Ramp.AMOUNTS.at(-1)).isEqualTo(Ramp.AMOUNTS.at(0));
    assertThat(Ramp.AMOUNTS.inkOn(0)).isEqualTo(Theme.INK);
    assertThat(Ramp.AMOUNTS.inkOn(1)).isEqualTo(Color.WHITE);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> grainBars(FROM, new double[2], AT, FLOWS))
        .hasMessage("3 and 2 heights at 3 positions; as many of each are needed, at least one");
    assertThatThrownBy(() -> grainBars(new double[] {1, 1, 0}, TO, AT, FLOWS))
        .hasMessage("the flows take 3.0, bar 1 above has height 1.0; they must fit");
    assertThatThrownBy(() -> grainBars(FROM, new double[] {0, -1, 3}, AT, List.of()))
        .hasMessage("bar 1 below has height -1.0; heights must be finite and not negative");
    assertThatThrownBy(() -> grainBars(FROM, TO, new double[] {1, 0, 1}, FLOWS))
        .hasMessage("positions 0 and 2 are both 1.0; each bar needs a place of its own");
    assertThatThrownBy(() -> grainBars(FROM, TO, new double[] {1, 0, Double.NaN}, FLOWS))
        .hasMessage("position 2 is NaN; positions must be finite");
    assertThatThrownBy(() -> grainBars(new double[3], new double[3], AT, List.of()))
        .hasMessage("all heights are 0; at least one must be above");
  }
}
