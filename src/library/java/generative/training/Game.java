package generative.training;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import generative.data.DataRange;
import generative.data.Examples;
import generative.data.Minibatches;
import generative.nn.Generator;
import generative.tensor.CollectionGuard;
import generative.tensor.Require;
import generative.tensor.Seeds;
import generative.training.optimizer.Descent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Trains two networks against each other: some steps of the critic, then one of the generator, and
 * so on.
 *
 * <pre>{@code
 * try (Game game = Game.of(generator, critic, ring, 256).criticSteps(5).both(adam(1e-3f, 0.5, 0.9))) {
 *   game.run(50, batch -> {
 *     NDArray fake = generator.sample(batch.manager(), batch.size());
 *     return losses("critic", criticLoss(critic.value(batch.data()), critic.value(fake)))
 *         .and("penalty", gradientPenalty(critic::value, batch.data(), fake, 1));
 *   }, batch -> {
 *     NDArray fake = generator.generate(generator.noise(batch.manager(), batch.size()));
 *     return losses("generator", generatorLoss(critic.value(fake)));
 *   });
 * }
 * }</pre>
 *
 * <p>Each player's step moves its own weights and nothing of the other's. For the rest it is as a
 * {@link Training}: one seed decides everything, a stopped run goes on where it was, memory does
 * not grow, and a step that isn't finite stops both players before it does harm. A row of the
 * history is a round of {@link #roundSteps} generator steps. Not safe to share between threads.
 */
public final class Game extends Session<Game> {

  private final Block generator;
  private final Shape noise;
  private final Block critic;
  private final Examples real;
  private final int batchSize;
  private Descent generatorDescent = Descent.adam(1e-4f, 0, 0.9);
  private Descent criticDescent = generatorDescent;
  private int criticSteps = 5;
  private int roundSteps = 100;

  private Game(Block generator, Shape noise, Block critic, Examples real, int batchSize) {
    this.generator = Objects.requireNonNull(generator, "generator");
    this.noise = Objects.requireNonNull(noise, "noise");
    if (noise.dimension() == 0 || Arrays.stream(noise.getShape()).anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "a draw of noise of the shape "
              + Require.brackets(noise)
              + "; give sizes of at least 1, such as [64] for inputs [n, 64]");
    }
    this.critic = Objects.requireNonNull(critic, "critic");
    this.real = real;
    this.batchSize = batchSize;
    new Minibatches(real, batchSize, false); // throws if no minibatch can be had
  }

  /**
   * Prepares a game with 5 critic steps for each generator step, Adam at 1e-4 with β₁ = 0 and β₂ =
   * 0.9 for both players, and seed 42.
   *
   * @param generator turns codings into examples {@code [n, d]}
   * @param critic gives one number an example, {@code [n, d]} to {@code [n, 1]}
   * @param real what the generator shall learn to make, {@code [n, d]}
   * @param batchSize examples a step
   * @throws IllegalArgumentException if no minibatch can be had
   */
  public static Game of(Generator generator, Block critic, Examples real, int batchSize) {
    Objects.requireNonNull(generator, "generator");
    return new Game(generator, new Shape(generator.latent()), critic, real, batchSize);
  }

  /**
   * As {@link #of(Generator, Block, Examples, int)}, for any block that makes examples from noise,
   * of whatever distribution the steps draw it.
   *
   * @param noise shape of one draw, such as {@code (64)} for inputs {@code [n, 64]}
   */
  public static Game of(Block generator, Shape noise, Block critic, Examples real, int batchSize) {
    return new Game(generator, noise, critic, real, batchSize);
  }

  /**
   * Sets the critic's steps for each step of the generator.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Game criticSteps(int steps) {
    requireNotBegun("The critic's steps");
    if (steps < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a critic of %d steps for each of the generator's learns nothing; give at least 1",
              steps));
    }
    criticSteps = steps;
    return this;
  }

  /** Sets how the critic's weights move; a rate that changes counts the generator's steps, too. */
  public Game critic(Descent descent) {
    requireNotBegun("The critic's descent");
    criticDescent = Objects.requireNonNull(descent, "descent");
    return this;
  }

  /** Sets how the generator's weights move. */
  public Game generator(Descent descent) {
    requireNotBegun("The generator's descent");
    generatorDescent = Objects.requireNonNull(descent, "descent");
    return this;
  }

  /** Sets how both players' weights move. */
  public Game both(Descent descent) {
    return critic(descent).generator(descent);
  }

  /**
   * Sets the generator steps that a round has.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Game roundSteps(int steps) {
    requireNotBegun("A round's length");
    if (steps < 1) {
      throw new IllegalArgumentException("a round of " + steps + " steps; give at least 1");
    }
    roundSteps = steps;
    return this;
  }

  /**
   * Generator steps in a number of rounds, for {@code LinearDecay.toZero(2e-3f, game.steps(50))}.
   *
   * @throws IllegalArgumentException if the number is negative, or those are too many to count
   */
  public int steps(int rounds) {
    return Standing.steps(unit(), rounds, roundSteps);
  }

  /**
   * Plays so many rounds. If the run before was stopped, goes on with that one; after a finished
   * one, plays on. Whatever a step throws, both networks are then as after the last whole step of
   * the generator.
   *
   * @param criticStep what the critic minimizes; gradients reach its weights only
   * @param generatorStep what the generator minimizes, likewise
   * @return the history of all runs so far
   * @throws CancellationException if the thread was interrupted; both networks are as after the
   *     last whole step of the generator
   * @throws ArithmeticException if a loss or a gradient isn't finite; it names the step and the
   *     loss
   * @throws IllegalArgumentException if the number is negative, or if an example, a learning rate
   *     or a figure's name can't be used; it names it
   * @throws IllegalStateException if another training or game is running, or this one was closed
   */
  public History run(int rounds, Step criticStep, Step generatorStep) {
    Objects.requireNonNull(criticStep, "criticStep");
    Objects.requireNonNull(generatorStep, "generatorStep");
    List<Step> steps = List.of(criticStep, generatorStep);
    return alone(rounds, (run, told) -> run.go(steps, null, told, () -> saving.save(run)));
  }

  @Override
  Map<String, String> identity() {
    Map<String, String> identity = criticDescent.identity("critic's ");
    identity.put("critic's steps an iteration", "" + criticSteps);
    identity.putAll(generatorDescent.identity("generator's "));
    identity.put("batch size", "" + batchSize);
    identity.put("steps a round", "" + roundSteps);
    return identity;
  }

  @Override
  Examples examples() {
    return real;
  }

  /** Generator and critic. */
  @Override
  public List<Block> networks() {
    return List.of(generator, critic);
  }

  @Override
  public Game initialize() {
    requireOpen();
    draw(generator, Seeds.weights(seed()), new Shape(1).addAll(noise));
    draw(critic, Seeds.weights(~seed()), one(real));
    return this;
  }

  @Override
  String unit() {
    return "round";
  }

  @Override
  Run newRun(DataRange range, Supplier<CollectionGuard> guards) {
    Players two =
        new Players().add(critic, criticDescent, criticSteps).add(generator, generatorDescent, 1);
    Minibatches batches = new Minibatches(real, batchSize, false);
    return new Run(two, batches, unit(), roundSteps, seed(), range, guards);
  }
}
