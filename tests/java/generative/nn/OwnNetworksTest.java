package generative.nn;

import static generative.nn.Forward.forward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import generative.data.Examples;
import generative.evaluation.ActiveUnits;
import generative.evaluation.Likelihood;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An encoder and a decoder of one's own, of any blocks, where the library's were meant. */
class OwnNetworksTest {

  private static final Shape IMAGE = new Shape(1, 4, 4);

  private final NDManager manager = Compute.newManager();
  private Examples examples;

  @BeforeEach
  void draw() {
    Engine.getInstance().setRandomSeed(3);
    examples = Examples.of(manager.randomUniform(0, 1, new Shape(6, 1, 4, 4)), null);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Block ready(Block block, Shape input) {
    block.initialize(manager, DataType.FLOAT32, input);
    return block;
  }

  private static Block dense(int units) {
    return Linear.builder().setUnits(units).build();
  }

  private static Block reshaped(long... sizes) {
    return LambdaBlock.singleton(
        x -> x.reshape(new Shape(x.getShape().get(0)).addAll(new Shape(sizes))));
  }

  /** Likelihood and active codings need no more of a network than these two functions. */
  @Test
  void anyEncoderAndDecoderHaveALikelihood() {
    Block means =
        ready(new SequentialBlock().add(reshaped(16)).add(dense(2)), new Shape(1, 1, 4, 4));
    Block widths =
        ready(new SequentialBlock().add(reshaped(16)).add(dense(2)), new Shape(1, 1, 4, 4));
    Block images =
        ready(new SequentialBlock().add(dense(16)).add(reshaped(1, 4, 4)), new Shape(1, 2));

    Encoder encoder = x -> new Gaussian(forward(means, x), forward(widths, x));
    Decoder decoder = z -> forward(images, z);

    double[] nats = Likelihood.logLikelihood(encoder, decoder, examples, 500, 1);
    double[] bound = Likelihood.lowerBound(encoder, decoder, examples, 1);
    int active = ActiveUnits.count(encoder, examples);

    assertThat(nats).hasSize(6);
    assertThat(mean(nats)).isNegative();
    assertThat(mean(nats)).isGreaterThan(mean(bound));
    assertThat(active).isEqualTo(2);
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }

  /** The same weights as rows and as images have the same likelihood. */
  @Test
  void theShapeOfAnExampleMakesNoDifference() {
    VariationalAutoencoder network = new VariationalAutoencoder(16, new int[] {5}, 2);
    ready(network, new Shape(1, 16));
    Encoder encoder = x -> network.encode(x.reshape(x.getShape().get(0), 16));
    Decoder decoder = z -> network.logits(z).reshape(z.getShape().get(0), 1, 4, 4);
    Examples rows = examples.shaped(16);
    assertThat(Likelihood.logLikelihood(encoder, decoder, examples, 9, 1))
        .containsExactly(Likelihood.logLikelihood(network, rows, 9, 1), within(1e-4));
    assertThat(Likelihood.lowerBound(encoder, decoder, examples, 1))
        .containsExactly(Likelihood.lowerBound(network, rows, 1), within(1e-4));
    assertThat(ActiveUnits.variances(encoder, examples))
        .containsExactly(ActiveUnits.variances(network, rows), within(1e-6));
  }

  /** Blocks of one's own make the library's networks, which a Training and a Trainer take. */
  @Test
  void anyBlocksMakeAnAutoencoderAGeneratorAndACritic() {
    Block trunk = new SequentialBlock().add(reshaped(16)).add(dense(8)).add(Activation.reluBlock());
    Block images = new SequentialBlock().add(dense(16)).add(reshaped(1, 4, 4));
    VariationalAutoencoder vae = new VariationalAutoencoder(IMAGE, trunk, 2, images);
    ready(vae, new Shape(1, 1, 4, 4));
    assertThat(vae.reconstruct(examples.data()).getShape()).isEqualTo(new Shape(6, 1, 4, 4));
    assertThatThrownBy(vae::decoder)
        .hasMessage(
            "the decoder is a SequentialBlock and has no dense layers to show; use it as a function");

    Generator generator =
        new Generator(3, new SequentialBlock().add(dense(16)).add(reshaped(1, 4, 4)));
    ready(generator, new Shape(1, 3));
    Critic critic = new Critic(IMAGE, new SequentialBlock().add(reshaped(16)).add(dense(1)));
    ready(critic, new Shape(1, 1, 4, 4));
    assertThatThrownBy(() -> ready(new Critic(new Shape(16), dense(2)), new Shape(1, 16)))
        .hasMessage("the critic gives [2] an example; [1] is needed");
    assertThatThrownBy(
            () -> ready(new Autoencoder(IMAGE, reshaped(16), 2, images), new Shape(1, 1, 4, 4)))
        .hasMessage("the encoder gives [16] an example; [2] is needed");
    assertThat(generator.outputs()).isEqualTo(16);
    assertThat(critic.value(generator.sample(manager, 5)).getShape()).isEqualTo(new Shape(5));
  }

  @Test
  void namesAnEncoderOrADecoderThatDoesNotFit() {
    Encoder constant =
        x -> new Gaussian(manager.zeros(new Shape(1, 2)), manager.zeros(new Shape(1, 2)));
    Encoder encoder =
        x -> new Gaussian(manager.zeros(new Shape(6, 2)), manager.zeros(new Shape(6, 2)));
    assertThatThrownBy(() -> Likelihood.lowerBound(constant, z -> z, examples, 1))
        .hasMessage(
            "the encoder gives means [1, 2] for 6 examples; one row each, [n, codings], is needed");
    assertThatThrownBy(() -> Likelihood.logLikelihood(encoder, z -> z, examples, 2, 1))
        .hasMessage(
            "the decoder gives [12, 2] for codings [12, 2]; [12, 1, 4, 4] is needed, as the examples"
                + " are");
  }
}
