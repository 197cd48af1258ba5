package generative.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import generative.data.Examples;
import generative.nn.VariationalAutoencoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of 20 epochs of three steps and two held-out minibatches, stopped at each of its calls of
 * the step: its 60 steps and its 40 held-out minibatches.
 */
class InterruptedRunTest {

  private static final int EPOCHS = 20;
  private static final int CALLS = 100;

  /** A minibatch of held-out examples has a thousand. */
  private final Examples heldOut = Lab.examples(generative.tensor.Compute.newManager(), 1_010);

  private final Examples examples = Lab.newExamples();
  private final VariationalAutoencoder network = Lab.variational();
  private final Step bound = Lab.bound(network);

  @TempDir Path folder;

  private Training training() {
    network.clear();
    return Training.of(network, examples, 40)
        .adam(1e-2f)
        .seed(1)
        .heldOut(heldOut)
        .guard(Trusting::new);
  }

  private String result(History history) {
    List<String> rows = new ArrayList<>();
    for (String name : history.names()) {
      rows.add(name + java.util.Arrays.toString(history.values(name)));
    }
    return rows + Lab.fingerprint(network);
  }

  private String leftAlone() {
    try (Training training = training()) {
      return result(training.run(EPOCHS, bound));
    }
  }

  /** The stop button, pressed while the n-th call of the step computes. */
  private Step stoppedIn(int call) {
    int[] calls = {0};
    return batch -> {
      if (++calls[0] == call) {
        Thread.currentThread().interrupt();
      }
      return bound.losses(batch);
    };
  }

  private void stop(Training training, int call) {
    if (call == CALLS) { // no minibatch comes after it
      training.run(EPOCHS, stoppedIn(call));
      assertThat(Thread.interrupted()).isTrue();
    } else {
      assertThatThrownBy(() -> training.run(EPOCHS, stoppedIn(call)))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void runAgainItEndsAsIfItHadNotBeenStopped() {
    String expected = leftAlone();
    for (int call = 1; call <= CALLS; call++) {
      try (Training training = training()) {
        stop(training, call);
        assertThat(result(training.run(call == CALLS ? 0 : EPOCHS, bound)))
            .as("stopped in call %d", call)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void resumedItEndsAsIfItHadNotBeenStopped() {
    String expected = leftAlone();
    Path file = folder.resolve("stopped.checkpoint");
    for (int call = 1; call < CALLS; call++) {
      try (Training training = training().checkpoint(file)) {
        stop(training, call);
      }
      try (Training training = training()) {
        training.resume(file);
        assertThat(result(training.run(EPOCHS, bound)))
            .as("stopped in call %d", call)
            .isEqualTo(expected);
      }
    }
  }

  /** Two stops in an epoch of three steps: all of its time counts, and none between. */
  @Test
  void aStoppedEpochsSecondsAreNotLost() throws Exception {
    try (Training training = training()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> training.run(1, slow(20))).hasMessageStartingWith("Stopped");
        Thread.sleep(300);
      }
      double seconds = training.run(1, slow(0)).table().doubleColumn("seconds").get(0);
      assertThat(seconds).isGreaterThanOrEqualTo(0.04);
      double between = training.run(1, bound).table().doubleColumn("seconds").get(1);
      assertThat(between).isGreaterThanOrEqualTo(seconds);
    }
  }

  private Step slow(int milliseconds) {
    return batch -> {
      if (milliseconds > 0) {
        long end = System.nanoTime() + milliseconds * 1_000_000L;
        while (System.nanoTime() < end) {
          Thread.onSpinWait(); // a park after an interrupt returns at once
        }
        Thread.currentThread().interrupt();
      }
      return bound.losses(batch);
    };
  }
}
