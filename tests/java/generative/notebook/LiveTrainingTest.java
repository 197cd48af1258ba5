package generative.notebook;

import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import generative.data.Examples;
import generative.data.Minibatch;
import generative.nn.Forward;
import generative.notebook.jupyter.FakeKernel;
import generative.notebook.jupyter.kernel.display.DisplayData;
import generative.notebook.jupyter.messages.publish.PublishDisplayData;
import generative.notebook.jupyter.messages.publish.PublishUpdateDisplayData;
import generative.tensor.Compute;
import generative.training.Losses;
import generative.training.Training;
import java.awt.AWTError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTrainingTest {

  private final FakeKernel jupyter = new FakeKernel();
  private final Block network = Linear.builder().setUnits(1).build();
  private NDManager manager;
  private Training training;

  /** What the display's clock shows, in nanoseconds; near its end, where it turns negative. */
  private long now = Long.MAX_VALUE - 1_000_000_000L;

  @BeforeEach
  void prepare() throws ReflectiveOperationException {
    Kernel kernel = new Kernel(jupyter, "generative.notebook.jupyter");
    manager = Compute.newManager();
    training = Training.of(network, Examples.of(manager.ones(new Shape(8, 3)), null), 2);
    training.listener(new LiveTraining(training, () -> new Live(kernel.cell()), () -> now));
  }

  @AfterEach
  void free() {
    training.close();
    manager.close();
  }

  private Losses step(Minibatch batch) {
    NDArray out = Forward.forward(network, batch.data());
    return losses("error", out.square().mean(new int[] {1}));
  }

  private Losses slowStep(Minibatch batch) {
    now += 50_000_000;
    return step(batch);
  }

  private List<String> shown(String mimeType) {
    List<String> contents = new ArrayList<>();
    for (Object message : jupyter.published) {
      DisplayData data =
          message instanceof PublishDisplayData first
              ? first.data()
              : ((PublishUpdateDisplayData) message).data();
      contents.add((String) data.data.get(mimeType));
    }
    return contents;
  }

  private String last(String mimeType) {
    List<String> contents = shown(mimeType);
    return contents.get(contents.size() - 1);
  }

  @Test
  void aFinishedRunLeavesOneLineWithTheHistorysFigures() {
    double[] errors = training.run(2, this::step).values("error");
    assertThat(last("text/plain"))
        .startsWith("✓ 2 epochs, 8 steps · ")
        .endsWith("error " + generative.plot.Digits.significant(errors[1], 4));
    assertThat(last("text/html")).startsWith("<div>✓").doesNotContain("<img", "<progress");
  }

  @Test
  void aRunShorterThanHalfASecondIsShownAtItsBeginAndItsEnd() {
    training.run(20, this::step);
    assertThat(shown("text/plain")).hasSize(2);
    assertThat(shown("text/plain").get(0)).startsWith("0 %");
    assertThat(shown("text/plain").get(1)).startsWith("✓");
  }

  /** 48 steps of 0.05 seconds: at 0, 0.5, 1, 1.5 and 2 seconds, and at the end. */
  @Test
  void linesComeTwiceASecondAndCurvesAppear() {
    training.run(12, this::slowStep);
    assertThat(shown("text/plain")).hasSize(6);
    assertThat(shown("text/html")).anyMatch(html -> html.contains("data:image/png;base64,"));
    assertThat(shown("text/plain")).anyMatch(line -> line.contains("left · error "));
  }

  @Test
  void aDisplayThatFailsSaysSoOnceAndTheTrainingGoesOn() {
    for (Throwable fault : List.of(new IllegalStateException("socket"), new AWTError("fonts"))) {
      training.close();
      training = Training.of(network, Examples.of(manager.ones(new Shape(8, 3)), null), 2);
      training.listener(new LiveTraining(training, () -> throwing(fault), () -> now));
      String printed = Printed.by(() -> training.run(2, this::slowStep));
      assertThat(printed.lines())
          .hasSize(2)
          .first()
          .isEqualTo("Training goes on, but its progress can't be shown any more: " + fault);
      assertThat(printed).contains("\n✓ 2 epochs, 8 steps · ");
      assertThat(training.history().epochs()).isEqualTo(2);
    }
  }

  private static Live throwing(Throwable fault) {
    if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }

  /** 16 steps, at whose end the display fails, and 40, in whose midst it does. */
  @ParameterizedTest
  @ValueSource(ints = {4, 10})
  void aDisplayThatFailsLaterSaysSoOnce(int epochs) {
    long begin = now;
    String printed =
        Printed.by(
            () ->
                training.run(
                    epochs,
                    batch -> {
                      jupyter.breaks = now - begin > 500_000_000;
                      return slowStep(batch);
                    }));
    assertThat(printed.lines())
        .hasSize(2)
        .first()
        .isEqualTo(
            "Training goes on, but its progress can't be shown any more: "
                + "java.lang.IllegalStateException: The kernel could not show this: "
                + "java.lang.IllegalStateException: Errno 4");
    assertThat(training.history().epochs()).isEqualTo(epochs);
  }

  @Test
  void aStoppedRunSaysSoThoughItsThreadWasInterrupted() {
    assertThatThrownBy(
            () ->
                training.run(
                    2,
                    batch -> {
                      Thread.currentThread().interrupt();
                      return step(batch);
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(last("text/plain")).startsWith("■ Stopped at step 1 of 8 (epoch 1).");
  }

  @Test
  void aDivergedRunNamesTheLoss() {
    assertThatThrownBy(
            () ->
                training.run(
                    2, batch -> losses("error", step(batch).hashCode() == 0 ? null : nan(batch))))
        .isInstanceOf(ArithmeticException.class);
    assertThat(last("text/plain")).startsWith("✗ Loss \"error\" is NaN at step 1");
  }

  private NDArray nan(Minibatch batch) {
    return Forward.forward(network, batch.data()).mul(Float.NaN).sum(new int[] {1});
  }
}
