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
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import generative.data.Examples;
import generative.objective.EvidenceLowerBound;
import generative.objective.FiniteDifferences;
import generative.tensor.Compute;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariationalAutoencoderTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20})
  void encodesSamplesAndDecodesWithAnyNumberOfCodings(int codings) {
    VariationalAutoencoder network = initialized(layers(8, 5), codings);
    NDArray x = manager.randomUniform(0, 1, new Shape(5, 12));
    Gaussian code = network.encode(x);
    assertThat(code.mean().getShape()).isEqualTo(new Shape(5, codings));
    assertThat(code.gamma().getShape()).isEqualTo(new Shape(5, codings));
    NDArray z = code.sample();
    assertThat(z.getShape()).isEqualTo(new Shape(5, codings));
    NDArray pixels = network.decode(z);
    assertThat(pixels).isEqualTo(Activation.sigmoid(network.logits(z)));
    assertThat(network.reconstruct(x)).isEqualTo(network.decode(code.mean()));
    for (float p : pixels.toFloatArray()) {
      assertThat(p).isStrictlyBetween(0f, 1f);
    }
  }

  /**
   * Two heads on the encoder's last layer, as in the source's program; the decoder is the mirror.
   */
  @Test
  void hasSeparateHeadsForMeanAndLogVariance() {
    VariationalAutoencoder network = initialized(layers(8, 5), 3);
    assertThat(network.getParameters().values().stream().map(p -> p.getShape().toString()))
        .containsExactly(
            "(8, 12)", "(8)", "(5, 8)", "(5)", //
            "(3, 5)", "(3)", "(3, 5)", "(3)", "(5, 3)", "(5)", "(8, 5)", "(8)", "(12, 8)", "(12)");
  }

  @Test
  void worksWithoutHiddenLayers() {
    VariationalAutoencoder network = initialized(layers(), 2);
    NDArray x = manager.randomUniform(0, 1, new Shape(5, 12));
    assertThat(network.reconstruct(x).getShape()).isEqualTo(new Shape(5, 12));
    assertThat(x.isReleased()).isFalse();
    assertThat(network.getParameters()).hasSize(6);
  }

  @Test
  void takesAnyEncoder() {
    SequentialBlock trunk =
        new SequentialBlock()
            .add(list -> new NDList(list.singletonOrThrow().reshape(-1, 1, 4, 4)))
            .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(6).build())
            .add(Activation.reluBlock())
            .add(Blocks.batchFlattenBlock());
    VariationalAutoencoder network = new VariationalAutoencoder(16, trunk, 2, layers(8));
    network.initialize(manager, DataType.FLOAT32, new Shape(5, 16));
    NDArray x = manager.randomUniform(0, 1, new Shape(5, 16));
    assertThat(network.encode(x).mean().getShape()).isEqualTo(new Shape(5, 2));
    assertThat(network.reconstruct(x).getShape()).isEqualTo(new Shape(5, 16));
  }

  @Test
  void isABlockOfLogitsMeanAndLogVariance() {
    VariationalAutoencoder network = initialized(layers(8), 3);
    NDArray x = manager.randomUniform(0, 1, new Shape(5, 12));
    Engine.getInstance().setRandomSeed(9);
    NDList out = network.forward(new ParameterStore(manager, false), new NDList(x), false);
    Engine.getInstance().setRandomSeed(9);
    Gaussian code = network.encode(x);
    assertThat(out.get(0)).isEqualTo(network.logits(code.sample()));
    assertThat(out.get(1)).isEqualTo(code.mean());
    assertThat(out.get(2)).isEqualTo(code.gamma());
    assertThat(network.getOutputShapes(new Shape[] {x.getShape()}))
        .containsExactly(new Shape(5, 12), new Shape(5, 3), new Shape(5, 3));
  }

  /** With the noise held fixed, a draw has gradients with respect to mean and log-variance. */
  @Test
  void hasTheGradientsThatFiniteDifferencesHave() {
    NDArray mean = manager.randomNormal(0, 1, new Shape(4, 3), DataType.FLOAT64);
    NDArray gamma = manager.randomNormal(0, 1, new Shape(4, 3), DataType.FLOAT64);
    Function<Gaussian, NDArray> loss =
        code -> {
          Engine.getInstance().setRandomSeed(3);
          return code.sample().square().sum();
        };
    Function<NDArray, NDArray> ofMean = m -> loss.apply(new Gaussian(m, gamma));
    Function<NDArray, NDArray> ofGamma = g -> loss.apply(new Gaussian(mean, g));
    assertThat(FiniteDifferences.engine(mean, ofMean))
        .containsExactly(FiniteDifferences.differences(mean, ofMean), within(1e-6));
    assertThat(FiniteDifferences.engine(gamma, ofGamma))
        .containsExactly(FiniteDifferences.differences(gamma, ofGamma), within(1e-6));
  }

  @Test
  void drawsHaveTheMeanAndDeviationTheyShould() {
    int n = 100_000;
    NDArray mean = manager.create(new float[] {-1, 2}, new Shape(1, 2));
    NDArray gamma = manager.create(new float[] {0, (float) Math.log(9)}, new Shape(1, 2));
    Engine.getInstance().setRandomSeed(4);
    NDArray z = new Gaussian(mean, gamma).sample(n);
    assertThat(z.getShape()).isEqualTo(new Shape(n, 1, 2));
    NDArray average = z.mean(new int[] {0});
    NDArray spread = z.sub(average).square().mean(new int[] {0}).sqrt();
    assertThat(new Gaussian(mean, gamma).deviation().toFloatArray())
        .containsExactly(new float[] {1, 3}, within(1e-5f));
    assertThat(average.toFloatArray())
        .containsExactly(new float[] {-1, 2}, within(5 * 3 / (float) Math.sqrt(n)));
    assertThat(spread.toFloatArray())
        .containsExactly(new float[] {1, 3}, within(5 * 3 / (float) Math.sqrt(2 * n)));
  }

  @Test
  void leavesNothingBehindButItsResults() {
    VariationalAutoencoder network = initialized(layers(8, 5), 3);
    NDArray x = manager.randomUniform(0, 1, new Shape(5, 12));
    int before = manager.getManagedArrays().size();
    Gaussian code = network.encode(x);
    code.sample().close();
    code.deviation().close();
    code.mean().close();
    code.gamma().close();
    network.reconstruct(x).close();
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  /** DJL's own loop, with our block and our loss: half of what can be learned is learned. */
  @Test
  void learnsInAStockTrainer() throws Exception {
    Engine.getInstance().setRandomSeed(5);
    NDArray low = manager.randomNormal(new Shape(200, 2)).mul(3);
    NDArray data = Activation.sigmoid(low.matMul(manager.randomNormal(new Shape(2, 12)))).round();
    Examples examples = Examples.of(data, null);
    EvidenceLowerBound loss = new EvidenceLowerBound();
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(loss).optDevices(new Device[] {Compute.device()});
    try (Model model = Model.newInstance("vae", Compute.device())) {
      model.setBlock(new VariationalAutoencoder(12, layers(16), 2));
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(50, 12));
        NDList all = new NDList(data);
        EasyTrain.fit(trainer, 100, examples.reconstruction(50, true), null);
        double coin = 12 * Math.log(2); // nats of an image whose pixels are tossed
        assertThat(loss.evaluate(all, trainer.evaluate(all)).getFloat())
            .isLessThan((float) coin * 0.8f);
      }
    }
  }

  @Test
  void isSavedAndLoadedByAModel(@TempDir Path folder) throws Exception {
    NDArray x = manager.randomUniform(0, 1, new Shape(5, 12));
    NDArray expected;
    try (Model model = Model.newInstance("vae", Compute.device())) {
      VariationalAutoencoder network = initialized(layers(8), 3);
      model.setBlock(network);
      expected = network.reconstruct(x);
      model.save(folder, "vae");
    }
    try (Model model = Model.newInstance("vae", Compute.device())) {
      VariationalAutoencoder loaded = new VariationalAutoencoder(12, layers(8), 3);
      model.setBlock(loaded);
      model.load(folder, "vae");
      assertThat(loaded.reconstruct(x)).isEqualTo(expected);
    }
  }

  @Test
  void namesSizesThatCanNotBe() {
    assertThatThrownBy(() -> new VariationalAutoencoder(784, layers(500), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a variational autoencoder of 784 inputs and 0 codings; both must be at least 1");
    assertThatThrownBy(
            () -> initialized(layers(8), 3).encode(manager.ones(new Shape(1, 12))).sample(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 draws; give at least 1");
    assertThatThrownBy(
            () ->
                new VariationalAutoencoder(784, layers(500), 2)
                    .initialize(manager, DataType.FLOAT32, new Shape(1, 12)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the network has 784 inputs; the data has 12");
  }

  private VariationalAutoencoder initialized(int[] hidden, int codings) {
    VariationalAutoencoder network = new VariationalAutoencoder(12, hidden, codings);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 12));
    return network;
  }
}
