package generative.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.tracker.Tracker;
import generative.data.Compute;
import generative.data.Examples;
import generative.data.Minibatches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * between threads, and only one may run at a time, since DJL has one gradient collector for all.
 */
public final class Training implements AutoCloseable {

  private final Block network;
  private final Examples examples;
  private final int batchSize;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private Tracker learningRate = Tracker.fixed(1e-3f);
  private Adam.Settings adam = new Adam.Settings(0.9, 0.999, 1e-8);
  private long seed = 42;
  private boolean keepPartialBatch;
  private Examples heldOut;
  private Path checkpoint;
  private Supplier<CollectionGuard> guards = CollectionGuard::new;
  private Run run;
  private boolean weightsDrawn;
  private boolean closed;

  private Training(Block network, Examples examples, int batchSize) {
    this.network = network;
    this.examples = examples;
    this.batchSize = batchSize;
    new Minibatches(examples, batchSize, true); // throws if no minibatch can be had
  }

  /**
   * Prepares a training with Adam at 1e-3 and seed 42.
   *
   * @param network any block; if it has no weights yet they are drawn when training begins
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
    if (!(learningRate >= 0) || Float.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "the learning rate is %s; give a finite number from 0 up, such as 1e-3"
              .formatted(learningRate));
    }
    return adam(Tracker.fixed(learningRate));
  }

  /**
   * Uses Adam with a learning rate that changes. The tracker must be a pure function of the step,
   * counted from 0, since it is also asked out of order; DJL's MultiFactorTracker is not.
   */
  public Training adam(Tracker learningRate) {
    requireNotBegun("The learning rate");
    this.learningRate = learningRate;
    return this;
  }

  /** Sets the seed of weights, order and noise. */
  public Training seed(long seed) {
    requireNotBegun("The seed");
    this.seed = seed;
    return this;
  }

  /** Keeps an epoch's last, smaller minibatch. */
  public Training keepPartialBatch() {
    requireNotBegun("The partial batch");
    keepPartialBatch = true;
    return this;
  }

  /** Computes the step's figures on these examples after each epoch, without learning from them. */
  public Training heldOut(Examples heldOut) {
    this.heldOut = heldOut;
    return this;
  }

  /** Tells a listener after each step and epoch; {@link #progress} is what it will want to ask. */
  public Training listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Writes a checkpoint after each epoch, and when the run is stopped. */
  public Training checkpoint(Path file) {
    checkpoint = file;
    return this;
  }

  Training guard(Supplier<CollectionGuard> guards) {
    this.guards = guards;
    return this;
  }

  /** Steps in a number of epochs, for {@code adam(Falling.toZero(2e-3f, training.steps(33)))}. */
  public int steps(int epochs) {
    return Math.multiplyExact(epochs, batches().perEpoch());
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
   */
  public History run(int epochs, Step step) {
    if (epochs < 0) {
      throw new IllegalArgumentException("a run of " + epochs + " epochs; give 0 or more");
    }
    begin();
    run.aimFor(epochs);
    try (Listeners told = new Listeners(listeners, network)) {
      run.go(step, heldOut, told, this::save);
    }
    return run.history();
  }

  /**
   * Goes on from a checkpoint: the next {@link #run} ends as the one that wrote it would have.
   *
   * @throws IllegalArgumentException if the file is missing or damaged, or if it was written with
   *     other hyperparameters; it names both values
   */
  public void resume(Path file) {
    try (NDManager arrays = Compute.newManager()) {
      Checkpoint saved = Checkpoint.read(file, arrays);
      begin();
      saved.requireSame(identity(), file);
      run.restore(saved);
    }
  }

  private void save() {
    if (checkpoint != null) {
      run.checkpoint(identity()).write(checkpoint);
    }
  }

  private Map<String, String> identity() {
    return Hyperparameters.of(
        network, examples, batchSize, keepPartialBatch, seed, learningRate, adam);
  }

  public Block network() {
    return network;
  }

  /** What was recorded so far. */
  public History history() {
    return run == null ? new History() : run.history();
  }

  /** Reads how far the run has come; the losses are means since the reading before. */
  public Progress progress() {
    begin();
    return run.progress();
  }

  /**
   * Draws the network's weights now, if it has none, so that it can be looked at untrained. They
   * live until {@code network.clear()}.
   */
  public Training initialize() {
    if (!network.isInitialized()) {
      weightsDrawn = true;
      Engine.getInstance().setRandomSeed(Seeds.weights(seed));
      Shape batch = new Shape(batchSize, examples.data().getShape().get(1));
      network.initialize(Compute.newManager(), DataType.FLOAT32, batch);
    }
    return this;
  }

  private void begin() {
    if (closed) {
      throw new IllegalStateException("This training is closed; make a new one.");
    }
    if (run != null && !run.isCurrent()) {
      throw new IllegalStateException(
          "The network's weights were replaced since this training began; make a new one.");
    }
    if (run == null) {
      initialize();
      run = new Run(network, adam, batches(), learningRate, seed, guards);
    }
  }

  private Minibatches batches() {
    return new Minibatches(examples, batchSize, keepPartialBatch);
  }

  private void requireNotBegun(String what) {
    if (run != null || weightsDrawn) {
      throw new IllegalStateException(
          what + " can't change once training has begun; make a new Training.");
    }
  }

  /** Frees the optimizer's state; the network and what it has learned stay. */
  @Override
  public void close() {
    closed = true;
    if (run != null) {
      run.close();
    }
  }
}
