package generative;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import generative.data.Examples;
import generative.data.IdxFile;
import generative.data.ImageFiles;
import generative.data.Images;
import generative.data.LabeledImages;
import generative.data.Minibatch;
import generative.data.Minibatches;
import generative.evaluation.Features;
import generative.nn.Critic;
import generative.nn.Generator;
import generative.plot.Bars;
import generative.plot.Curves;
import generative.plot.HistogramChart;
import generative.plot.image.GridFilm;
import generative.plot.image.LatentFilm;
import generative.plot.image.PointFilm;
import generative.training.Game;
import generative.training.History;
import generative.training.Step;
import generative.training.Training;
import generative.transport.EarthMoversDistance;
import generative.transport.GroundDistance;
import generative.transport.Signature;
import generative.transport.Sinkhorn;
import generative.transport.Transport;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** What is made from such tensors: data, runs, transport plans, charts. */
final class GoodArguments extends GoodTensors {

  private static final Path MNIST = Path.of("environment/data/mnist");

  GoodArguments(Path folder) {
    super(folder);
    data(folder);
    transport();
    plot();
  }

  private static Path pictures(Path folder) {
    try {
      Path one = Files.createDirectories(folder.resolve("one"));
      ImageIO.write(
          new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY),
          "png",
          one.resolve("1.png").toFile());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path table(Path csv) {
    try {
      return Files.writeString(csv, "label,a,b,c,d\n1,0,1,2,3\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void data(Path folder) {
    byType.put(
        Examples.class,
        () -> Examples.of((NDArray) of(NDArray.class), manager.create(new long[] {0, 1, 0, 1})));
    byType.put(
        Minibatch.class,
        () ->
            new Minibatch(
                manager, (NDArray) of(NDArray.class), manager.create(new long[] {0, 1, 0, 1})));
    byType.put(Minibatches.class, () -> new Minibatches((Examples) of(Examples.class), 2, false));
    byType.put(IdxFile.class, () -> new IdxFile(new int[] {4, 2, 2}, new byte[16]));
    byName.put("shape:int[]", () -> new int[] {4, 2, 2});
    byName.put("labels:IdxFile", () -> new IdxFile(new int[] {4}, new byte[4]));
    byType.put(
        LabeledImages.class,
        () ->
            new LabeledImages(
                (IdxFile) of(IdxFile.class), new IdxFile(new int[] {4}, new byte[4])));
    byType.put(Images.class, () -> Images.load("mnist"));
    byName.put("source:String", () -> "mnist");
    byType.put(ImageFiles.class, ImageFiles::mnist);
    byType.put(Features.class, Features::load);
    byType.put(
        Training.class,
        () -> Training.of((Block) of(Block.class), (Examples) of(Examples.class), 4));
    byType.put(
        Game.class,
        () ->
            Game.of(
                (Generator) of(Generator.class),
                (Block) of(Critic.class),
                (Examples) of(Examples.class),
                4));
    byType.put(History.class, () -> ((Training) of(Training.class)).run(1, (Step) of(Step.class)));
    byName.put("histories:Map", () -> Map.of("name", of(History.class)));
    byName.put(
        "labeled:Examples",
        () ->
            Examples.of(manager.ones(new Shape(4, 784)), manager.create(new long[] {0, 1, 0, 1})));
    byName.put("IdxFile.file:Path", () -> MNIST.resolve("t10k-labels-idx1-ubyte.gz"));
    byName.put("ImageFiles.folder:Path", () -> MNIST);
    byName.put("ImageFiles.name:String", () -> "");
    byName.put("names:List", () -> List.of("zero"));
    byName.put("row:long[]", () -> new long[] {1, 2});
    byName.put("PictureFolder.folder:Path", () -> pictures(folder.resolve("pictures")));
    byName.put("PixelTable.csv:Path", () -> table(folder.resolve("pixels.csv")));
    byName.put("PixelTable.channels:int", () -> 1);
  }

  private void transport() {
    byType.put(
        Signature.class,
        () -> Signature.of(new double[][] {{0, 1}, {1, 0}}, new double[] {0.5, 0.5}));
    byType.put(GroundDistance.class, () -> GroundDistance.EUCLIDEAN);
    byType.put(Sinkhorn.class, () -> Sinkhorn.of(0.5));
    byType.put(
        generative.transport.EarthMoversDistance.Listener.class,
        () -> generative.transport.EarthMoversDistance.Listener.NONE);
    byType.put(
        Transport.class,
        () ->
            EarthMoversDistance.transport(
                (Signature) of(Signature.class),
                (Signature) of(Signature.class),
                GroundDistance.EUCLIDEAN));
    byName.put("flows:List", () -> ((Transport) of(Transport.class)).flows());
    byName.put("cost:double[][]", () -> new double[4][4]);
    byName.put("plan:double[][]", () -> new double[][] {{1, 0}, {0, 1}});
  }

  private void plot() {
    byType.put(Curves.class, () -> Curves.curves("x", "y"));
    byType.put(Bars.class, () -> Bars.bars("x", "y", "a", "b", "c", "d"));
    byType.put(HistogramChart.class, () -> HistogramChart.histogram("x", 4));
    byType.put(XYChart.class, () -> Curves.curves("x", "y").line("l", new double[] {1, 2}));
    byType.put(org.knowm.xchart.internal.chartpart.Chart.class, () -> of(XYChart.class));
    byType.put(org.knowm.xchart.style.AxesChartStyler.class, () -> new XYStyler());
    byType.put(
        ToDoubleFunction.class, () -> (ToDoubleFunction<double[]>) x -> x[0] + x[x.length - 1]);
    byType.put(BufferedImage.class, () -> new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB));
    byType.put(IntFunction.class, () -> (IntFunction<Object>) i -> of(BufferedImage.class));
    byName.put("colors:List", () -> List.of(Color.BLACK, Color.WHITE));
    byName.put(
        "values:double[][]",
        () -> new double[][] {{0, 1, 2, 3}, {1, 2, 3, 4}, {2, 3, 4, 5}, {3, 4, 5, 6}});
    byName.put("images:double[][]", () -> new double[4][4]);
    byName.put("from:double[]", () -> new double[] {0.5, 0.5});
    byName.put("to:double[]", () -> new double[] {0.5, 0.5});
    byName.put("positions:double[]", () -> new double[] {0, 1});
    byName.put("rows:Map", () -> Map.of("name", manager.ones(new Shape(4, 784))));
    byName.put(
        "labelsAndImages:Object[]", () -> new Object[] {"name", manager.ones(new Shape(4, 784))});
    byName.put("xRange:double[]", () -> new double[] {0, 1});
    byName.put("yRange:double[]", () -> new double[] {0, 1});
    byType.put(
        PointFilm.class,
        () -> new PointFilm((NDArray) of(NDArray.class)).add("a", (NDArray) of(NDArray.class)));
    byType.put(GridFilm.class, () -> new GridFilm(2).add("a", manager.ones(new Shape(4, 784))));
    byType.put(
        LatentFilm.class,
        () ->
            new LatentFilm(manager.create(new long[] {0, 1, 0, 1}))
                .add("a", (NDArray) of(NDArray.class)));
    byType.put(
        Table.class,
        () ->
            Table.create(
                "history", DoubleColumn.create("epoch", 1, 2), DoubleColumn.create("loss", 2, 1)));
  }
}
