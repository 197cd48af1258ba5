package generative.evaluation;

import static generative.nn.Layers.layers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.data.Examples;
import generative.nn.VariationalAutoencoder;
import generative.tensor.Compute;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class ActiveUnitsTest {

  /** Means 0.5 x, 0 and 0.05 x of inputs −1 and 1: variances 0.25, 0 and 0.0025. */
  @Test
  void areTheCodingsWhoseMeanMoves() {
    try (NDManager manager = Compute.newManager()) {
      VariationalAutoencoder network = new VariationalAutoencoder(1, layers(), 3);
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
      NDArray weights = network.getParameters().valueAt(0).getArray();
      assertThat(weights.getShape()).isEqualTo(new Shape(3, 1));
      weights.set(FloatBuffer.wrap(new float[] {0.5f, 0, 0.05f}));
      Examples examples = Examples.of(manager.create(new float[] {-1, 1}, new Shape(2, 1)), null);
      assertThat(ActiveUnits.variances(network, examples))
          .containsExactly(new double[] {0.25, 0, 0.0025}, within(1e-7));
      assertThat(ActiveUnits.count(network, examples)).isEqualTo(1);
      assertThatThrownBy(() -> ActiveUnits.count(network, examples.first(0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("there are no examples; give at least 1");
      Examples lost =
          Examples.of(manager.create(new float[] {1, Float.NaN}, new Shape(2, 1)), null);
      assertThatThrownBy(() -> ActiveUnits.variances(network, lost))
          .hasMessage("the examples lie between NaN and NaN; all numbers must be finite");
    }
  }
}
