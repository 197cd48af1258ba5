package generative.objective;

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
import ai.djl.nn.SequentialBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.IndexLoss;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SimpleCompositeLoss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import generative.nn.Critic;
import generative.nn.Forward;
import generative.nn.Generator;
import generative.nn.VariationalAutoencoder;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The losses in DJL's own loop, which gets better by each of them. */
class StockTrainerTest {

  private final NDManager manager = Compute.newManager();

  @BeforeEach
  void seed() {
    Engine.getInstance().setRandomSeed(1);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private interface Work {
    void on(Trainer trainer) throws Exception;
  }

  private static void with(Block network, Loss loss, Shape input, Work work) throws Exception {
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(loss)
            .optDevices(new Device[] {Compute.device()})
            .optOptimizer(Adam.builder().optLearningRateTracker(Tracker.fixed(0.01f)).build());
    try (Model model = Model.newInstance("network", Compute.device())) {
      model.setBlock(network);
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(input);
        work.on(trainer);
      }
    }
  }

  private static ArrayDataset data(NDArray data, NDArray labels) {
    return new ArrayDataset.Builder().setData(data).optLabels(labels).setSampling(20, true).build();
  }

  private static float loss(Trainer trainer, Loss loss, NDArray data, NDArray labels) {
    return loss.evaluate(new NDList(labels), trainer.evaluate(new NDList(data))).getFloat();
  }

  /** Alone it drives all codings to the unit Gaussian. */
  @Test
  void theLatentLossFalls() throws Exception {
    NDArray x = manager.randomUniform(0, 1, new Shape(100, 6));
    LatentLoss loss = new LatentLoss();
    with(
        new VariationalAutoencoder(6, new int[] {8}, 3),
        loss,
        new Shape(20, 6),
        trainer -> {
          float before = loss(trainer, loss, x, x);
          EasyTrain.fit(trainer, 10, data(x, x), null);
          assertThat(loss(trainer, loss, x, x)).isPositive().isLessThan(before / 4);
        });
  }

  @Test
  void theLatentLossIsAPartOfTheNegativeBound() {
    NDArray x = manager.randomUniform(0, 1, new Shape(5, 6));
    NDList given =
        new NDList(
            manager.randomNormal(new Shape(5, 6)),
            manager.randomNormal(new Shape(5, 2)),
            manager.randomNormal(new Shape(5, 2)));
    SimpleCompositeLoss both = new SimpleCompositeLoss();
    both.addLoss(new IndexLoss(new CrossEntropy(), 0, 0)).addLoss(new LatentLoss());
    float whole = new EvidenceLowerBound().evaluate(new NDList(x), given).getFloat();
    assertThat(both.evaluate(new NDList(x), given).getFloat()).isCloseTo(whole, within(1e-4f));
    assertThatThrownBy(() -> new LatentLoss().evaluate(null, new NDList(x)))
        .hasMessage("the network gave 1 arrays; mean and log-variance are needed");
  }

  private NDArray labels(int real, int fake) {
    NDArray one = manager.ones(new Shape(real, 1));
    return NDArrays.concat(new NDList(one, manager.zeros(new Shape(fake, 1))));
  }

  @Test
  void theCriticsLossIsTheOneOfBothKindsApart() {
    NDArray real = manager.randomNormal(new Shape(7, 1));
    NDArray fake = manager.randomNormal(new Shape(4, 1));
    NDList both = new NDList(NDArrays.concat(new NDList(real, fake)));
    float expected = Wasserstein.criticLoss(real, fake).getFloat();
    Loss loss = Wasserstein.criticLoss();
    assertThat(loss.evaluate(new NDList(labels(7, 4)), both).getFloat())
        .isCloseTo(expected, within(1e-6f));
    NDList classes = new NDList(labels(7, 4).toType(DataType.INT64, false).reshape(11));
    assertThat(loss.evaluate(classes, both).getFloat()).isCloseTo(expected, within(1e-6f));
    assertThat(loss.evaluate(new NDList(labels(0, 4)), new NDList(fake)).getFloat())
        .isCloseTo(fake.mean().getFloat(), within(1e-6f));
    assertThatThrownBy(() -> loss.evaluate(new NDList(labels(1, 2)), both))
        .hasMessage(
            "3 labels for 11 of the critic's values; give one each, 1 for real, 0 for generated");
  }

  @Test
  void aCriticLearnsToTellRealFromGenerated() throws Exception {
    NDArray real = manager.randomNormal(new Shape(100, 2)).add(1);
    NDArray fake = manager.randomNormal(new Shape(100, 2)).sub(1);
    Critic critic = new Critic(2, 8);
    Loss loss = Wasserstein.criticLoss();
    NDArray both = NDArrays.concat(new NDList(real, fake));
    with(
        critic,
        loss,
        new Shape(20, 2),
        trainer -> {
          float before = loss(trainer, loss, both, labels(100, 100));
          EasyTrain.fit(trainer, 5, data(both, labels(100, 100)), null);
          assertThat(loss(trainer, loss, both, labels(100, 100))).isLessThan(before - 1);
        });
  }

  /** Of f(x, y) = x + y, the generator's points move up and to the right; the critic stays. */
  @Test
  void aGeneratorLearnsWhatAFrozenCriticLikes() throws Exception {
    Generator generator = Generator.ofPoints(3, new int[] {8}, 2);
    Critic critic = new Critic(2);
    critic.initialize(manager, DataType.FLOAT32, new Shape(1, 2));
    critic.layers().get(0).weight().set(new float[] {1, 1});
    critic.freezeParameters(true);
    Loss loss = Wasserstein.generatorLoss();
    NDArray z = manager.randomNormal(new Shape(100, 3));
    with(
        new SequentialBlock().add(generator).add(critic),
        loss,
        new Shape(20, 3),
        trainer -> {
          float before = loss(trainer, loss, z, z);
          EasyTrain.fit(trainer, 5, data(z, z), null);
          assertThat(loss(trainer, loss, z, z)).isLessThan(before - 0.5f);
          assertThat(critic.layers().get(0).weight().toFloatArray()).containsExactly(1, 1);
        });
  }

  /**
   * No Loss, since it needs the critic itself: it is added where the Trainer collects gradients.
   */
  @Test
  void theGradientPenaltyIsAddedByHand() throws Exception {
    NDArray real = manager.randomNormal(new Shape(60, 2)).add(1);
    NDArray fake = manager.randomNormal(new Shape(60, 2)).sub(1);
    Critic critic = new Critic(2, 16);
    with(
        critic,
        Wasserstein.criticLoss(),
        new Shape(20, 2),
        trainer -> {
          for (int i = 0; i < 200; i++) {
            try (GradientCollector collector = trainer.newGradientCollector()) {
              NDArray both = NDArrays.concat(new NDList(real, fake));
              NDList values = trainer.forward(new NDList(both));
              NDArray loss = trainer.getLoss().evaluate(new NDList(labels(60, 60)), values);
              collector.backward(
                  loss.add(
                      GradientPenalty.gradientPenalty(
                              x -> Forward.forward(critic, x), real, fake, 10)
                          .mean()));
            }
            trainer.step();
          }
          NDArray middle = real.add(fake).div(2);
          assertThat(GradientPenalty.slope(critic::value, middle).mean().getFloat())
              .isCloseTo(1, within(0.2f));
        });
  }
}
