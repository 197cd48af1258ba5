package generative.training;

import static generative.objective.MeanSquaredError.meanSquaredError;
import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.nn.Forward;
import generative.tensor.Compute;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Weights that are freed or replaced while somebody trains them, or that can't be had at all. */
class LostWeightsTest {

  private static final String GONE =
      "The network's weights were replaced or freed since this training began; make a new one.";

  private final Examples examples = Lab.newExamples();
  private final Autoencoder network = Lab.network();
  private final Step step = Lab.reconstruction(network);

  private Training training() {
    return training(network);
  }

  private Training training(Block network) {
    return Training.of(network, examples, 40).adam(1e-2f).seed(1);
  }

  @Test
  void saysThatFrozenWeightsWereReplaced() {
    Block decoder = new SequentialBlock().add(Linear.builder().setUnits(12).build());
    Block network = new SequentialBlock().add(Linear.builder().setUnits(2).build()).add(decoder);
    Step step =
        batch ->
            losses("error", meanSquaredError(Forward.forward(network, batch.data()), batch.data()));
    try (Training training = training(network)) {
      training.initialize();
      decoder.freezeParameters(true);
      training.run(1, step);
      decoder.clear();
      decoder.initialize(Compute.newManager(), DataType.FLOAT32, new Shape(1, 2));
      assertThatThrownBy(() -> training.run(1, step))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("The network's weights were replaced");
    }
  }

  @Test
  void saysThatWeightsWereFreed() {
    NDManager manager = Compute.newManager();
    network.initialize(manager, DataType.FLOAT32, examples.first(1).data().getShape());
    manager.close();
    try (Training training = training(network)) {
      assertThatThrownBy(() -> training.run(1, step))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("the network's weights were freed");
    }
  }

  @Test
  void saysThatAListenerFreedThem() {
    try (Training training = training().listener(new Steps(network::clear))) {
      assertThatThrownBy(() -> training.run(1, step))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(GONE);
      assertThat(training.progress().step()).isEqualTo(1);
    }
  }

  @Test
  void saysThatAListenerReplacedThem() {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (Training training = training()) {
      training.listener(
          new TrainingListenerAdapter() {
            @Override
            public void onEpoch(Trainer trainer) {
              saveAndLoad(saved);
            }
          });
      assertThatThrownBy(() -> training.run(2, step))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(GONE);
    }
  }

  private void saveAndLoad(ByteArrayOutputStream saved) {
    try {
      network.saveParameters(new DataOutputStream(saved));
      byte[] bytes = saved.toByteArray();
      network.loadParameters(
          Compute.newManager(), new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException | ai.djl.MalformedModelException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Test
  void saysThatTheyCanNotBeDrawnForSuchExamples() {
    Block images =
        new SequentialBlock()
            .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(2).build());
    try (Training training = training(images)) {
      assertThatThrownBy(training::initialize)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the network can't draw its weights for examples (1, 12) (")
          .hasMessageEndingWith("); initialize it with the shape that it takes, before training");
    }
  }
}
