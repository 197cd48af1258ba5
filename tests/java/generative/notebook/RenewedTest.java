package generative.notebook;

import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import generative.data.Examples;
import generative.data.Minibatch;
import generative.nn.Forward;
import generative.tensor.Compute;
import generative.training.Losses;
import generative.training.Training;
import org.junit.jupiter.api.Test;

/** A training called by the name of one that runs. */
class RenewedTest {

  private final Block network = linear();

  private static Block linear() {
    return Linear.builder().setUnits(1).build();
  }

  private Losses step(Minibatch batch) {
    return losses("error", Forward.forward(network, batch.data()).square().sum(new int[] {1}));
  }

  @Test
  void theRunThatCouldNotBeReplacedIsReplacedByTheNext() {
    try (NDManager manager = Compute.newManager()) {
      Examples data = Examples.of(manager.ones(new Shape(4, 3)), null);
      Training running = Notebook.training("renewed", network, data, 2);
      running.listener(
          new TrainingListenerAdapter() {
            @Override
            public void onTrainingBatch(Trainer trainer, BatchData batch) {
              Notebook.training("renewed", linear(), data, 2);
            }
          });
      Printed.by(
          () ->
              assertThatThrownBy(() -> running.run(1, this::step))
                  .hasMessageContaining("is under way; close it when its run has ended"));
      assertThat(network.getParameters().valueAt(0).isInitialized()).isTrue();
      running.progress();

      Notebook.training("renewed", linear(), data, 2);
      assertThatThrownBy(running::progress).hasMessageContaining("closed");
      assertThatThrownBy(() -> Forward.forward(network, manager.ones(new Shape(1, 3))))
          .hasMessageContaining("were freed");
    }
  }
}
