package generative.nn;

import static generative.objective.GradientPenalty.gradientPenalty;
import static generative.objective.Wasserstein.criticLoss;
import static generative.objective.Wasserstein.generatorLoss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import generative.data.Examples;
import generative.objective.EvidenceLowerBound;
import generative.objective.MeanSquaredError;
import generative.tensor.Compute;
import generative.tensor.Values;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of convolutions, for digits and for small pictures in color. */
class ConvolutionsTest {

  private static final Shape DIGIT = new Shape(1, 28, 28);
  private static final Shape COLORS = new Shape(3, 32, 32);

  private final NDManager manager = Compute.newManager();

  @BeforeEach
  void seed() {
    Engine.getInstance().setRandomSeed(1);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** The sizes that Javadoc states. */
  @ParameterizedTest
  @CsvSource({"1, 28, 195285, 258025, 36513, 237537", "3, 32, 415063, 456043, 167649, 299491"})
  void haveTheSizesThatTheirJavadocStates(
      int channels, int side, long plain, long variational, long critic, long generator) {
    Shape image = new Shape(channels, side, side);
    assertThat(weights(Autoencoder.convolutional(image, 32, 20), image)).isEqualTo(plain);
    assertThat(weights(VariationalAutoencoder.convolutional(image, 32, 20), image))
        .isEqualTo(variational);
    assertThat(weights(Critic.convolutional(image, 32), image)).isEqualTo(critic);
    assertThat(weights(Generator.convolutional(64, image, 32), new Shape(64))).isEqualTo(generator);
  }

  private long weights(Block network, Shape example) {
    network.initialize(manager, DataType.FLOAT32, Inputs.batch(2, example));
    return network.getParameters().values().stream().mapToLong(p -> p.getArray().size()).sum();
  }

  @Test
  void giveImagesOfTheShapeTheyAreGiven() {
    for (Shape image : new Shape[] {DIGIT, COLORS, new Shape(1, 8, 20)}) {
      VariationalAutoencoder network = VariationalAutoencoder.convolutional(image, 4, 2);
      network.initialize(manager, DataType.FLOAT32, Inputs.batch(3, image));
      NDArray x = manager.randomUniform(0, 1, Inputs.batch(3, image));
      assertThat(network.encode(x).mean().getShape()).isEqualTo(new Shape(3, 2));
      assertThat(network.reconstruct(x).getShape()).isEqualTo(x.getShape());
      assertThat(network.getOutputShapes(new Shape[] {x.getShape()})[0]).isEqualTo(x.getShape());
    }
  }

  /** A kernel that is 1 everywhere puts each number into a square of 4 × 4 around it. */
  @Test
  void aTransposedConvolutionSpreadsEachNumber() {
    TransposedConvolution layer = new TransposedConvolution(1);
    layer.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 2, 2));
    layer.getParameters().get("weight").getArray().muli(0).addi(1);
    NDArray x = manager.create(new float[] {1, 10, 100, 1000}, new Shape(1, 1, 2, 2));
    assertThat(Forward.forward(layer, x).toFloatArray())
        .containsExactly(
            1, 11, 11, 10, 101, 1111, 1111, 1010, 101, 1111, 1111, 1010, 100, 1100, 1100, 1000);
  }

  /** With half of what goes in at 0, as after ReLU, numbers keep their size on the way. */
  @Test
  void aTransposedConvolutionStartsWithoutGrowthOrDecay() {
    TransposedConvolution layer = new TransposedConvolution(16);
    layer.initialize(manager, DataType.FLOAT32, new Shape(1, 64, 32, 32));
    NDArray x = manager.randomNormal(new Shape(1, 64, 32, 32));
    NDArray y = Forward.forward(layer, x.maximum(0));
    assertThat(y.square().mean().getFloat()).isCloseTo(1, within(0.2f));
  }

  /** White bars, upright, each where chance puts it. */
  private NDArray bars(int n, Shape image) {
    NDArray at = manager.randomInteger(2, image.get(2) - 4, new Shape(n, 1), DataType.INT32);
    NDArray columns = manager.arange((int) image.get(2)).toType(DataType.INT32, false);
    NDArray white = columns.gte(at).logicalAnd(columns.lt(at.add(3)));
    NDArray row = white.toType(DataType.FLOAT32, false).reshape(n, 1, 1, image.get(2));
    return row.broadcast(Inputs.batch(n, image));
  }

  @Test
  void theAutoencoderLearnsWhereABarStands() throws Exception {
    Block network = Autoencoder.convolutional(DIGIT, 4, 3);
    NDArray x = bars(256, DIGIT);
    float first = x.sub(x.mean(new int[] {0})).square().mean().getFloat();
    assertThat(trained(network, new MeanSquaredError(), x, 30)).isLessThan(first / 2);
  }

  @Test
  void theVariationalAutoencoderLearnsColors() throws Exception {
    Block network = VariationalAutoencoder.convolutional(COLORS, 4, 4);
    NDArray x = bars(256, COLORS);
    double p = x.mean().getFloat();
    double entropy = -COLORS.size() * (p * Math.log(p) + (1 - p) * Math.log(1 - p));
    assertThat(trained(network, new EvidenceLowerBound(), x, 15)).isLessThan((float) entropy / 2);
  }

  private static float trained(Block network, Loss loss, NDArray x, int epochs) throws Exception {
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(loss)
            .optDevices(new Device[] {Compute.device()})
            .optOptimizer(Adam.builder().optLearningRateTracker(Tracker.fixed(5e-3f)).build());
    try (Model model = Model.newInstance("network", Compute.device())) {
      model.setBlock(network);
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(x.getShape());
        EasyTrain.fit(trainer, epochs, Examples.of(x, null).reconstruction(32, true), null);
        NDList all = new NDList(x);
        return loss.evaluate(all, trainer.evaluate(all)).getFloat();
      }
    }
  }

  /**
   * Trained by hand in stock Trainers, with the penalty: the pictures' mean comes near the bars'.
   */
  @Test
  void generatorAndCriticLearnBars() {
    Generator generator = Generator.convolutional(8, DIGIT, 4);
    Critic critic = Critic.convolutional(DIGIT, 4);
    try (Model g = Model.newInstance("generator", Compute.device());
        Model c = Model.newInstance("critic", Compute.device());
        Trainer generators = trainer(g, generator, new Shape(32, 8));
        Trainer critics = trainer(c, critic, Inputs.batch(32, DIGIT))) {
      double before = apart(generator);
      for (int i = 0; i < 60; i++) {
        for (int k = 0; k < 2; k++) {
          NDArray real = bars(32, DIGIT);
          NDArray fake = generator.sample(manager, 32);
          step(
              critics,
              () ->
                  criticLoss(critic.value(real), critic.value(fake))
                      .add(gradientPenalty(critic::value, real, fake, 10).mean()));
        }
        step(
            generators,
            () -> generatorLoss(critic.value(generator.generate(generator.noise(manager, 32)))));
      }
      assertThat(apart(generator)).isLessThan(before / 4);
    }
  }

  private double apart(Generator generator) {
    NDArray mean = generator.sample(manager, 200).mean(new int[] {0});
    return Values.number(mean.sub(bars(200, DIGIT).mean(new int[] {0})).square().mean());
  }

  private static Trainer trainer(Model model, Block network, Shape shape) {
    model.setBlock(network);
    Adam adam = Adam.builder().optLearningRateTracker(Tracker.fixed(2e-3f)).optBeta1(0.5f).build();
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(new MeanSquaredError())
                .optDevices(new Device[] {Compute.device()})
                .optOptimizer(adam));
    trainer.initialize(shape);
    return trainer;
  }

  private static void step(Trainer trainer, Supplier<NDArray> loss) {
    try (GradientCollector collector = trainer.newGradientCollector()) {
      collector.backward(Forward.whileTraining(loss));
    }
    trainer.step();
  }

  @Test
  void aCriticsRowsAreIndependent() {
    Critic critic = Critic.convolutional(DIGIT, 4);
    critic.initialize(manager, DataType.FLOAT32, Inputs.batch(1, DIGIT));
    NDArray x = bars(6, DIGIT);
    NDArray alone =
        NDArrays.concat(new NDList(critic.value(x.get("0:2")), critic.value(x.get("2:6"))));
    assertThat(Forward.whileTraining(() -> critic.value(x)).toFloatArray())
        .containsExactly(alone.toFloatArray(), within(1e-5f));
  }

  @Test
  void nameWhatDoesNotFit() {
    assertThatThrownBy(() -> VariationalAutoencoder.convolutional(new Shape(1, 30, 28), 32, 2))
        .hasMessage(
            "an image of [1, 30, 28] can't be halved twice; give [channels, height, width], both"
                + " sides multiples of 4, such as [1, 28, 28]");
    assertThatThrownBy(() -> Critic.convolutional(DIGIT, 0))
        .hasMessage("convolutions of 0 filters; give 1 to 1,024, such as 32");
    Critic critic = Critic.convolutional(DIGIT, 4);
    assertThatThrownBy(() -> critic.initialize(manager, DataType.FLOAT32, new Shape(2, 784)))
        .hasMessage("the network takes one input, [n, 1, 28, 28]; it was given [(2, 784)]");
    assertThatThrownBy(critic::layers)
        .hasMessage(
            "the critic is a SequentialBlock and has no dense layers to show; use it as a function");
    VariationalAutoencoder unequal =
        new VariationalAutoencoder(
            DIGIT, new ConvolutionalEncoder(DIGIT, 4), 2, new MultilayerPerceptron(784));
    assertThatThrownBy(() -> unequal.initialize(manager, DataType.FLOAT32, Inputs.batch(2, DIGIT)))
        .hasMessage("the decoder gives [784] an example; [1, 28, 28] is needed");
  }
}
