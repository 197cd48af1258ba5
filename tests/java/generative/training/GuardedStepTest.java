package generative.training;

import static generative.objective.CrossEntropy.crossEntropy;
import static generative.objective.MeanSquaredError.meanSquaredError;
import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import generative.JavaProcess;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.nn.Forward;
import generative.tensor.CollectionGuard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class GuardedStepTest {

  private static final List<String> SMALL_YOUNG =
      List.of("-XX:+UseSerialGC", "-Xmn2m", "-Xmx128m", "-Dai.djl.pytorch.num_threads=1");

  /** 2,000 steps of each operation of ours, a collection forced in each, none wrong. */
  @Test
  void collectionsDoNotReachTheGradients() throws Exception {
    String alone = forced("alone", "ours");
    assertThat(forced("guarded", "ours")).isEqualTo(alone);
  }

  /** What a learner writes, {@code mul(0.5f)}, is right with the guard. */
  @Test
  void theGuardSuffices() throws Exception {
    assertThat(forced("guarded", "learners")).isEqualTo(forced("alone", "learners"));
  }

  /**
   * A canary: without the guard the same goes wrong, but only since memory that was freed is used
   * again soon, which nothing promises. The day it sings no more, ask whether the guard is needed.
   */
  @Test
  void canaryOfTheDangerThatTheGuardIsFor() throws Exception {
    assertThat(forced("unguarded", "learners")).isNotEqualTo(forced("alone", "learners"));
  }

  private static String forced(String guard, String operation) throws Exception {
    return JavaProcess.lastLine(SMALL_YOUNG, ForcedCollections.class, guard, operation, "2000");
  }

  @Test
  void givesUpAfterTwentyRepeats() {
    Autoencoder network = Lab.network();
    try (Training training =
        Training.of(network, Lab.newExamples(), 40).guard(AlwaysSuspicious::new)) {
      assertThatThrownBy(() -> training.run(1, Lab.reconstruction(network)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "A garbage collection ran inside this step 21 times in a row; give Java more memory"
                  + " (-Xmx) or make less garbage in the step.");
    }
  }

  /** Batch normalization moves its statistics in forward; a repeated step must not move twice. */
  @Test
  void aRepeatedStepPutsRunningStatisticsBack() {
    assertThat(trainedWithStatistics(true)).isEqualTo(trainedWithStatistics(false));
  }

  private static String trainedWithStatistics(boolean repeat) {
    Block network = normalized();
    int[] made = {0};
    try (Training training =
        Training.of(network, Lab.newExamples(), 40)
            .guard(() -> repeat && made[0]++ % 2 == 0 ? new AlwaysSuspicious() : new Trusting())) {
      training.run(3, reconstruct(network));
    }
    return Lab.fingerprint(network);
  }

  @Test
  void aStepThatIsNotFiniteLeavesRunningStatisticsAlone() {
    Block network = normalized();
    try (Training training = Training.of(network, Lab.newExamples(), 40)) {
      training.run(1, reconstruct(network));
      String before = Lab.fingerprint(network);
      assertThatThrownBy(
              () ->
                  training.run(
                      1,
                      batch -> {
                        NDArray out = Forward.forward(network, batch.data());
                        return losses("error", out.sub(out).div(out.sub(out)).mean());
                      }))
          .isInstanceOf(ArithmeticException.class);
      assertThat(Lab.fingerprint(network)).isEqualTo(before);
    }
  }

  private static Block normalized() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(8).build())
        .add(BatchNorm.builder().build())
        .add(Linear.builder().setUnits(12).build());
  }

  private static Step reconstruct(Block network) {
    return batch ->
        losses("error", meanSquaredError(Forward.forward(network, batch.data()), batch.data()));
  }

  @Test
  void explainsALossThatIsCutOff() {
    Autoencoder network = Lab.network();
    try (Training training = Training.of(network, Lab.newExamples(), 40)) {
      assertThatThrownBy(
              () ->
                  training.run(
                      1,
                      batch ->
                          losses(
                              "error",
                              network
                                  .reconstruct(batch.data())
                                  .toType(DataType.FLOAT64, true)
                                  .mean())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The loss does not depend on the network's weights;");
    }
  }

  @Test
  void explainsWeightsThatPlayNoPart() {
    Autoencoder network = Lab.network();
    try (Training training = Training.of(network, Lab.newExamples(), 40)) {
      assertThatThrownBy(
              () ->
                  training.run(
                      1, batch -> losses("codings", network.encode(batch.data()).square().mean())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Some weights of the network play no part in the loss;");
    }
  }

  @Test
  void explainsANetworkWithoutWeights() {
    Examples examples = Lab.newExamples();
    try (Training training = Training.of(new SequentialBlock(), examples, 40)) {
      assertThatThrownBy(() -> training.run(1, batch -> losses("x", batch.data().mean())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the network has no weights to train; add a layer");
    }
  }

  @Test
  void leavesNothingBehind() {
    Autoencoder network = Lab.network();
    Examples examples = Lab.newExamples();
    Step step =
        batch -> {
          NDArray x = network.reconstruct(batch.data());
          NDArray stray = network.getParameters().get(0).getValue().getArray().square().sum();
          NDArray noise = batch.manager().randomNormal(new Shape(batch.size(), 12));
          return losses("nats", crossEntropy(x.add(noise), batch.data())).report("w", stray);
        };
    try (Training training = Training.of(network, examples, 40).heldOut(examples)) {
      training.run(1, step);
      int weights = managed(network);
      int data = examples.data().getManager().getManagedArrays().size();
      training.run(5, step);
      assertThat(managed(network)).isEqualTo(weights);
      assertThat(examples.data().getManager().getManagedArrays()).hasSize(data);
    }
  }

  /** Sixteen megabytes of optimizer state each, twenty times over. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void closedTrainingsGiveTheirMemoryBack() throws Exception {
    Examples examples = Lab.newExamples();
    Autoencoder network = new Autoencoder(12, new int[] {1000, 1000}, 2);
    long before = 0;
    for (int i = 0; i < 22; i++) {
      if (i == 2) {
        before = residentMegabytes();
      }
      try (Training training = Training.of(network, examples, Lab.SIZE)) {
        training.run(1, Lab.reconstruction(network));
      }
    }
    assertThat(residentMegabytes() - before).isLessThan(100);
  }

  private static long residentMegabytes() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static int managed(Block network) {
    return network
        .getParameters()
        .get(0)
        .getValue()
        .getArray()
        .getManager()
        .getManagedArrays()
        .size();
  }

  private static final class AlwaysSuspicious extends CollectionGuard {
    @Override
    public boolean collected() {
      return true;
    }
  }
}
