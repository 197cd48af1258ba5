package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import generative.data.Examples;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Examples and draws that have no likelihood, and a thread that is to stop. */
class LikelihoodProblemsTest extends LikelihoodFixture {

  @Test
  void namesExamplesThatCanNotBe() {
    NDArray data = examples.data();
    refuses(data.get("0:0"), "there are no examples; give at least 1");
    refuses(data.get(":, 0:5"), "the network takes [n, 6]; it was given [7, 5]");
    refuses(
        manager.ones(new Shape(2, 6)).mul(255),
        "the examples lie between 255.0 and 255.0; pixels from 0 to 1 are expected, such as bytes"
            + " divided by 255");
    NDArray closed = data.duplicate();
    Examples gone = Examples.of(closed, null);
    closed.close();
    assertThatThrownBy(() -> Likelihood.lowerBound(network, gone, 5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "these examples were closed, by themselves or with their manager; load or cut them again");
  }

  private void refuses(NDArray data, String message) {
    Examples bad = Examples.of(data, null);
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> Likelihood.lowerBound(network, bad, 5),
            () -> Likelihood.logLikelihood(network, bad, 3, 5))) {
      assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
  }

  @Test
  void canBeStopped() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Likelihood.logLikelihood(network, examples, 10, 5))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void namesANumberOfDrawsThatCanNotBe() {
    assertThatThrownBy(() -> Likelihood.logLikelihood(network, examples, 0, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a likelihood from 0 draws; give at least 1, such as 500");
  }
}
