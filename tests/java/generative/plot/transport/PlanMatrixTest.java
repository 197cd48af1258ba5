package generative.plot.transport;

import static generative.plot.transport.PlanMatrix.planMatrix;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import generative.plot.Picture;
import generative.plot.Ramp;
import generative.plot.Theme;
import generative.transport.Transport.Flow;
import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanMatrixTest {

  private static final int DARKEST = Ramp.AMOUNTS.at(1).getRGB();

  private static int[] pixels(Picture picture) {
    return picture.getRGB(
        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
  }

  private static long count(Picture picture, Color color) {
    return IntStream.of(pixels(picture)).filter(c -> c == color.getRGB()).count();
  }

  @Test
  void sumsStandAtTheMargins() {
    Plan plan = Plan.of(new double[][] {{1, 2, 0}, {0, 3, 4}});
    assertThat(plan.sent()).containsExactly(3, 7);
    assertThat(plan.received()).containsExactly(1, 5, 4);
    assertThat(plan.most()).isEqualTo(4);
    assertThat(Plan.of(List.of(new Flow(0, 1, 2, 9), new Flow(0, 1, 1, 9)), 1, 2).amounts())
        .isDeepEqualTo(new double[][] {{0, 3}});
  }

  @Test
  void aHundredTimesAHundredAreShadesInTheirPlaces() {
    double[][] plan = new double[100][100];
    IntStream.range(0, 100).forEach(i -> plan[i][i] = i == 50 ? 0.5 : 1);
    Picture picture = planMatrix(plan);
    assertThat(picture.shownWidth()).isLessThanOrEqualTo(Theme.WIDTH);
    int cell = 9;
    assertThat(count(picture, Ramp.AMOUNTS.at(0.5))).isEqualTo(cell * cell);
    int[] pixels = pixels(picture);
    int first =
        IntStream.range(0, pixels.length)
            .filter(i -> pixels[i] == DARKEST)
            .findFirst()
            .orElseThrow();
    int x = first % picture.getWidth();
    int y = first / picture.getWidth();
    for (int i = 1; i < 99; i++) {
      int middle = i * cell + 4;
      assertThat(picture.getRGB(x + middle, y + middle))
          .isEqualTo(Ramp.AMOUNTS.at(plan[i][i]).getRGB());
      assertThat(picture.getRGB(x + middle + cell, y + middle)).isEqualTo(-1);
    }
  }

  @Test
  void numbersStandWhereTheyHaveRoom() {
    Picture few = planMatrix(new double[][] {{1, 0}, {0, 1}});
    assertThat(count(few, Color.WHITE)).isPositive();
    assertThat(few.getRGB(0, 0)).isEqualTo(-1);
    Picture named = planMatrix(new double[][] {{1}}, List.of("a long name"), List.of("b"));
    Picture bare = planMatrix(List.of(new Flow(0, 0, 1, 1)), 1, 1);
    assertThat(named.getWidth()).isGreaterThan(bare.getWidth());
    assertThat(pixels(bare)).isEqualTo(pixels(planMatrix(new double[][] {{1}})));
    assertThat(
            pixels(planMatrix(List.of(new Flow(0, 0, 1, 1)), List.of("a long name"), List.of("b"))))
        .isEqualTo(pixels(named));
    planMatrix(new double[3][960]);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> planMatrix(new double[0][0]))
        .hasMessage("the plan is empty; it needs at least one source and one target");
    assertThatThrownBy(() -> planMatrix(new double[][] {{1, 2}, {3}}))
        .hasMessage("row 1 of the plan has 1 amounts and row 0 has 2; all need the same number");
    assertThatThrownBy(() -> planMatrix(new double[][] {{1, -2}}))
        .hasMessage("amount [0][1] of the plan is -2.0; amounts must be finite and not negative");
    assertThatThrownBy(() -> planMatrix(new double[1][1000]))
        .hasMessage(
            "a plan of 1 x 1000 amounts; at most 960 a side can be drawn, take a part of it");
    assertThatThrownBy(() -> planMatrix(List.of(new Flow(-1, 0, 1, 1)), 1, 1))
        .hasMessage("the flow from -1 to 0 has no such source; there are 1, counted from 0");
    assertThatThrownBy(() -> planMatrix(List.of(new Flow(0, 1, 1, 1)), List.of("a"), List.of("b")))
        .hasMessage("the flow from 0 to 1 has no such target; there are 1, counted from 0");
    assertThatThrownBy(() -> planMatrix(new double[2][1], List.of("a"), List.of("b")))
        .hasMessage("1 names for 2 sources; give one each");
  }
}
