package generative.training;

import static generative.training.GameLab.generatorStep;
import static generative.training.Losses.losses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import generative.nn.Critic;
import generative.training.optimizer.Descent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a game says of settings and steps that can't work. */
class GameProblemsTest extends GameFixture {

  @Test
  void refusesACheckpointOfAnotherGame(@TempDir Path folder) {
    Path file = folder.resolve("game");
    try (Game game = game().checkpoint(file)) {
      play(game, 1);
    }
    try (Game other = game(GameLab.generator(), GameLab.critic())) {
      other.critic(Descent.rmsProp(1e-3f).clip(0.1f));
      assertThatThrownBy(() -> other.resume(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("was written with critic's optimizer Adam");
    }
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
  void namesABadSetting() {
    assertThatThrownBy(() -> game().critic(null)).hasMessage("descent");
    assertThatThrownBy(() -> game().generator(null)).hasMessage("descent");
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
      game.initialize();
      String before = Lab.fingerprint(generator) + Lab.fingerprint(critic);
      assertThatThrownBy(() -> game.run(1, named, alike))
          .hasMessage("both players name a figure \"loss\"; give each its own name");
      assertThat(Lab.fingerprint(generator) + Lab.fingerprint(critic)).isEqualTo(before);
      assertThat(game.progress().step()).isZero();
      assertThat(play(game, 1).names()).contains("critic", "generator");
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
