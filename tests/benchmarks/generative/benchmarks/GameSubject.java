package generative.benchmarks;

import static generative.nn.Layers.layers;

import ai.djl.ndarray.types.Shape;
import generative.data.Examples;
import generative.nn.Critic;
import generative.nn.Generator;
import generative.training.Game;
import generative.training.optimizer.Descent;

/**
 * Two players to measure: critic 784-512-512-1 and generator 64-512-512-784, held by the gradient
 * penalty or by clipping, and convolutional ones of 32 filters. {@code subjects.py} has the same
 * critics.
 */
record GameSubject(Players players, Descent descent, float lambda) {

  static final int BATCH = 64;
  static final Shape IMAGE = new Shape(1, 28, 28);

  static GameSubject named(String name) {
    Critic critic = new Critic(784, 512, 512);
    return switch (name) {
      case "critic-penalty" ->
          new GameSubject(
              new Players(Generator.ofImages(64, layers(512, 512), 784), critic),
              Descent.adam(1e-4f, 0, 0.9),
              10);
      case "critic-clipped" ->
          new GameSubject(
              new Players(new Generator(64, layers(512, 512), 784, false, true), critic),
              Descent.rmsProp(5e-5f).clip(0.01f),
              0);
      case "critic-convolutional" ->
          new GameSubject(
              new Players(Generator.convolutional(64, IMAGE, 32), Critic.convolutional(IMAGE, 32)),
              Descent.adam(1e-4f, 0, 0.9),
              10);
      default -> throw new IllegalArgumentException(name + " is no critic's step");
    };
  }

  Game game(Examples real) {
    return Game.of(players.generator(), players.critic(), real, BATCH).both(descent).seed(1);
  }
}
