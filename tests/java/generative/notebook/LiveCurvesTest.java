package generative.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import generative.training.Progress;
import generative.training.Progress.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveCurvesTest {

  private final LiveCurves curves = new LiveCurves("epoch");

  private void read(int step, Map<String, Double> losses) {
    curves.add(new Progress(State.RUNNING, step, 5_000, 1, 10, 1, 1, losses, ""));
  }

  @Test
  void threeReadingsMakeACurveOverEpochs() {
    read(0, Map.of());
    read(500, Map.of("error", 2.0, "bound", 5.0));
    read(750, Map.of("error", 1.5, "bound", 4.5));
    assertThat(curves.drawable()).isFalse();
    read(1000, Map.of("error", 1.0, "bound", 4.0));
    assertThat(curves.drawable()).isTrue();
    assertThat(curves.chart().getSeries("error").getXData()).containsExactly(1, 1.5, 2);
    assertThat(curves.chart().getSeries("error").getYData()).containsExactly(2, 1.5, 1);
    assertThat(curves.chart().getYAxisTitle()).isEqualTo("loss");
  }

  @Test
  void aLongRunIsThinnedAndKeepsItsEnds() {
    for (int step = 1; step <= 5_000; step++) {
      read(step, Map.of("error", 1.0 / step));
    }
    double[] epochs = curves.chart().getSeries("error").getXData();
    assertThat(curves.size()).isLessThan(1_000);
    assertThat(epochs[0]).isEqualTo(1 / 500.0);
    assertThat(epochs[epochs.length - 1]).isEqualTo(10);
  }
}
