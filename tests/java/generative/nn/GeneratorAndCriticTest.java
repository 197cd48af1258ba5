package generative.nn;

import static generative.nn.Layers.layers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import org.junit.jupiter.api.Test;

class GeneratorAndCriticTest {

  @Test
  void aGeneratorOfImagesDrawsPixelsBetweenZeroAndOne() {
    try (NDManager manager = Compute.newManager()) {
      Generator generator = Generator.ofImages(8, layers(16, 16), 784);
      generator.initialize(manager, DataType.FLOAT32, new Shape(10, 8));
      NDArray images = generator.sample(manager, 10);
      assertThat(images.getShape()).isEqualTo(new Shape(10, 784));
      assertThat(images.min().getFloat()).isPositive();
      assertThat(images.max().getFloat()).isLessThan(1);
      // 3 layers of weight and bias, 2 of scale, shift, running mean and variance
      assertThat(generator.getParameters()).hasSize(3 * 2 + 2 * 4);
    }
  }

  @Test
  void aGeneratorOfPointsReachesFurther() {
    try (NDManager manager = Compute.newManager()) {
      Generator generator = Generator.ofPoints(2, layers(32), 2);
      generator.initialize(manager, DataType.FLOAT32, new Shape(10, 2));
      assertThat(generator.sample(manager, 1000).min().getFloat()).isNegative();
      assertThat(generator.getParameters()).hasSize(2 * 2);
    }
  }

  @Test
  void aCriticGivesOneNumberAnExample() {
    try (NDManager manager = Compute.newManager()) {
      Critic critic = new Critic(3, 8, 8);
      critic.initialize(manager, DataType.FLOAT32, new Shape(5, 3));
      assertThat(critic.value(manager.ones(new Shape(5, 3))).getShape()).isEqualTo(new Shape(5));
      assertThat(critic.layers()).hasSize(3);
      assertThat(critic.getOutputShapes(new Shape[] {new Shape(5, 3)}))
          .containsExactly(new Shape(5, 1));
    }
  }

  @Test
  void namesABadSize() {
    assertThatThrownBy(() -> Generator.ofPoints(0, layers(8), 2))
        .hasMessage("a generator of 0 codings and 2 outputs; both must be at least 1");
    assertThatThrownBy(() -> new Critic(0, 8))
        .hasMessage("a critic of 0 inputs; it needs at least 1, such as 784");
    try (NDManager manager = Compute.newManager()) {
      assertThatThrownBy(() -> Generator.ofPoints(2, layers(8), 2).noise(manager, 0))
          .hasMessage("a draw of 0 codings; give at least 1");
    }
  }
}
