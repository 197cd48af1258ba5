package generative.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import generative.data.Examples;
import generative.tensor.Compute;
import generative.training.History;
import generative.training.Progress;
import generative.training.Progress.State;
import generative.training.Training;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {

  private static Progress progress(State state, int step, String message) {
    return new Progress(state, step, 3660, 4, 10, 12.2, 15.1, Map.of("error", 0.04213), message);
  }

  private static History noHistory() {
    try (NDManager manager = Compute.newManager()) {
      Examples two = Examples.of(manager.ones(new Shape(2, 1)), null);
      return Training.of(Linear.builder().setUnits(1).build(), two, 1).history();
    }
  }

  @Test
  void runningSaysHowFarHowLongAndHowWell() {
    assertThat(ProgressLine.text(progress(State.RUNNING, 1204, ""), noHistory()))
        .isEqualTo("32 % · step 1,204 of 3,660 · epoch 4 of 10 · 12 s, 15 s left · error 0.04213");
    assertThat(ProgressLine.html(progress(State.RUNNING, 1204, ""), noHistory()))
        .contains("<progress value=\"1204\" max=\"3660\"")
        .contains("32 % · step 1,204");
  }

  @Test
  void nothingIsForetoldBeforeTheFirstStep() {
    assertThat(ProgressLine.text(progress(State.RUNNING, 0, ""), noHistory()))
        .startsWith("0 % · step 0 of 3,660")
        .doesNotContain("left");
  }

  @Test
  void anEarlyEndIsASentenceWithoutABar() {
    assertThat(ProgressLine.text(progress(State.STOPPED, 9, "Stopped at step 9."), noHistory()))
        .isEqualTo("■ Stopped at step 9.");
    assertThat(ProgressLine.html(progress(State.DIVERGED, 9, "Loss \"a<b\" is NaN"), noHistory()))
        .isEqualTo("<div>✗ Loss \"a&lt;b\" is NaN</div>");
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, 0.0 s",
    "4.21, 4.2 s",
    "9.96, 10 s",
    "59.4, 59 s",
    "59.6, 1 min 0 s",
    "125, 2 min 5 s",
    "4320, 1 h 12 min"
  })
  void timeIsSaidAsPeopleDo(double seconds, String words) {
    assertThat(ProgressLine.time(seconds)).isEqualTo(words);
  }
}
