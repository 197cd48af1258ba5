package generative.training;

import static generative.training.GameLab.criticStep;
import static generative.training.GameLab.generatorStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import generative.JavaProcess;
import generative.nn.Critic;
import generative.nn.Generator;
import generative.tensor.CollectionGuard;
import generative.training.optimizer.Descent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GameTest extends GameFixture {

  /** In each player's step the gradients of its loss reach through both networks. */
  @Test
  void aStepMovesItsOwnPlayerOnly() {
    List<String> seen = new ArrayList<>();
    Step criticStep = criticStep(generator, critic);
    Step generatorStep = generatorStep(generator, critic);
    try (Game game = game()) {
      game.run(
          2,
          batch -> {
            seen.add("c " + weights(generator) + " " + weights(critic));
            return criticStep.losses(batch);
          },
          batch -> {
            seen.add("g " + weights(generator) + " " + weights(critic));
            return generatorStep.losses(batch);
          });
    }
    List<String> distinct = seen.stream().distinct().toList(); // a repeated step is seen twice
    assertThat(distinct).hasSize(2 * 5 * 4);
    for (int i = 1; i < distinct.size(); i++) {
      String[] before = distinct.get(i - 1).split(" ");
      String[] now = distinct.get(i).split(" ");
      boolean criticMoved = before[0].equals("c");
      assertThat(now[1].equals(before[1])).as("generator stays at %d", i).isEqualTo(criticMoved);
      assertThat(now[2].equals(before[2])).as("critic stays at %d", i).isEqualTo(!criticMoved);
    }
  }

  /** A fingerprint of what has gradients; running statistics move in forward. */
  private static String weights(Block network) {
    StringBuilder all = new StringBuilder();
    for (NDArray array : Lab.arrays(network, true)) {
      all.append(java.util.Arrays.hashCode(array.toFloatArray()));
    }
    return all.toString();
  }

  @Test
  void noGradientStaysInEitherNetwork() {
    try (Game game = game()) {
      play(game, 1);
    }
    for (Block network : List.of(generator, critic)) {
      for (NDArray array : Lab.arrays(network, true)) {
        try (NDArray gradient = array.getGradient()) {
          assertThat(gradient.abs().sum().getFloat()).isZero();
        } catch (RuntimeException none) {
          assertThat(none).hasMessageContaining("grad");
        }
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameGameWheneverTheCollectorRuns() {
    assertThat(played(false)).isEqualTo(played(true)).isNotEqualTo(played(43, false));
  }

  private String played(boolean repeating) {
    return played(42, repeating);
  }

  private String played(long seed, boolean repeating) {
    Generator g = GameLab.generator();
    Critic c = GameLab.critic();
    int[] made = {0};
    try (Game game = game(g, c).seed(seed)) {
      if (repeating) {
        game.guard(() -> made[0]++ % 2 == 0 ? new Suspicious() : new CollectionGuard());
      }
      game.run(2, criticStep(g, c), generatorStep(g, c));
    }
    return Lab.fingerprint(g) + Lab.fingerprint(c);
  }

  private static final class Suspicious extends CollectionGuard {
    @Override
    public boolean collected() {
      return true;
    }
  }

  @Test
  void aStoppedGameResumesFromItsCheckpointBitByBit(@TempDir Path folder) {
    Path file = folder.resolve("game");
    try (Game game = game()) {
      play(game, 4);
    }
    String expected = Lab.fingerprint(generator) + Lab.fingerprint(critic);
    Generator g = GameLab.generator();
    Critic c = GameLab.critic();
    int[] steps = {0};
    try (Game game = game(g, c).checkpoint(file)) {
      assertThatThrownBy(
              () ->
                  game.run(
                      4,
                      criticStep(g, c),
                      batch -> {
                        if (++steps[0] == 12) {
                          Thread.currentThread().interrupt();
                        }
                        return generatorStep(g, c).losses(batch);
                      }))
          .isInstanceOf(CancellationException.class)
          .hasMessage(
              "Stopped at step 12 of 20 (round 3). The networks keep what they had learned; run the"
                  + " cell again to finish the run.");
    }
    Generator again = GameLab.generator();
    Critic alike = GameLab.critic();
    try (Game game = game(again, alike)) {
      game.resume(file);
      History history = game.run(4, criticStep(again, alike), generatorStep(again, alike));
      assertThat(history.epochs()).isEqualTo(4);
      assertThat(history.table().column(0).name()).isEqualTo("round");
      assertThat(history.names()).containsExactly("critic", "penalty", "estimate", "generator");
    }
    assertThat(Lab.fingerprint(again) + Lab.fingerprint(alike)).isEqualTo(expected);
  }

  @Test
  void aKilledGameResumesFromItsLastRoundBitByBit(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("game");
    try (Game game = game()) {
      play(game, 4);
    }
    String expected = Lab.fingerprint(generator) + Lab.fingerprint(critic);
    List<String> options = List.of("-Dai.djl.pytorch.num_threads=1");
    Process process = JavaProcess.start(options, KilledGame.class, file.toString());
    assertThat(process.inputReader().readLine()).isEqualTo("now");
    process.destroyForcibly().waitFor();
    Generator again = GameLab.generator();
    Critic alike = GameLab.critic();
    try (Game game = game(again, alike)) {
      game.resume(file);
      assertThat(game.history().epochs()).isEqualTo(2);
      game.run(4, criticStep(again, alike), generatorStep(again, alike));
    }
    assertThat(Lab.fingerprint(again) + Lab.fingerprint(alike)).isEqualTo(expected);
  }

  @Test
  void clippingHoldsEachWeightWithinItsBound() {
    try (Game game = game().critic(Descent.rmsProp(1e-2f).clip(0.05f))) {
      play(game, 2);
    }
    for (NDArray array : Lab.arrays(critic, true)) {
      assertThat(array.abs().max().getFloat()).isLessThanOrEqualTo(0.05f);
    }
    float largest = Lab.arrays(generator, true).get(0).abs().max().getFloat();
    assertThat(largest).isGreaterThan(0.05f);
  }

  @Test
  void theEstimateOfSeparatedCloudsIsPositiveOnceTheCriticHasLearned() {
    try (Game game = game().criticSteps(20).generator(Descent.adam(0f))) {
      double[] estimates = play(game, 10).values("estimate");
      assertThat(estimates[9]).isGreaterThan(0.5);
    }
  }

  @Test
  void leavesNothingBehind() {
    try (Game game = game()) {
      play(game, 1);
      int generators = managed(generator);
      int critics = managed(critic);
      int data = real.data().getManager().getManagedArrays().size();
      play(game, 4);
      assertThat(managed(generator)).isEqualTo(generators);
      assertThat(managed(critic)).isEqualTo(critics);
      assertThat(real.data().getManager().getManagedArrays()).hasSize(data);
    }
  }

  private static int managed(Block network) {
    return Lab.arrays(network, true).get(0).getManager().getManagedArrays().size();
  }
}
