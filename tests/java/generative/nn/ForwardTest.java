package generative.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.Dropout;
import generative.tensor.Compute;
import org.junit.jupiter.api.Test;

class ForwardTest {

  @Test
  void dropsUnitsInTrainingAndNotInUse() {
    try (NDManager manager = Compute.newManager()) {
      Dropout half = Dropout.builder().optRate(0.5f).build();
      half.initialize(manager, DataType.FLOAT32, new Shape(1, 1000));
      NDArray ones = manager.ones(new Shape(1, 1000));
      assertThat(Forward.forward(half, ones).toFloatArray()).containsOnly(1);
      float[] dropped = Forward.whileTraining(() -> Forward.forward(half, ones)).toFloatArray();
      assertThat(dropped).contains(0).contains(2);
      assertThat(Forward.forward(half, ones).toFloatArray()).containsOnly(1);
    }
  }

  @Test
  void namesAnotherWidthOrType() {
    try (NDManager manager = Compute.newManager()) {
      Autoencoder network = new Autoencoder(6, new int[] {4}, 2);
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 6));
      assertThatThrownBy(() -> network.encode(manager.ones(new Shape(3, 5))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the network takes [n, 6]; it was given [3, 5]");
      assertThatThrownBy(() -> network.decode(manager.ones(new Shape(3, 2), DataType.FLOAT64)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the network takes float32 (n, 2); it was given float64 (3, 2)");
      NDArray closed = manager.ones(new Shape(3, 6));
      closed.close();
      assertThatThrownBy(() -> network.encode(closed))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the input is closed, by itself or with its manager; close arrays after their last use");
    }
  }

  @Test
  void saysThatWeightsAreMissingOrFreed() {
    String words =
        "the network has no weights: it got none yet, or they were freed with the training that"
            + " made them; initialize it or train it first";
    try (NDManager manager = Compute.newManager()) {
      Critic critic = new Critic(6, 4);
      NDArray x = manager.ones(new Shape(3, 6));
      assertThatThrownBy(() -> critic.value(x))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(words);
      try (NDManager shorter = manager.newSubManager()) {
        critic.initialize(shorter, DataType.FLOAT32, new Shape(1, 6));
      }
      assertThatThrownBy(() -> critic.value(x))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(words);
      assertThatThrownBy(critic::layers)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(words);
    }
  }

  @Test
  void saysThatOneExampleCanNotBeNormalized() {
    try (NDManager manager = Compute.newManager()) {
      Generator generator = Generator.ofImages(2, new int[] {4}, 9);
      generator.initialize(manager, DataType.FLOAT32, new Shape(1, 2));
      NDArray one = manager.ones(new Shape(1, 2));
      assertThat(generator.generate(one).getShape()).isEqualTo(new Shape(1, 9));
      assertThatThrownBy(() -> Forward.whileTraining(() -> generator.generate(one)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "batch normalization can't train on one example; choose a batch size that doesn't"
                  + " leave a single one");
    }
  }

  @Test
  void namesShapesToInitializeWithThatAreNoRows() {
    try (NDManager manager = Compute.newManager()) {
      assertThatThrownBy(() -> new Critic(6, 4).initialize(manager, DataType.FLOAT32, new Shape(6)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the network takes one input, [n, features]; it was given [(6)]");
    }
  }

  /** Says each of its outputs twice. */
  private static Block twice() {
    return new LambdaBlock(x -> new NDList(x.head(), x.head().duplicate()));
  }

  @Test
  void aBlockOfTwoOutputsGetsASentence() {
    String sentence = "the network gives 2 arrays; a network with one output is needed";
    try (NDManager manager = Compute.newManager()) {
      NDArray x = manager.ones(new Shape(3, 6));
      assertThatThrownBy(() -> Forward.forward(twice(), x))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(sentence);
      var network = new VariationalAutoencoder(6, twice(), 2, new int[] {4});
      assertThatThrownBy(() -> network.initialize(manager, DataType.FLOAT32, new Shape(1, 6)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the encoder gives 2 arrays; one is needed");
    }
  }

  @Test
  void aConvolutionOfFlatRowsGetsASentence() {
    try (NDManager manager = Compute.newManager()) {
      Block convolution = Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(2).build();
      var network = new VariationalAutoencoder(36, convolution, 2, new int[] {4});
      assertThatThrownBy(() -> network.initialize(manager, DataType.FLOAT32, new Shape(1, 36)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the encoder doesn't take rows of shape (1, 36); begin it with a LambdaBlock that"
                  + " reshapes them");
      assertThatThrownBy(() -> Forward.forward(convolution, manager.ones(new Shape(1, 36))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("the network has no weights");
      convolution.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 6, 6));
      assertThatThrownBy(() -> Forward.forward(convolution, manager.ones(new Shape(1, 36))))
          .hasMessage("the network takes float32 (n, 1, 6, 6); it was given float32 (1, 36)");
    }
  }
}
