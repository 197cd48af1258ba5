package generative.nn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Examples that a network's layers would take, though they aren't the network's. */
class OtherShapesTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void free() {
    manager.close();
  }

  /** 28 and 30 both end in 7, after two convolutions of stride 2. */
  @Test
  void imagesOfAnotherSizeAreRefused() {
    Critic critic = Critic.convolutional(new Shape(1, 28, 28), 2);
    critic.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 28, 28));
    assertThatThrownBy(() -> critic.value(manager.ones(new Shape(3, 1, 30, 30))))
        .hasMessage("the network takes [n, 1, 28, 28]; it was given [3, 1, 30, 30]");
  }

  @Test
  void rowsOfMoreDimensionsAreRefused() {
    Critic critic = new Critic(4, 5);
    critic.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
    assertThatThrownBy(() -> critic.value(manager.ones(new Shape(3, 2, 4))))
        .hasMessage("the network takes [n, 4]; it was given [3, 2, 4]");
  }

  @Test
  void aTrunkThatGivesImagesIsRefused() {
    Conv2d trunk = Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(2).build();
    VariationalAutoencoder network =
        new VariationalAutoencoder(
            new Shape(1, 8, 8), trunk, 2, new ConvolutionalDecoder(new Shape(1, 8, 8), 2, false));
    assertThatThrownBy(() -> network.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 8, 8)))
        .hasMessageStartingWith("the encoder's trunk gives [1, 2, 6, 6]; rows of features");
  }
}
