package generative.training;

import static generative.training.GameLab.criticStep;
import static generative.training.GameLab.generatorStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import generative.nn.Critic;
import generative.nn.Generator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whatever is thrown while a game is played, its iterations are whole or undone. */
class UndoneIterationTest extends GameFixture {

  private static final int ROUNDS = 3;

  /** Three of the critic and one of the generator in each of 15 iterations. */
  private static final int CALLS = 60;

  private static final List<Supplier<Throwable>> THROWN =
      List.of(
          () -> new IllegalStateException("thrown"),
          StackOverflowError::new,
          () -> new CancellationException("a cancelled call"),
          () -> new AssertionError("thrown"),
          () -> new IOException("checked, by a lambda of another language"));

  private final List<String> wholeIterations = new ArrayList<>();

  private static String weights(Generator g, Critic c) {
    return Lab.fingerprint(g) + Lab.fingerprint(c);
  }

  private static String result(History history, Generator g, Critic c) {
    List<String> rows = new ArrayList<>();
    history.names().forEach(n -> rows.add(n + Arrays.toString(history.values(n))));
    return rows + weights(g, c);
  }

  private String leftAlone() {
    try (Game game = game()) {
      wholeIterations.add(weights(generator, critic(game)));
      game.listener(new Steps(() -> wholeIterations.add(weights(generator, critic))));
      return result(play(game, ROUNDS), generator, critic);
    }
  }

  private Critic critic(Game game) {
    game.initialize();
    return critic;
  }

  @Test
  void playedAgainItEndsAsIfNothingHadBeenThrown() {
    String expected = leftAlone();
    for (int call = 1; call <= CALLS; call++) {
      Generator g = GameLab.generator();
      Critic c = GameLab.critic();
      try (Game game = game(g, c).guard(Trusting::new)) {
        Throwable thrown = THROWN.get(call % THROWN.size()).get();
        int[] calls = {0};
        int at = call;
        Step criticStep = thrower(criticStep(g, c), calls, at, thrown);
        Step generatorStep = thrower(generatorStep(g, c), calls, at, thrown);
        Throwable caught = catchThrowable(() -> game.run(ROUNDS, criticStep, generatorStep));
        if (thrown instanceof CancellationException) {
          assertThat(caught).isInstanceOf(CancellationException.class).hasCause(thrown);
        } else {
          assertThat(caught).isSameAs(thrown);
        }
        assertThat(game.progress().state()).isEqualTo(Progress.State.STOPPED);
        assertThat(weights(g, c))
            .as("as after the last whole iteration, call %d", call)
            .isEqualTo(wholeIterations.get((call - 1) / 4));
        assertThat(result(game.run(ROUNDS, criticStep, generatorStep), g, c))
            .as("thrown in call %d", call)
            .isEqualTo(expected);
      }
    }
  }

  /** Throws after forward, which has moved the generator's running statistics by then. */
  private static Step thrower(Step step, int[] calls, int at, Throwable thrown) {
    return batch -> {
      Losses losses = step.losses(batch);
      if (++calls[0] == at) {
        UndoneIterationTest.<RuntimeException>rethrow(thrown);
      }
      return losses;
    };
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
