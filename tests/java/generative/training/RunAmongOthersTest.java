package generative.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import generative.data.Examples;
import generative.data.Minibatch;
import generative.nn.Autoencoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A run beside what else there is: open collectors and scopes, other runs, other threads. */
class RunAmongOthersTest {

  private final Examples examples = Lab.newExamples();
  private final Autoencoder network = Lab.network();
  private final Step step = Lab.reconstruction(network);

  private Training training() {
    return Training.of(network, examples, 40).adam(1e-2f).seed(1);
  }

  @Test
  void aCollectorLeftOpenDoesNoHarm() {
    try (GradientCollector forgotten = Engine.getInstance().newGradientCollector();
        Training training = training()) {
      assertThat(training.run(1, step).epochs()).isEqualTo(1);
      assertThat(forgotten).isNotNull();
    }
  }

  /** What is made in a listener or a scope of the caller's stays when that scope ends. */
  @Test
  void whatATrainingKeepsOutlivesAScope() {
    Training training = training();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      training.run(1, step);
    }
    assertThat(training.run(1, step).epochs()).isEqualTo(2);
    training.close();
    Autoencoder inner = Lab.network();
    try (Training outer = training()) {
      outer.listener(
          Every.steps(
              3,
              n -> {
                if (n == 3) {
                  Training.of(inner, examples, 40).run(1, Lab.reconstruction(inner));
                }
              }));
      outer.run(1, step);
      assertThat(inner.reconstruct(examples.data()).sum().getFloat()).isFinite();
    }
  }

  @Test
  void refusesToRunAgainFromItsOwnListener() {
    try (Training training = training()) {
      training.listener(new Steps(() -> training.run(1, step)));
      assertThatThrownBy(() -> training.run(1, step))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("this run is under way;");
    }
  }

  @Test
  void refusesToBeClosedByItsOwnListener() {
    try (Training training = training()) {
      training.listener(new Steps(training::close));
      assertThatThrownBy(() -> training.run(1, step))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("This training is under way; close it when its run has ended.");
      assertThat(training.progress().step()).isEqualTo(1);
    }
  }

  @Test
  void refusesATrainingInsideAStepOrInTwoThreads() throws Exception {
    Autoencoder inner = Lab.network();
    try (Training outer = training();
        Training other = Training.of(inner, examples, 40)) {
      assertThatThrownBy(
              () ->
                  outer.run(
                      1,
                      batch -> {
                        other.run(1, Lab.reconstruction(inner));
                        return step.losses(batch);
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("a training can't run inside another one's step");
      CountDownLatch first = new CountDownLatch(1);
      CountDownLatch second = new CountDownLatch(1);
      CompletableFuture<History> running =
          CompletableFuture.supplyAsync(() -> outer.run(1, batch -> paused(batch, first, second)));
      first.await();
      assertThatThrownBy(() -> other.run(1, Lab.reconstruction(inner)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("another training is running, in the thread");
      assertThatThrownBy(other::initialize)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("another training is running, in the thread");
      assertThat(inner.isInitialized()).isFalse();
      assertThatThrownBy(outer::close)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("This training is under way; close it when its run has ended.");
      second.countDown();
      assertThat(running.join().epochs()).isEqualTo(1);
      assertThat(other.run(1, Lab.reconstruction(inner)).epochs()).isEqualTo(1);
    } catch (CompletionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private Losses paused(Minibatch batch, CountDownLatch first, CountDownLatch second) {
    first.countDown();
    try {
      second.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return step.losses(batch);
  }
}
