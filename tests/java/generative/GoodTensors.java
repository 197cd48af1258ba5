package generative;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.tracker.Tracker;
import generative.nn.Autoencoder;
import generative.nn.Critic;
import generative.nn.Decoder;
import generative.nn.Encoder;
import generative.nn.Forward;
import generative.nn.Gaussian;
import generative.nn.Generator;
import generative.nn.MultilayerPerceptron;
import generative.nn.VariationalAutoencoder;
import generative.tensor.Compute;
import generative.tensor.TensorList;
import generative.tensor.TorchScript;
import generative.training.Every;
import generative.training.Losses;
import generative.training.Session;
import generative.training.Step;
import generative.training.Training;
import generative.training.optimizer.Descent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Numbers, arrays and networks that fit together: four examples of two numbers, {@code [4, 2]}. */
class GoodTensors extends ArgumentTable implements AutoCloseable {

  final NDManager manager = Compute.newManager();
  private final Path folder;

  GoodTensors(Path folder) {
    this.folder = folder;
    numbers();
    arrays();
    networks();
  }

  private void numbers() {
    byType.put(int.class, () -> 2);
    byType.put(long.class, () -> 7L);
    byType.put(float.class, () -> 0.5f);
    byType.put(double.class, () -> 0.5);
    byType.put(Double.class, () -> 0.5);
    byType.put(Number.class, () -> 0.5);
    byType.put(boolean.class, () -> true);
    byType.put(Boolean.class, () -> true);
    byType.put(String.class, () -> "name");
    byType.put(String[].class, () -> new String[] {"a", "b", "c", "d"});
    byType.put(Object.class, () -> "value");
    byType.put(Object[].class, () -> new Object[] {"name", new double[] {1, 2}});
    byType.put(int[].class, () -> new int[] {3});
    byType.put(byte[].class, () -> new byte[16]);
    byType.put(double[].class, () -> new double[] {0.1, 0.2, 0.3, 0.4});
    byType.put(double[][].class, () -> new double[][] {{0, 1}, {1, 0}, {1, 1}, {0, 2}});
    byType.put(Path.class, () -> folder.resolve("file"));
    byType.put(Map.class, Map::of);
    byType.put(List.class, () -> List.of("zero", "one"));
    byName.put("batchSize:int", () -> 4);
    byName.put("Minibatches.index:int", () -> 1);
    byName.put("SampleDistance.size:int", () -> 1);
    byName.put("second:String", () -> "second");
    byName.put("History.name:String", () -> "loss");
    for (String moments : List.of("1", "2")) {
      byName.put("mean" + moments + ":double[]", () -> new double[] {0, 1});
      byName.put("cov" + moments + ":double[][]", () -> new double[][] {{1, 0}, {0, 2}});
    }
  }

  private void arrays() {
    float[] numbers = {0.1f, 0.9f, 0.4f, 0.2f, 0.8f, 0.7f, 0.3f, 0.6f};
    byType.put(NDArray.class, () -> manager.create(numbers, new Shape(4, 2)));
    byType.put(NDManager.class, manager::newSubManager);
    byType.put(NDList.class, () -> new NDList((NDArray) of(NDArray.class)));
    byType.put(Shape.class, () -> new Shape(4, 2));
    byName.put("noise:Shape", () -> new Shape(2));
    byType.put(Shape[].class, () -> new Shape[] {new Shape(4, 2)});
    byType.put(TensorList.class, () -> TensorList.of(List.of((NDArray) of(NDArray.class))));
    byType.put(Runnable.class, () -> (Runnable) () -> {});
    byType.put(Supplier.class, () -> (Supplier<Object>) () -> "value");
    byType.put(Function.class, () -> (Function<NDArray, NDArray>) x -> x.sum(new int[] {1}));
    byType.put(
        UnaryOperator.class,
        () -> (UnaryOperator<NDArray>) z -> manager.ones(new Shape(z.getShape().get(0), 784)));
    byType.put(long[].class, () -> new long[] {-1, 2});
    byName.put("formula:Supplier", () -> (Supplier<NDArray>) () -> manager.ones(new Shape(2)));
    byType.put(
        Dataset.class,
        () ->
            new ArrayDataset.Builder()
                .setData(manager.ones(new Shape(4, 2)))
                .setSampling(2, false)
                .build());
    byName.put("scalar:NDArray", () -> manager.ones(new Shape(1)));
    byName.put("labels:NDArray", () -> manager.create(new long[] {0, 1, 0, 1}));
    byName.put("order:NDArray", () -> manager.create(new long[] {0, 1, 2, 3}));
    byName.put("images:NDArray", () -> manager.ones(new Shape(4, 784)));
    byName.put("loss:NDArray", () -> manager.ones(new Shape(4)));
    byName.put("secondLoss:NDArray", () -> manager.ones(new Shape(4)));
    byName.put("figure:NDArray", () -> manager.ones(new Shape(4)));
    byName.put("onReal:NDArray", () -> manager.ones(new Shape(4)));
    byName.put("onFake:NDArray", () -> manager.ones(new Shape(4)));
    byName.put("Walk.from:NDArray", () -> manager.ones(new Shape(1, 2)));
    byName.put("Walk.to:NDArray", () -> manager.ones(new Shape(1, 2)));
    byName.put("Curves.x:NDArray", () -> manager.ones(new Shape(4)));
    byName.put("Curves.y:NDArray", () -> manager.ones(new Shape(4)));
    byName.put(
        "EvidenceLowerBound.predictions:NDList",
        () -> {
          NDArray x = (NDArray) of(NDArray.class);
          return new NDList(x, x, x);
        });
    byName.put(
        "LatentLoss.predictions:NDList",
        () -> new NDList((NDArray) of(NDArray.class), (NDArray) of(NDArray.class)));
    byType.put(
        TorchScript.class,
        () ->
            TorchScript.of(
                "def forward(self: __torch__.G, x: List[Tensor]) -> Tensor:\n  return x[0]"));
    byName.put(
        "forward:String",
        () -> "def forward(self: __torch__.G,\n    x: Tensor) -> Tensor:\n  return torch.neg(x)");
  }

