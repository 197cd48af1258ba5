package generative.training;

import static generative.objective.MeanSquaredError.meanSquaredError;
import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import generative.data.Examples;
import generative.nn.Forward;
import generative.tensor.Compute;
import generative.tensor.InPlace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights that come from a file, that stay for a while, or that are replaced. */
class FrozenWeightsTest {

  private final Examples examples = Lab.newExamples();
  private final Block encoder = layer(2);
  private final Block decoder = layer(12);
  private final Block network = new SequentialBlock().add(encoder).add(decoder);
  private final Step step = step(network);

  private static Block layer(int units) {
    return new SequentialBlock().add(Linear.builder().setUnits(units).build());
  }

  private static Block alike() {
    return new SequentialBlock().add(layer(2)).add(layer(12));
  }

  private static Step step(Block network) {
    return batch ->
        losses("error", meanSquaredError(Forward.forward(network, batch.data()), batch.data()));
  }

  private Training training(Block network) {
    return Training.of(network, examples, 40).adam(1e-2f).seed(1);
  }

  @Test
  void parametersReadFromAFileAreTrainedOn() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    training(network).initialize();
    network.saveParameters(new DataOutputStream(bytes));
    Block read = alike();
    NDManager manager = Compute.newManager();
    read.loadParameters(
        manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(errorAfter(read)).isEqualTo(errorAfter(network));
  }

  @Test
  void aModelReadFromAFileIsTrainedOn(@TempDir Path folder) throws Exception {
    training(network).initialize();
    try (Model model = Model.newInstance("net");
        Model loaded = Model.newInstance("net")) {
      model.setBlock(network);
      model.save(folder, "net");
      Block read = alike();
      loaded.setBlock(read);
      loaded.load(folder, "net");
      assertThat(errorAfter(read)).isEqualTo(errorAfter(network));
    }
  }

  private double errorAfter(Block block) {
    try (Training training = training(block)) {
      return training.run(2, step(block)).values("error")[1];
    }
  }

  @Test
  void aFrozenDecoderStaysAndMovesOnceItIsUnfrozen() {
    try (Training training = training(network)) {
      training.initialize();
      decoder.freezeParameters(true);
      String before = Lab.fingerprint(decoder);
      String encoderBefore = Lab.fingerprint(encoder);
      training.run(2, step);
      assertThat(Lab.fingerprint(decoder)).isEqualTo(before);
      assertThat(Lab.fingerprint(encoder)).isNotEqualTo(encoderBefore);
      decoder.freezeParameters(false);
      training.run(1, step);
      assertThat(Lab.fingerprint(decoder)).isNotEqualTo(before);
    }
  }

  @Test
  void eitherHalfMayBeFrozenBetweenRuns() {
    for (Block half : new Block[] {encoder, decoder}) {
      try (Training training = training(network)) {
        training.run(1, step);
        half.freezeParameters(true);
        String before = Lab.fingerprint(half);
        assertThat(training.run(1, step).epochs()).isEqualTo(2);
        assertThat(Lab.fingerprint(half)).isEqualTo(before);
        half.freezeParameters(false);
      }
    }
  }

  /**
   * The same steps with DJL's optimizers, one for each half, since a weight's count of steps begins
   * when it first moves, as in PyTorch.
   */
  @Test
  void aWeightThatMovesLaterBeginsAnew() {
    Examples few = Examples.of(examples.data().get(":40"), null);
    training(network).initialize();
    float[] expected = byDjlsOptimizers(few);
    try (Training training = Training.of(network, few, 40).adam(1e-2f).seed(1)) {
      for (int i = 0; i < 3; i++) {
        decoder.freezeParameters(i < 2);
        training.run(4, step);
      }
    }
    float[] ours = decoder.getParameters().get(0).getValue().getArray().toFloatArray();
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).isCloseTo(expected[i], within(2e-5f));
    }
  }

  private float[] byDjlsOptimizers(Examples few) {
    try (NDManager manager = Compute.newManager()) {
      Block copy = alike();
      copy.initialize(manager, DataType.FLOAT32, few.data().getShape());
      List<NDArray> weights =
          copy.getParameters().values().stream().map(Parameter::getArray).toList();
      for (int i = 0; i < weights.size(); i++) {
        InPlace.copy(network.getParameters().get(i).getValue().getArray(), weights.get(i));
      }
      Adam[] halves = {adam(), adam()};
      for (int step = 0; step < 12; step++) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
          NDArray out = Forward.whileTraining(() -> Forward.forward(copy, few.data()));
          collector.backward(out.sub(few.data()).square().mean());
        }
        for (int i = 0; i < weights.size(); i++) {
          NDArray gradient = weights.get(i).getGradient();
          if (i < 2 || step >= 8) {
            halves[i / 2].update("" + i, weights.get(i), gradient.duplicate());
          }
          gradient.subi(gradient.duplicate());
        }
      }
      return weights.get(2).toFloatArray();
    }
  }

  private static Adam adam() {
    return Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-2f)).build();
  }

  @Test
  void saysThatAllIsFrozen() {
    try (Training training = training(network)) {
      training.run(1, step);
      network.freezeParameters(true);
      assertThatThrownBy(() -> training.run(1, step))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("all weights of the network are frozen;");
      network.freezeParameters(false);
      assertThat(training.run(1, step).epochs()).isEqualTo(2);
    }
  }
}
