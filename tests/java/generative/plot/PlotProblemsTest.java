package generative.plot;

import static generative.plot.Bars.bars;
import static generative.plot.Curves.curves;
import static generative.plot.HistogramChart.histogram;
import static generative.plot.image.ImageGrid.imageGrid;
import static generative.plot.image.ImageGrid.imageRows;
import static generative.plot.plane.LatentScatter.latentScatter;
import static generative.plot.plane.LatentScatter.withDensity;
import static generative.plot.plane.LatentScatter.withPath;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.nn.LatentGrid;
import generative.nn.Walk;
import generative.plot.image.AnimatedGif;
import generative.plot.image.GridFilm;
import generative.plot.image.LatentFilm;
import generative.plot.image.Manifold;
import generative.plot.plane.ContourChart;
import generative.plot.transport.FlowChart;
import generative.plot.transport.GrainBars;
import generative.plot.transport.PlanMatrix;
import generative.tensor.Compute;
import generative.transport.Signature;
import generative.transport.Transport.Flow;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** What can't be drawn gets a sentence; what can, is. */
class PlotProblemsTest {

  private static final double NAN = Double.NaN;
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private final NDManager manager = Compute.newManager();
  private final NDArray codings = manager.create(new float[] {0, 0, 1, 1, 2, 0}, new Shape(3, 2));

  @AfterEach
  void free() {
    manager.close();
  }

  private static void refused(ThrowingCallable drawing, String sentence) {
    assertThatThrownBy(drawing).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
  }

  private NDArray labels(double... labels) {
    return manager.create(labels);
  }

  private NDArray points(float... coordinates) {
    return manager.create(coordinates, new Shape(coordinates.length / 2, 2));
  }

  @Test
  void labelsAreNumbersOfClasses() {
    String rule = "; labels are the numbers of classes, 0, 1, 2 and so on";
    refused(() -> latentScatter(codings, labels(0, -1, 0)), "label 1 is -1" + rule);
    refused(() -> latentScatter(codings, labels(0, 0, 1.5)), "label 2 is 1.5" + rule);
    refused(() -> new LatentFilm(labels(-1, 0, 0)), "label 0 is -1" + rule);
    refused(() -> new LatentFilm(labels(NAN)), "label 0 is NaN" + rule);
  }

  @Test
  void classesHaveNamesOfTheirOwn() {
    String rule = "; each class needs a name of its own";
    refused(
        () -> latentScatter(codings, labels(0, 1, 1), List.of("a", "a")),
        "class 1 is named \"a\"" + rule);
    refused(() -> new LatentFilm(labels(0, 3), List.of("3")), "class 3 is named \"3\"" + rule);
    refused(
        () -> latentScatter(codings, labels(0, 0, 0), List.of("")), "class 0 is named \"\"" + rule);
    var unused = latentScatter(codings, labels(0, 2, 2), List.of("a", "a", "b"));
    assertThat(unused.getSeriesCollection()).extracting("name").containsExactly("a", "b");
  }

  @Test
  void codingsThatAreNotFiniteAreLeftOutAndTheAxisSaysSo() {
    var chart =
        latentScatter(
            points(0, 0, Float.NaN, 1, 2, Float.POSITIVE_INFINITY, 3, 3), labels(0, 0, 1, 2));
    assertThat(chart.getXAxisTitle()).isEqualTo("first coding (2 not finite, left out)");
    assertThat(chart.getSeriesCollection()).extracting("name").containsExactly("0", "2");
    Theme.picture(chart);
    assertThat(latentScatter(codings, labels(0, 0, 0)).getXAxisTitle()).isEqualTo("first coding");
    refused(
        () -> latentScatter(points(Float.NaN, 1), labels(0)),
        "none of the 1 codings is finite; the network has to be trained again");
  }

  @Test
  void thereIsSomethingToDraw() {
    String rule = "there is nothing to draw; give at least one";
    NDArray none = manager.create(new Shape(0, 2));
    refused(() -> latentScatter(none, manager.create(new Shape(0))), rule);
    refused(() -> new LatentFilm(manager.create(new Shape(0))), rule);
    refused(() -> withPath(latentScatter(codings, labels(0, 0, 0)), "way", none), rule);
    refused(() -> imageRows(), "there is no row of images; give at least one");
    refused(() -> imageRows(Map.of()), "there is no row of images; give at least one");
    refused(() -> bars("x", "y"), "a bar chart without categories; give at least one");
  }

  @Test
  void onePointOrEqualOnesAreDrawn() {
    Theme.picture(latentScatter(points(1, 1), labels(0)));
    Theme.picture(latentScatter(manager.ones(new Shape(3, 2)), labels(0, 0, 1)));
    Theme.picture(curves("x", "y").line("a", new double[] {5}));
    Theme.picture(curves("x", "y").line("a", new double[] {INFINITE, 5, 5}));
    Theme.picture(curves("x", "y").line("a", new double[] {INFINITE, NAN}));
    Theme.picture(bars("x", "y", "a", "b").group("g", NAN, -1));
  }

  @Test
  void namesInALegendDiffer() {
    String rule = "\"a\" is in the chart already; give what is drawn another name";
    double[] one = {1};
    refused(() -> curves("x", "y").line("a", one).points("a", one, one), rule);
    refused(() -> bars("x", "y", "k").group("a", 1).group("a", 2), rule);
    refused(() -> histogram("x", 3).group("a", 1).group("a", 2), rule);
    var plane = latentScatter(codings, labels(0, 0, 0), List.of("a"));
    refused(() -> withPath(plane, "a", codings), rule);
    refused(
        () -> withDensity(withDensity(plane, codings), codings),
        "\"50 % inside\" is in the chart already; give what is drawn another name");
    refused(() -> curves("x", "y").line("", one), "a name in the legend is empty; give it a word");
  }

