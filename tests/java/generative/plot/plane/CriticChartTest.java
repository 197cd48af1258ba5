package generative.plot.plane;

import static generative.plot.plane.CriticChart.criticChart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.nn.Critic;
import generative.plot.Theme;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class CriticChartTest {

  private static final double[] RANGE = {-2, 2};

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void free() {
    manager.close();
  }

  private Critic critic(int inputs, int... hidden) {
    Engine.getInstance().setRandomSeed(1);
    Critic critic = new Critic(inputs, hidden);
    critic.initialize(manager, DataType.FLOAT32, new Shape(1, inputs));
    return critic;
  }

  private NDArray cloud(int n, float center) {
    return manager.randomNormal(new Shape(n, 2)).mul(0.4f).add(center);
  }

  @Test
  void contoursAreTheCriticsAndTheLegendNamesBothClouds() {
    Critic critic = critic(2);
    critic.layers().get(0).weight().set(new float[] {1, 2});
    XYChart chart = criticChart(critic, cloud(1000, 1), cloud(20, -1), RANGE, new double[] {-1, 1});
    XYSeries one = chart.getSeries("1");
    for (int i = 0; i < one.getXData().length; i++) {
      if (!Double.isNaN(one.getYData()[i])) {
        assertThat(one.getXData()[i] + 2 * one.getYData()[i]).isCloseTo(1, within(1e-5));
      }
    }
    assertThat(chart.getSeries("real").getXData()).hasSize(300);
    assertThat(chart.getSeries("real").getMarkerColor()).isEqualTo(Theme.REAL);
    assertThat(chart.getSeries("generated").getXData()).hasSize(20);
    assertThat(chart.getSeries("generated").getMarkerColor()).isEqualTo(Theme.GENERATED);
    Theme.picture(chart);
  }

  @Test
  void memoryIsGivenBack() {
    Critic critic = critic(2, 32);
    NDArray real = cloud(400, 1);
    NDArray generated = cloud(400, -1);
    int arrays = manager.getManagedArrays().size();
    criticChart(critic, real, generated, RANGE, RANGE);
    assertThat(manager.getManagedArrays()).hasSize(arrays);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    NDArray points = cloud(3, 0);
    assertThatThrownBy(() -> criticChart(critic(3), points, points, RANGE, RANGE))
        .hasMessage(
            "the critic judges 3 numbers at a time; contours need one of the plane, with 2 inputs");
    NDArray deep = manager.zeros(new Shape(4, 3));
    assertThatThrownBy(() -> criticChart(critic(2), points, deep, RANGE, RANGE))
        .hasMessage("generated has shape [4, 3]; [n, 2] is needed");
    assertThatThrownBy(() -> criticChart(critic(2), points, points, RANGE, new double[] {1, 0}))
        .hasMessage("the range of y is [1.0, 0.0]; give two finite numbers, the lower one first");
    Critic dead = critic(2, 4);
    dead.layers().get(1).weight().set(new float[4]);
    assertThatThrownBy(() -> criticChart(dead, points, points, RANGE, RANGE))
        .hasMessage("the function is 0.0 everywhere; lines need values that differ");
  }
}
