package generative.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import generative.notebook.jupyter.FakeKernel;
import generative.notebook.jupyter.kernel.display.DisplayData;
import generative.notebook.jupyter.messages.publish.PublishDisplayData;
import generative.notebook.jupyter.messages.publish.PublishUpdateDisplayData;
import generative.plot.Picture;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelTest {

  private final FakeKernel jupyter = new FakeKernel();
  private final Kernel kernel = connect(jupyter);

  private static Kernel connect(FakeKernel jupyter) {
    try {
      return new Kernel(jupyter, "generative.notebook.jupyter");
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void thereIsNoneInATest() {
    assertThat(Kernel.current()).isEmpty();
  }

  @Test
  void firstContentIsDisplayedAndLaterOnesReplaceIt() {
    Live live = new Live(kernel.cell());
    live.set("one");
    live.set("two");

    assertThat(live.isRich()).isTrue();
    DisplayData first = ((PublishDisplayData) jupyter.published.get(0)).data();
    DisplayData second = ((PublishUpdateDisplayData) jupyter.published.get(1)).data();
    assertThat(first.data).containsEntry("text/plain", "one");
    assertThat(second.data).containsEntry("text/plain", "two");
    assertThat(second.id).isEqualTo(first.id).isNotBlank();
  }

  @Test
  void anInterruptedThreadStillShowsAndStaysInterrupted() {
    Live live = new Live(kernel.cell());
    Thread.currentThread().interrupt();
    live.set("Stopped at step 5");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(jupyter.published).hasSize(1);
  }

  @Test
  void anAreaOutlivesItsCellAsAfterTheStopButton() {
    Live live = new Live(kernel.cell());
    live.set("running");
    jupyter.io.display.retract();
    live.set("stopped");
    assertThat(jupyter.published).hasSize(2);
  }

  @Test
  void betweenCellsNothingIsShown() {
    jupyter.io.display.retract();
    new Live(kernel.cell()).set("nowhere");
    assertThat(jupyter.published).isEmpty();
  }

  @Test
  void aPictureIsShownAtHalfItsPixels() {
    new Live(kernel.cell()).set(new Picture(30, 20));
    DisplayData shown = ((PublishDisplayData) jupyter.published.get(0)).data();
    assertThat(shown.metadata).containsEntry("image/png", Map.of("width", 30, "height", 20));
    assertThat(shown.data)
        .containsEntry("text/plain", "[image, 60 × 40 pixels]")
        .containsKey("image/png");
  }

  @Test
  void lastExpressionsAreRenderedByOurForm() {
    kernel.render(Integer.class, number -> Bundle.text("number " + number));
    DisplayData out = new DisplayData();
    var function = jupyter.renderer.functions.get(Integer.class);
    function.render(7, new FakeKernel.RenderContext(out));
    assertThat(out.data).containsEntry("text/plain", "number 7");
    assertThat(function.hashCode()).isEqualTo(Integer.class.hashCode());
    assertThat(function).hasToString("renderer");
  }

  @Test
  void aKernelOfAnotherShapeIsRefused() {
    assertThatThrownBy(() -> new Kernel(jupyter, "some.other.kernel"))
        .isInstanceOf(ReflectiveOperationException.class);
  }
}