  @Test
  void whatIsInfiniteHasNoPlace() {
    refused(
        () -> curves("x", "y").line("a", new double[] {1, INFINITE}, new double[] {1, 2}),
        "position 1 of \"a\" is Infinity; it must be finite");
    refused(
        () -> bars("x", "y", "k").group("a", INFINITE),
        "value 0 of \"a\" is Infinity; a bar must end");
    refused(
        () -> histogram("x", 3).group("a", -1.7e308, 1.7e308),
        "with \"a\" the values lie between -1.7E308 and 1.7E308; that is too far apart for bins");
    refused(
        () -> withPath(latentScatter(codings, labels(0, 0, 0)), "w", points(0, 0, Float.NaN, 0)),
        "point 1 of the way has NaN; a way is finite");
    Signature near = Signature.uniform(new double[][] {{0, 0}});
    Signature far = Signature.uniform(new double[][] {{-1e308, 0}, {1e308, 0}});
    refused(
        () -> FlowChart.flowChart(near, far, List.of()),
        "coordinates of -1.0E308 and 1.0E308 lie too far apart to be drawn; use another unit");
    double[] ones = {1, 1};
    refused(
        () -> GrainBars.grainBars(ones, ones, new double[] {-1e308, 1e308}, List.of()),
        "positions of -1.0E308 and 1.0E308 lie too far apart; use another unit");
  }

  @Test
  void imagesSideBySideAreOfOneSize() {
    NDArray square = manager.ones(new Shape(2, 4, 4));
    refused(
        () -> imageRows("a", square, "b", manager.ones(new Shape(2, 6, 4))),
        "\"b\" has 2 images of 6 × 4; the first row has 2 images of 4 × 4");
    refused(
        () -> imageGrid(new double[][] {new double[4], new double[9]}, 2),
        "image 1 has 9 pixels and image 0 has 4; all need the same number");
    refused(
        () ->
            AnimatedGif.of(
                2, i -> new BufferedImage(5 - i, 5, 1), List.of(Color.RED), "of two sizes"),
        "frame 1 has 4 × 5 pixels, the first has 5 × 5; all need the same size");
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeMemoryIsTaken() {
    refused(
        () -> LatentGrid.gaussianGrid(manager, 32_768),
        "a grid of 32768 images a side; 1 to 32767 are possible, and 20 fit a column of text");
    refused(
        () -> Manifold.manifold(x -> x, manager, 65_536),
        "a grid of 65536 images a side; 1 to 32767 are possible, and 20 fit a column of text");
    NDArray ends = manager.ones(new Shape(20));
    refused(
        () -> Walk.between(ends, ends, Integer.MAX_VALUE),
        "a walk of 2147483647 steps through 20 codings; 1 to 536870911 numbers in all can be held");
    refused(
        () -> new Picture(40_000, 40_000),
        "a picture with sides of 40,000 and 40,000 points can't be drawn; draw fewer things in it");
    refused(
        () -> new Picture(Integer.MAX_VALUE, 1),
        "a picture with sides of 2,147,483,647 and 1 points can't be drawn; draw fewer things in it");
    refused(
        () -> new GridFilm(1).add("c", manager.ones(new Shape(20_000, 4))).gif(),
        "a film of 4 × 140,021 pixels; its format allows 65,535 along a side, so show fewer images");
    refused(
        () -> PlanMatrix.planMatrix(List.of(), 100_000, 100_000),
        "a plan of 100000 sources and 100000 targets; at least one of each can be drawn, and at most"
            + " 50,000,000 amounts in all");
    assertThatThrownBy(() -> PlanMatrix.planMatrix(List.of(), -1, 2))
        .hasMessageStartingWith("a plan of -1 sources and 2 targets");
  }

  @Test
  void gridsAscendAndHistoriesBeginWithTheEpoch() {
    double[][] values = {{0, 1, 2}, {1, 2, 3}};
    refused(
        () -> ContourChart.contourChart(new double[] {0, 3, 2.5}, new double[] {0, 1}, values, 3),
        "x has 3.0 at 1 and 2.5 after it; the grid must ascend");
    refused(
        () -> LossCurves.lossCurves(Table.create(BooleanColumn.create("word", true))),
        "the table's first column, \"word\", has no numbers; epochs are expected there");
    Theme.picture(
        LossCurves.lossCurves(
            Table.create(
                IntColumn.create("epoch", new int[] {1, 2}),
                DoubleColumn.create("loss", new double[] {1, INFINITE}))));
  }

  @Test
  void wordsMayBeEmptyAndLong() {
    Signature p = Signature.uniform(new double[][] {{0, 0}, {1, 1}});
    List<Flow> flows = List.of(new Flow(0, 1, 0.5, 1));
    FlowChart.flowChart(p, p, flows, List.of("", "<b>"), List.of("x".repeat(200), "&"));
    imageGrid(manager.ones(new Shape(2, 16)), 2, "<b>&", "x".repeat(200));
    Theme.picture(latentScatter(codings, labels(0, 1, 1), List.of("x".repeat(200))));
    double[] denormal = {Double.MIN_VALUE, 0};
    GrainBars.grainBars(denormal, denormal, new double[] {0, 1}, List.of());
  }
}
