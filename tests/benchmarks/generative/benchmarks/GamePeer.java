package generative.benchmarks;

import generative.data.Examples;
import generative.training.Game;
import generative.training.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Takes the critic's steps of a game, and the time from one's beginning to the next one's. */
final class GamePeer {

  private final Players players;
  private final float lambda;
  private final Game game;
  private final LongSupplier clock;
  private final List<Long> beginnings = new ArrayList<>();

  GamePeer(String name, Examples real, int steps, LongSupplier clock) {
    this.clock = clock;
    GameSubject subject = GameSubject.named(name);
    players = subject.players();
    lambda = subject.lambda();
    Examples seen = real.first(steps * GameSubject.BATCH);
    boolean images = name.endsWith("convolutional");
    game =
        subject
            .game(images ? seen.shaped(GameSubject.IMAGE.getShape()) : seen)
            .criticSteps(steps)
            .roundSteps(1);
  }

  /** The milliseconds of each critic's step; the generator's step after them isn't counted. */
  String steps() {
    beginnings.clear();
    game.run(1, timed(players.criticStep(lambda)), timed(players.generatorStep()));
    return IntStream.range(1, beginnings.size())
        .mapToObj(i -> String.valueOf((beginnings.get(i) - beginnings.get(i - 1)) / 1e6))
        .collect(Collectors.joining(" "));
  }

  private Step timed(Step step) {
    return batch -> {
      beginnings.add(clock.getAsLong());
      return step.losses(batch);
    };
  }
}
