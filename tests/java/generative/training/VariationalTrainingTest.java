package generative.training;

import static generative.nn.Layers.layers;
import static generative.objective.CrossEntropy.crossEntropy;
import static generative.objective.LatentLoss.latentLoss;
import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import generative.data.Examples;
import generative.nn.Gaussian;
import generative.nn.VariationalAutoencoder;
import generative.tensor.Compute;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variational autoencoder under hyperparameters that a learner may try. */
class VariationalTrainingTest {

  private final NDManager manager = Compute.newManager();
  private final Examples examples = Lab.examples(manager);

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 40, 1", // one coding
    "3, 3, 40, 1", // three codings
    "2, 0, 40, 1", // no epoch
    "2, 1, 1, 1", // batches of one
    "2, 3, 7, 1", // batches that don't go into the number of examples
    "2, 3, 40, 0", // latent loss not minimized
    "50, 3, 40, 20" // more codings than inputs, nearly no information
  })
  void oddHyperparametersWork(int codings, int epochs, int batchSize, float beta) {
    VariationalAutoencoder network = new VariationalAutoencoder(12, layers(16), codings);
    try (Training training =
        Training.of(network, examples, batchSize).adam(1e-3f).heldOut(examples.first(20))) {
      History history = training.run(epochs, batch -> bound(network, batch.data(), beta));
      assertThat(history.epochs()).isEqualTo(epochs);
      for (String name : history.names()) {
        assertThat(Arrays.stream(history.values(name))).allMatch(Double::isFinite);
      }
      assertThat(network.reconstruct(examples.data()).getShape())
          .isEqualTo(examples.data().getShape());
    }
  }

  @Test
  void aBatchLargerThanTheDataIsRefusedOrKeptAsPartial() {
    VariationalAutoencoder network = Lab.variational();
    try (Training training = Training.of(network, examples, 1000)) {
      assertThatThrownBy(() -> training.run(1, Lab.bound(network)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a minibatch of 1,000 rows is not to be had from 120; make it smaller or keep the"
                  + " partial one");
    }
    try (Training training = Training.of(network, examples, 1000).keepPartialBatch()) {
      assertThat(training.run(1, Lab.bound(network)).epochs()).isEqualTo(1);
    }
  }

  @Test
  void noiseComesFromTheSeed() {
    assertThat(run(1)).isEqualTo(run(1)).isNotEqualTo(run(2));
  }

  private String run(long seed) {
    VariationalAutoencoder network = Lab.variational();
    try (Training training = Training.of(network, examples, 40).seed(seed)) {
      training.run(2, Lab.bound(network));
      return Lab.fingerprint(network);
    }
  }

  /** With means over pixels and sums over the latent loss, the encoder falls silent. */
  @Test
  void aLatentLossThatIsTooDearCollapses() {
    double silent = latentAfterTraining(1000);
    double talking = latentAfterTraining(0.1f);
    assertThat(silent).isLessThan(1e-3);
    assertThat(talking).isGreaterThan(0.5);
  }

  private double latentAfterTraining(float beta) {
    VariationalAutoencoder network = Lab.variational();
    try (Training training = Training.of(network, examples, 40).adam(1e-2f)) {
      History history = training.run(60, batch -> bound(network, batch.data(), beta));
      return history.values("latent")[59];
    }
  }

  private static Losses bound(VariationalAutoencoder network, NDArray x, float beta) {
    Gaussian code = network.encode(x);
    NDArray latent = latentLoss(code.mean(), code.gamma());
    return losses("reconstruction", crossEntropy(network.logits(code.sample()), x))
        .and("weighted", latent.mul(beta))
        .report("latent", latent);
  }
}
