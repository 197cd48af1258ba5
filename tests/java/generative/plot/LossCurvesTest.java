package generative.plot;

import static generative.plot.LossCurves.lossCurves;
import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import generative.data.Examples;
import generative.nn.Forward;
import generative.tensor.Compute;
import generative.training.History;
import generative.training.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class LossCurvesTest {

  private static Table history(int epochs, double scale) {
    return Table.create(
        IntColumn.create("epoch", IntStream.rangeClosed(1, epochs)),
        DoubleColumn.create("held-out only", new double[epochs]),
        DoubleColumn.create("error", IntStream.rangeClosed(1, epochs).mapToDouble(i -> 1.0 / i)),
        DoubleColumn.create(
            "held-out error", IntStream.rangeClosed(1, epochs).mapToDouble(i -> 2.0 / i)),
        DoubleColumn.create("latent", IntStream.rangeClosed(1, epochs).mapToDouble(i -> scale)),
        DoubleColumn.create("seconds", new double[epochs]));
  }

  @Test
  void heldOutIsDashedInItsLossesColorAndTimeIsNoLoss() {
    Curves chart = lossCurves(history(4, 3));
    assertThat(chart.getSeriesCollection())
        .extracting("name")
        .containsExactly("held-out only", "error", "held-out error", "latent");
    assertThat(chart.getSeries("held-out error").getLineColor())
        .isEqualTo(chart.getSeries("error").getLineColor());
    assertThat(chart.getYAxisTitle()).isEqualTo("loss");
    assertThat(chart.getStyler().isYAxisLogarithmic()).isFalse();
  }

  @Test
  void lossesFarApartShareALogarithmicAxis() {
    Table apart = history(20, 400).removeColumns("held-out only");
    Curves chart = lossCurves(apart, "nats per image");
    assertThat(chart.getStyler().isYAxisLogarithmic()).isTrue();
    assertThat(chart.getYAxisTitle()).isEqualTo("loss [nats per image]");
    Theme.picture(chart);
  }

  @Test
  void nothingTrainedIsSaid() {
    assertThatThrownBy(() -> lossCurves(history(0, 1)))
        .hasMessage("there is no finished epoch to draw; train for at least one");
  }

  private static History trained() {
    try (NDManager manager = Compute.newManager()) {
      Examples data = Examples.of(manager.ones(new Shape(4, 2)), null);
      Block network = Linear.builder().setUnits(1).build();
      try (Training training = Training.of(network, data, 2).heldOut(data)) {
        return training.run(
            2, batch -> losses("error", Forward.forward(network, batch.data()).square().mean()));
      }
    }
  }

  @Test
  void runsAreToldApartByName() {
    History history = trained();
    assertThat(lossCurves(history).getYAxisTitle()).isEqualTo("error");
    Map<String, History> runs = new LinkedHashMap<>();
    runs.put("2 codings", history);
    runs.put("20 codings", history);
    assertThat(lossCurves(runs).getSeriesCollection())
        .extracting("name")
        .containsExactly(
            "2 codings: error",
            "held-out 2 codings: error",
            "20 codings: error",
            "held-out 20 codings: error");
  }

  @Test
  void aWordAmongNumbersIsTold(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("run.csv");
    Files.writeString(file, "epoch,error,note\n1,0.5,first\n2,half,\n3,0.25,last\n");
    Table history = Table.read().csv(file.toString());
    assertThatThrownBy(() -> lossCurves(history))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "row 2 of the column \"error\" of run.csv is \"half\", no number; mend it there, or"
                + " remove the column");
    Files.writeString(file, "epoch,error\n1,0.5\nsecond,0.4\n");
    Table epochs = Table.read().csv(file.toString());
    assertThatThrownBy(() -> lossCurves(epochs))
        .hasMessageStartingWith("row 2 of the column \"epoch\"");
    Files.writeString(file, "epoch,error,note\n1,0.5,first\n2,0.4,\n");
    Table noted = Table.read().csv(file.toString());
    assertThat(lossCurves(noted).getSeriesCollection()).extracting("name").containsExactly("error");
  }

  @Test
  void aFigureThatIsMissingLeavesAGap() {
    Table history =
        Table.create("history")
            .addColumns(
                IntColumn.create("epoch", 1, 2, 3),
                DoubleColumn.create("error", 3.0, 2.0, 1.0),
                DoubleColumn.create("held-out error", Double.NaN, Double.NaN, 2.0),
                DoubleColumn.create("never", Double.NaN, Double.NaN, Double.NaN));
    Curves curves = lossCurves(history);
    assertThat(curves.getSeries("held-out error").getYData())
        .containsExactly(Double.NaN, Double.NaN, 2.0);
    Theme.picture(curves);
  }
}
