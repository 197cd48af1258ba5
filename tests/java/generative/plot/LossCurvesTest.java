package generative.plot;

import static generative.plot.LossCurves.lossCurves;
import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import generative.data.Compute;
import generative.data.Examples;
import generative.nn.Forward;
import generative.training.History;
import generative.training.Training;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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
}