  private Block ready(Block network) {
    Engine.getInstance().setRandomSeed(1);
    network.initialize(manager, DataType.FLOAT32, new Shape(4, 2));
    return network;
  }

  private Block trained() {
    return once(Block.class, () -> ready(new MultilayerPerceptron(3, 2)));
  }

  private Critic critic() {
    return once(Critic.class, () -> (Critic) ready(new Critic(2, 3)));
  }

  private Generator generator() {
    return once(Generator.class, () -> (Generator) ready(Generator.ofPoints(2, new int[] {3}, 2)));
  }

  private static Step step(String loss, UnaryOperator<NDArray> network) {
    return batch -> Losses.losses(loss, network.apply(batch.data()).square().mean());
  }

  private void networks() {
    byType.put(MultilayerPerceptron.class, () -> ready(new MultilayerPerceptron(3, 2)));
    byType.put(Block.class, this::trained);
    byType.put(Critic.class, this::critic);
    byName.put("decoder:MultilayerPerceptron", () -> ready(new MultilayerPerceptron(3, 784)));
    byName.put("critic:Block", () -> of(Critic.class));
    byType.put(Autoencoder.class, () -> ready(new Autoencoder(2, new int[] {3}, 2)));
    byType.put(
        VariationalAutoencoder.class, () -> ready(new VariationalAutoencoder(2, new int[] {3}, 2)));
    byType.put(Generator.class, this::generator);
    byName.put("trunk:Block", () -> new MultilayerPerceptron(3));
    byName.put("VariationalAutoencoder.decoder:Block", () -> new MultilayerPerceptron(2));
    byName.put("Autoencoder.decoder:Block", () -> new MultilayerPerceptron(2));
    byName.put("image:Shape", () -> new Shape(1, 8, 8));
    byName.put(
        "TransposedConvolution.inputShapes:Shape[]", () -> new Shape[] {new Shape(4, 2, 2, 2)});
    byName.put(
        "features:Function",
        () -> (Function<NDArray, NDArray>) x -> x.reshape(x.getShape().get(0), -1));
    byType.put(Shape.class, () -> new Shape(2));
    byType.put(Encoder.class, () -> (Encoder) x -> new Gaussian(x, x.zerosLike()));
    byType.put(Decoder.class, () -> (Decoder) z -> z);
    byName.put(
        "layers:List", () -> ((MultilayerPerceptron) of(MultilayerPerceptron.class)).layers());
    byType.put(Step.class, () -> step("loss", x -> Forward.forward(trained(), x)));
    byName.put("criticStep:Step", () -> step("critic", x -> critic().value(x)));
    byName.put(
        "generatorStep:Step",
        () -> step("generator", x -> critic().value(generator().generate(x))));
    byType.put(Losses.class, () -> Losses.losses("loss", manager.ones(new Shape(4))));
    byType.put(Descent.class, () -> Descent.adam(1e-3f));
    byType.put(Tracker.class, () -> Tracker.fixed(1e-3f));
    byType.put(TrainingListener.class, () -> new TrainingListenerAdapter() {});
    byType.put(Session.class, () -> of(Training.class));
    byType.put(Trainer.class, () -> null);
    byType.put(TrainingListener.BatchData.class, () -> null);
    byType.put(IntConsumer.class, () -> (IntConsumer) i -> {});
    byType.put(Every.class, () -> Every.steps(2, i -> {}));
  }

  @Override
  public void close() {
    manager.close();
  }
}
