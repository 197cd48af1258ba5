package generative.training;

import static generative.nn.Layers.layers;
import static generative.objective.GradientPenalty.gradientPenalty;
import static generative.objective.Wasserstein.criticLoss;
import static generative.objective.Wasserstein.estimate;
import static generative.objective.Wasserstein.generatorLoss;
import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import generative.data.Compute;
import generative.data.Examples;
import generative.nn.Critic;
import generative.nn.Generator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GameTest {

  private final NDManager manager = Compute.newManager();
  private final Generator generator = new Generator(2, layers(8), 2, true, false);
  private final Critic critic = new Critic(2, 8);
  private final Examples real = apart(manager);

  private static Examples apart(NDManager manager) {
    NDArray points = manager.arange(256f).reshape(128, 2).sin().add(3);
    return Examples.of(points, null);
  }

  @AfterEach
  void free() {
    manager.close();
  }

  private Game game() {
    return game(generator, critic);
  }

  private Game game(Generator generator, Critic critic) {
    return Game.of(generator, critic, real, 32)
        .criticSteps(3)
        .roundSteps(5)
        .both(Descent.adam(1e-3f, 0, 0.9));
  }

  private static Step criticStep(Generator generator, Critic critic) {
    return batch -> {
      NDArray fake = generator.generate(generator.noise(batch.manager(), batch.size()));
      NDArray onReal = critic.value(batch.data());
      NDArray onFake = critic.value(fake);
      return losses("critic", criticLoss(onReal, onFake))
          .and("penalty", gradientPenalty(critic::value, batch.data(), fake.stopGradient(), 10))
          .report("estimate", estimate(onReal, onFake));
    };
  }

  private static Step generatorStep(Generator generator, Critic critic) {
    return batch ->
        losses(
            "generator",
            generatorLoss(
                critic.value(generator.generate(generator.noise(batch.manager(), batch.size())))));
  }

  private History play(Game game, int rounds) {
    return game.run(rounds, criticStep(generator, critic), generatorStep(generator, critic));
  }

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
    for (NDArray array : Player.arrays(network, true)) {
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
      for (NDArray array : Player.arrays(network, true)) {
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
    Generator g = new Generator(2, layers(8), 2, true, false);
    Critic c = new Critic(2, 8);
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
    boolean collected() {
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
    Generator g = new Generator(2, layers(8), 2, true, false);
    Critic c = new Critic(2, 8);
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
    Generator again = new Generator(2, layers(8), 2, true, false);
    Critic alike = new Critic(2, 8);
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
  void refusesACheckpointOfAnotherGame(@TempDir Path folder) {
    Path file = folder.resolve("game");
    try (Game game = game().checkpoint(file)) {
      play(game, 1);
    }
    try (Game other = game(new Generator(2, layers(8), 2, true, false), new Critic(2, 8))) {
      other.critic(Descent.rmsProp(1e-3f).clip(0.1f));
      assertThatThrownBy(() -> other.resume(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("was written with critic's optimizer Adam");
    }
  }

  @Test
  void clippingHoldsEachWeightWithinItsBound() {
    try (Game game = game().critic(Descent.rmsProp(1e-2f).clip(0.05f))) {
      play(game, 2);
    }
    for (NDArray array : Player.arrays(critic, true)) {
      assertThat(array.abs().max().getFloat()).isLessThanOrEqualTo(0.05f);
    }
    float largest = Player.arrays(generator, true).get(0).abs().max().getFloat();
    assertThat(largest).isGreaterThan(0.05f);
  }

  @Test
  void aCriticBeyondRepairStopsBothBeforeHarmIsDone() {
    try (Game game = game()) {
      play(game, 1);
      String before = Lab.fingerprint(generator) + Lab.fingerprint(critic);
      Step broken =
          batch -> {
            NDArray onReal = critic.value(batch.data());
            return losses("critic", onReal.sub(onReal).div(onReal.sub(onReal)))
                .and("penalty", onReal)
                .report("estimate", onReal);
          };
      assertThatThrownBy(() -> game.run(1, broken, generatorStep(generator, critic)))
          .isInstanceOf(ArithmeticException.class)
          .hasMessageStartingWith(
              "Loss \"critic\" is NaN at step 6 (round 2); the networks are as they were before");
      assertThat(Lab.fingerprint(generator) + Lab.fingerprint(critic)).isEqualTo(before);
    }
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
    return Player.arrays(network, true).get(0).getManager().getManagedArrays().size();
  }

  @Test
  void namesABadSetting() {
    assertThatThrownBy(() -> game().criticSteps(0))
        .hasMessage(
            "a critic of 0 steps for each of the generator's learns nothing; give at least 1");
    assertThatThrownBy(() -> game().roundSteps(0))
        .hasMessage("a round of 0 steps; give at least 1");
    assertThatThrownBy(() -> game().run(-1, batch -> null, batch -> null))
        .hasMessage("a run of -1 rounds; give 0 or more");
    assertThatThrownBy(() -> Descent.rmsProp(1e-3f).clip(0))
        .hasMessage("weights can't be clipped to 0.0; give a positive bound, such as 0.01");
    assertThatThrownBy(() -> Descent.adam(1e-3f, 1, 0.9))
        .hasMessage("Adam's decay rate is 1.0; give one from 0 up to, but not, 1");
    assertThatThrownBy(() -> Descent.rmsProp(Float.NaN))
        .hasMessage("the learning rate is NaN; give a finite number from 0 up, such as 1e-3");
    assertThatThrownBy(() -> Game.of(generator, critic, real, 1000))
        .hasMessageStartingWith("a minibatch of 1,000 rows is not to be had from 128;");
    assertThatThrownBy(() -> Game.of(generator, new Critic(3, 8), real, 32).initialize())
        .hasMessage("the critic has 3 inputs; the data has 2");
  }

  @Test
  void bothPlayersMayNotNameAFigureAlike() {
    try (Game game = game()) {
      Step named = batch -> losses("loss", critic.value(batch.data()).mean());
      Step alike =
          batch ->
              losses(
                  "loss", generatorStep(generator, critic).losses(batch).means().get("generator"));
      assertThatThrownBy(() -> game.run(1, named, alike))
          .hasMessage("both players name a figure \"loss\"; give each its own name");
    }
  }

  @Test
  void whatCannotChangeOnceItHasBegun() {
    try (Game game = game()) {
      play(game, 0);
      assertThatThrownBy(() -> game.criticSteps(2))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The critic's steps can't change once the game has begun; make a new Game.");
    }
    Game closed = game();
    closed.close();
    assertThatThrownBy(() -> play(closed, 1)).hasMessage("This game is closed; make a new one.");
  }
}
