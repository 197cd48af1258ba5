package generative.notebook;

import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import generative.data.Compute;
import generative.data.Examples;
import generative.data.Minibatch;
import generative.nn.Forward;
import generative.notebook.jupyter.FakeKernel;
import generative.notebook.jupyter.kernel.display.DisplayData;
import generative.notebook.jupyter.messages.publish.PublishDisplayData;
import generative.notebook.jupyter.messages.publish.PublishUpdateDisplayData;
import generative.training.Losses;
import generative.training.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTrainingTest {

  private final FakeKernel jupyter = new FakeKernel();
  private final Block network = Linear.builder().setUnits(1).build();
  private NDManager manager;
  private Training training;

  @BeforeEach
  void prepare() throws ReflectiveOperationException {
    Kernel kernel = new Kernel(jupyter, "generative.notebook.jupyter");
    manager = Compute.newManager();
    training = Training.of(network, Examples.of(manager.ones(new Shape(8, 3)), null), 2);
    training.listener(new LiveTraining(training, () -> new Live(kernel.cell())));
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
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
  void aRunShorterThanHalfASecondIsDrawnTwice() {
    training.run(20, this::step);
    assertThat(jupyter.published).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void curvesAppearAndLinesComeAtMostTwiceASecond() {
    long start = System.nanoTime();
    training.run(10, this::slowStep);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(jupyter.published).hasSizeBetween(3, (int) (2 * seconds) + 3);
    assertThat(shown("text/html")).anyMatch(html -> html.contains("data:image/png;base64,"));
    assertThat(shown("text/plain")).anyMatch(line -> line.contains("left · error "));
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
