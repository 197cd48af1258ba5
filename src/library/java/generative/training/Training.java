package generative.training;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.tracker.Tracker;
import generative.data.DataRange;
import generative.data.Examples;
import generative.data.Minibatches;
import generative.tensor.CollectionGuard;
import generative.tensor.Seeds;
import generative.training.optimizer.Descent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Trains a network on examples that lie on the device, by a {@link Step} that says what to
 * minimize.
 *
 * <pre>{@code
 * try (Training training = Training.of(autoencoder, images.train(), 150).adam(1e-3f).seed(42)) {
 *   History history = training.run(10, batch -> losses(
 *       "error", meanSquaredError(autoencoder.reconstruct(batch.data()), batch.data())));
 * }
 * }</pre>
 *
 * <p>One seed decides everything: weights (if the network has none yet), order, noise; two runs on
 * the same device with the same number of threads are equal bit for bit, whenever the garbage
 * collector happens to run. An interrupted run leaves the network as it was after its last whole
 * step, and {@link #run} goes on from there. Memory does not grow with the steps. Not safe to share
 * between threads, and only one may run at a time, since the engine has one stream of random
 * numbers for all.
 */
public final class Training extends Session<Training> {

  private final Block network;
  private final Examples examples;
  private final int batchSize;
  private Descent descent = Descent.adam(1e-3f);
  private boolean keepPartialBatch;
  private Examples heldOut;

  private Training(Block network, Examples examples, int batchSize) {
    this.network = Objects.requireNonNull(network, "network");
    this.examples = examples;
    this.batchSize = batchSize;
    new Minibatches(examples, batchSize, true); // throws if no minibatch can be had
  }

  /**
   * Prepares a training with Adam at 1e-3 and seed 42.
   *
   * @param network any block; if it has no weights yet they are drawn when training begins; those
   *     that are frozen stay, though batch normalization's running means and variances move in each
   *     forward pass
   * @param examples what to learn from, {@code [n, d]}
   * @param batchSize examples a step; for those left over see {@link #keepPartialBatch}
   * @throws IllegalArgumentException if there is no example or the batch size is below 1
   */
  public static Training of(Block network, Examples examples, int batchSize) {
    return new Training(network, examples, batchSize);
  }

  /**
   * Uses Adam (D. P. Kingma, J. Ba, 2015) with β₁ = 0.9, β₂ = 0.999 and a constant learning rate.
   *
   * @throws IllegalArgumentException if that is negative or not finite
   */
  public Training adam(float learningRate) {
    return by(Descent.adam(learningRate));
  }

  /** Uses Adam with a learning rate that changes, see {@link Descent#adam(Tracker)}. */
  public Training adam(Tracker learningRate) {
    return by(Descent.adam(learningRate));
  }

  /** Uses another rule, such as {@code rmsProp(5e-5f).clip(0.01f)}. */
  public Training by(Descent descent) {
    requireNotBegun("The learning rate");
    this.descent = Objects.requireNonNull(descent, "descent");
    return this;
  }

  /** Keeps an epoch's last, smaller minibatch. */
  public Training keepPartialBatch() {
    requireNotBegun("The partial batch");
    keepPartialBatch = true;
    return this;
  }

  /**
   * Computes the step's figures on these examples after each epoch, without learning from them.
   *
   * @param heldOut {@code [m, d]}, of as many numbers as those that are learned from
   * @throws IllegalArgumentException if there is no row, or if one isn't finite or has another size
   */
  public Training heldOut(Examples heldOut) {
    Objects.requireNonNull(heldOut, "heldOut");
    Shape one = one(examples);
    if (heldOut.size() == 0 || !one(heldOut).equals(one)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the held-out examples have the shape %s; those learned from %s, and at least one is"
                  + " needed",
              heldOut.data().getShape(),
              examples.data().getShape()));
    }
    if (examples.labels() != null && heldOut.labels() == null) {
      throw new IllegalArgumentException(
          "the held-out examples have no labels, those learned from have; give both the same");
    }
    DataRange.of(heldOut, "the held-out examples");
    this.heldOut = heldOut;
    return this;
  }

  /**
   * Steps in a number of epochs, for {@code adam(LinearDecay.toZero(2e-3f, training.steps(33)))}.
   *
   * @throws IllegalArgumentException if the number is negative, or those are too many to count
   */
  public int steps(int epochs) {
    return Standing.steps(unit(), epochs, batches().perEpoch());
  }

  /**
   * Trains for so many passes over the examples. If the run before was stopped, goes on with that
   * one until so many passes after its beginning; after a finished one, trains on.
   *
   * @return the history of all runs so far, also in {@link #history}
   * @throws CancellationException if the thread was interrupted; the network is as after the last
   *     whole step
   * @throws ArithmeticException if a loss or its gradient isn't finite; it names the step and the
   *     loss, and the network is as before that step
   * @throws IllegalArgumentException if the number is negative, or if an example, a learning rate
   *     or a figure's name can't be used; it names it
   * @throws IllegalStateException if another training is running, or this one was closed
   */
  public History run(int epochs, Step step) {
    Objects.requireNonNull(step, "step");
    return alone(
        epochs, (run, told) -> run.go(List.of(step), heldOut, told, () -> saving.save(run)));
  }

  @Override
  Map<String, String> identity() {
    Map<String, String> identity = descent.identity("");
    identity.put("batch size", "" + batchSize);
    identity.put("partial batch", keepPartialBatch ? "kept" : "dropped");
    return identity;
  }

  @Override
  Examples examples() {
    return examples;
  }

  @Override
  public List<Block> networks() {
    return List.of(network);
  }

  @Override
  public Training initialize() {
    requireOpen();
    draw(network, Seeds.weights(seed()), one(examples));
    return this;
  }

  @Override
  String unit() {
    return "epoch";
  }

  @Override
  Run newRun(DataRange range, Supplier<CollectionGuard> guards) {
    Players alone = new Players().add(network, descent, 1);
    return new Run(alone, batches(), unit(), batches().perEpoch(), seed(), range, guards);
  }

  private Minibatches batches() {
    return new Minibatches(examples, batchSize, keepPartialBatch);
  }
}
