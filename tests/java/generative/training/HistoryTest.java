package generative.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private final History history = new History("epoch");

  {
    history.add(new TreeMap<>(Map.of("error", 0.1 + 0.2, "held-out error", 1e-17)), 1.5);
    history.add(new TreeMap<>(Map.of("error", 1 / 3.0, "held-out error", 2.0)), 3);
  }

  @Test
  void isATableOfEveryFigureByEpoch() {
    assertThat(history.table().columnNames())
        .containsExactly("epoch", "error", "held-out error", "seconds");
    assertThat(history.table().intColumn("epoch").asList()).containsExactly(1, 2);
    assertThat(history.values("error")).containsExactly(0.1 + 0.2, 1 / 3.0);
    assertThat(history.toString().lines())
        .containsExactly(
            "epoch         error  held-out error       seconds",
            "    1      0.300000     1.00000e-17           1.5",
            "    2      0.333333         2.00000           3.0");
  }

  @Test
  void isReadBackToTheLastDigit() {
    History back = History.parse("epoch", history.lines());
    assertThat(back.lines()).isEqualTo(history.lines());
    assertThat(back.values("error")).containsExactly(history.values("error"));
    assertThat(back.lastSeconds()).isEqualTo(3);
  }

  @Test
  void namesTheFiguresThereAre() {
    assertThatThrownBy(() -> history.values("latent"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no figure is called latent; there are [error, held-out error]");
  }
}
