package generative.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What stops the method: a thread that is interrupted, or numbers that it can't take. */
class SinkhornProblemsTest {

  private static final double[] HALVES = {0.5, 0.5};
  private static final double[][] SWAP = {{0, 1}, {1, 0}};

  @Test
  void isInterruptedWithinAnIteration() {
    Scaling scaling = new Scaling(HALVES, HALVES, SWAP, 1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(scaling::iterate).isInstanceOf(CancellationException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(scaling::iterateInLogarithms).isInstanceOf(CancellationException.class);
  }

  @Test
  void canBeInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Sinkhorn.of(1).transport(HALVES, HALVES, SWAP))
        .isInstanceOf(CancellationException.class)
        .hasMessage("Stopped after 0 iterations.");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void namesTheBadNumber() {
    Sinkhorn sinkhorn = Sinkhorn.of(1);
    refuses(
        () -> sinkhorn.transport(new double[] {1, Double.NaN}, HALVES, SWAP),
        "weight 1 is NaN; weights must be finite and not negative");
    refuses(
        () -> sinkhorn.transport(HALVES, new double[] {1, 1}, SWAP),
        "the weights sum to 1.0 and 2.0; divide each side by its sum");
    refuses(
        () -> sinkhorn.transport(HALVES, HALVES, new double[][] {{0, 1}, {1, Double.NaN}}),
        "cost [1][1] is NaN; costs must be finite");
    refuses(() -> Sinkhorn.of(0), "epsilon is 0.0; it must be above 0 and finite");
    refuses(() -> Sinkhorn.of(Double.NaN), "epsilon is NaN; it must be above 0 and finite");
    refuses(() -> sinkhorn.tolerance(-1), "the tolerance is -1.0; it must be above 0");
    refuses(() -> sinkhorn.limit(0), "the limit is 0 iterations; allow at least 1");
    refuses(
        () -> Sinkhorn.of(1e307).transport(HALVES, HALVES, new double[][] {{0, 1e308}, {1, 0}}),
        "costs reach 1.0E308 and sums of such overflow; divide costs and epsilon by a number");
    refuses(
        () -> Sinkhorn.of(1e-13).transport(HALVES, HALVES, SWAP),
        "epsilon is 1.0E-13 and costs reach 1.0; take an epsilon of at least 1.0E-12");
  }

  private static void refuses(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
