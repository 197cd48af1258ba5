package generative.nn;

import static generative.nn.Layers.layers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import generative.data.Examples;
import generative.objective.FiniteDifferences;
import generative.objective.MeanSquaredError;
import generative.tensor.Compute;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoencoderTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void encodesDecodesAndReconstructs() {
    Autoencoder network = initialized(12);
    NDArray x = manager.randomUniform(0, 1, new Shape(5, 12));
    NDArray z = network.encode(x);
    assertThat(z.getShape()).isEqualTo(new Shape(5, 3));
    NDArray pixels = network.decode(z);
    assertThat(pixels).isEqualTo(Activation.sigmoid(network.logits(z)));
    assertThat(network.reconstruct(x)).isEqualTo(pixels);
    for (float p : pixels.toFloatArray()) {
      assertThat(p).isStrictlyBetween(0f, 1f);
    }
  }

  @Test
  void isABlockOfTheSameNumbers() {
    Autoencoder network = initialized(12);
    NDArray x = manager.randomUniform(0, 1, new Shape(5, 12));
    NDList out = network.forward(new ParameterStore(manager, false), new NDList(x), false);
    assertThat(out.singletonOrThrow()).isEqualTo(network.reconstruct(x));
    assertThat(network.getOutputShapes(new Shape[] {x.getShape()})).containsExactly(x.getShape());
    assertThat(network.inputs()).isEqualTo(12);
    assertThat(network.codings()).isEqualTo(3);
  }

  @Test
  void mirrorsTheEncoder() {
    Autoencoder network = new Autoencoder(12, layers(8, 5), 3);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 12));
    assertThat(network.getParameters().values().stream().map(p -> p.getShape().toString()))
        .containsExactly(
            "(8, 12)", "(8)", "(5, 8)", "(5)", "(3, 5)", "(3)", //
            "(5, 3)", "(5)", "(8, 5)", "(8)", "(12, 8)", "(12)");
  }

  /** With respect to what goes in and to every weight, in double precision. */
  @Test
  void hasTheGradientsThatFiniteDifferencesHave() {
    Engine.getInstance().setRandomSeed(8);
    Autoencoder network = new Autoencoder(6, layers(5), 2);
    network.initialize(manager, DataType.FLOAT64, new Shape(1, 6));
    NDArray x = manager.randomUniform(0, 1, new Shape(4, 6), DataType.FLOAT64);
    assertThat(FiniteDifferences.engine(x, v -> network.reconstruct(v).square().sum()))
        .containsExactly(
            FiniteDifferences.differences(x, v -> network.reconstruct(v).square().sum()),
            within(1e-7));
    for (Parameter parameter : network.getParameters().values()) {
      NDArray weights = parameter.getArray();
      Function<NDArray, NDArray> loss =
          moved -> {
            NDArray before = weights.duplicate();
            weights.set(DoubleBuffer.wrap(moved.toDoubleArray()));
            NDArray value = network.reconstruct(x).square().sum();
            weights.set(DoubleBuffer.wrap(before.toDoubleArray()));
            return value;
          };
      assertThat(FiniteDifferences.engine(weights, w -> network.reconstruct(x).square().sum()))
          .containsExactly(FiniteDifferences.differences(weights, loss), within(1e-7));
    }
  }

  @Test
  void leavesNothingBehindButItsResults() {
    Autoencoder network = initialized(12);
    NDArray x = manager.randomUniform(0, 1, new Shape(5, 12));
    int before = manager.getManagedArrays().size();
    network.reconstruct(x).close();
    network.encode(x).close();
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  /** DJL's own loop, with our block and our loss: the error falls to a tenth. */
  @Test
  void learnsInAStockTrainer() throws Exception {
    Engine.getInstance().setRandomSeed(5);
    NDArray low = manager.randomNormal(new Shape(200, 2));
    NDArray data = Activation.sigmoid(low.matMul(manager.randomNormal(new Shape(2, 12))));
    Examples examples = Examples.of(data, null);
    Autoencoder network = new Autoencoder(12, layers(16), 2);
    MeanSquaredError loss = new MeanSquaredError();
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(loss).optDevices(new Device[] {Compute.device()});
    try (Model model = Model.newInstance("autoencoder", Compute.device())) {
      model.setBlock(network);
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(50, 12));
        NDList all = new NDList(data);
        float before = loss.evaluate(all, trainer.evaluate(all)).getFloat();
        EasyTrain.fit(trainer, 100, examples.reconstruction(50, true), null);
        assertThat(loss.evaluate(all, trainer.evaluate(all)).getFloat()).isLessThan(before / 10);
      }
    }
  }

  @Test
  void isSavedAndLoadedByAModel(@TempDir Path folder) throws Exception {
    NDArray x = manager.randomUniform(0, 1, new Shape(5, 12));
    NDArray expected;
    try (Model model = Model.newInstance("ae", Compute.device())) {
      Autoencoder network = initialized(12);
      model.setBlock(network);
      expected = network.reconstruct(x);
      model.save(folder, "ae");
    }
    try (Model model = Model.newInstance("ae", Compute.device())) {
      Autoencoder loaded = new Autoencoder(12, layers(8), 3);
      model.setBlock(loaded);
      model.load(folder, "ae");
      assertThat(loaded.reconstruct(x)).isEqualTo(expected);
    }
  }

  @Test
  void namesSizesThatCanNotBe() {
    assertThatThrownBy(() -> new Autoencoder(784, layers(500), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an autoencoder of 784 inputs and 0 codings; both must be at least 1");
    assertThatThrownBy(
            () ->
                new Autoencoder(784, layers(500), 2)
                    .initialize(manager, DataType.FLOAT32, new Shape(1, 12)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the network has 784 inputs; the data has 12");
  }

  private Autoencoder initialized(int inputs) {
    Autoencoder network = new Autoencoder(inputs, layers(8), 3);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, inputs));
    return network;
  }
}
