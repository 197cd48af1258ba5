package generative.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.listener.TrainingListener;
import generative.data.DataRange;
import generative.data.Examples;
import generative.exchange.SavedRun;
import generative.nn.FirstWeights;
import generative.tensor.CollectionGuard;
import generative.tensor.Compute;
import generative.tensor.OneAtATime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What a {@link Training} and a {@link Game} have in common: settings, a run that begins when it is
 * needed, and what can be asked of it while it runs.
 *
 * @param <S> which of the two
 */
public abstract sealed class Session<S extends Session<S>> implements AutoCloseable
    permits Training, Game {

  private final List<TrainingListener> listeners = new ArrayList<>();
  private long seed = 42;
  private Supplier<CollectionGuard> guards = CollectionGuard::new;
  final Saving saving = new Saving(this);
  private Run run;
  private boolean weightsDrawn;
  private boolean closed;

  Session() {}

  @SuppressWarnings("unchecked")
  private S self() {
    return (S) this;
  }

  /** Sets the seed of weights, order and noise. */
  public S seed(long seed) {
    requireNotBegun("The seed");
    this.seed = seed;
    return self();
  }

  long seed() {
    return seed;
  }

  /**
   * Tells a listener after each iteration and each epoch or round; {@link #progress} is what it
   * will want to ask. DJL's own know the figures by their names, held-out ones as those of
   * validation, and what is minimized, in a game by the critic, as the loss; if its {@code
   * EarlyStoppingListener} has seen enough the run ends there. That one watches held-out examples:
   * without {@link Training#heldOut} it waits for ever. What another listener throws ends the run,
   * too, and comes out of it.
   */
  public S listener(TrainingListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return self();
  }

  /**
   * Writes a checkpoint after each epoch or round, and when the run is interrupted or a listener
   * ends it; not when a step throws.
   *
   * @throws IllegalArgumentException if that is a folder
   */
  public S checkpoint(Path file) {
    saving.to(file);
    return self();
  }

  S guard(Supplier<CollectionGuard> guards) {
    this.guards = guards;
    return self();
  }

  /** The class's name, as in "make a new Training". */
  String kind() {
    return getClass().getSimpleName();
  }

  private String name() {
    return kind().toLowerCase(Locale.ROOT);
  }

  /** What a row of the history is called. */
  abstract String unit();

  /** The hyperparameters that a resumed run must share. */
  abstract Map<String, String> identity();

  /** What is learned from. */
  abstract Examples examples();

  /** Draws the networks' weights now, if they have none. They live until {@code clear()}. */
  public abstract S initialize();

  abstract Run newRun(DataRange range, Supplier<CollectionGuard> guards);

  /** The networks that learn. */
  public abstract List<Block> networks();

  /**
   * Goes on from a checkpoint: the next run ends as the one that wrote it would have, if as much of
   * the network is frozen, which the file doesn't say.
   *
   * @throws IllegalArgumentException if the file is missing or damaged, or if it was written with
   *     other data or hyperparameters; it names both values. Run and weights are as they were
   * @throws IllegalStateException if this run is under way, as in its listeners
   */
  public void resume(Path file) {
    requireOpen();
    requireAtRest("A run under way can't go on from " + file + "; wait until it has ended.");
    Run before = run;
    boolean drawnBefore = weightsDrawn;
    List<Block> bare = networks().stream().filter(n -> !n.isInitialized()).toList();
    try (SavedRun saved = SavedRun.open(file);
        NDManager arrays = Compute.newManager()) {
      saved.requireSame(saving.hyperparameters());
      begin();
      run.restore(saved, arrays);
    } catch (RuntimeException e) {
      if (run != before) {
        run.close();
        run = before;
      }
      bare.forEach(Block::clear);
      weightsDrawn = drawnBefore;
      throw e;
    }
  }

  /** What was recorded so far. */
  public History history() {
    return run == null ? new History(unit()) : run.history();
  }

  /** Reads how far the run has come; the losses are means since the reading before. */
  public Progress progress() {
    requireOpen();
    if (run == null) {
      begin();
    }
    return run.progress();
  }

  /** Draws a network's weights, if it has none. */
  void draw(Block network, int seed, Shape input) {
    if (!network.isInitialized()) {
      FirstWeights.draw(network, seed, input);
      weightsDrawn = true;
    }
  }

  /** The shape of a batch of one. */
  static Shape one(Examples examples) {
    return new Shape(1).addAll(examples.data().getShape().slice(1));
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "This %s is closed; make a new one.", name()));
    }
  }

  void begin() {
    requireOpen();
    if (run != null && !run.isCurrent()) {
      throw weightsGone(null);
    }
    if (run == null) {
      saving.check();
      initialize();
      run = newRun(DataRange.of(examples(), "the examples"), guards);
    }
  }

  /**
   * Does what goes on with the run, which has begun and has an aim, and nobody else's meanwhile.
   */
  History alone(int length, BiFunction<Run, Listeners, History> going) {
    if (length < 0) {
      throw new IllegalArgumentException("a run of " + length + " " + unit() + "s; give 0 or more");
    }
    requireAtRest(
        "this run is under way; a listener of it can't run it again, wait until it has ended");
    try (OneAtATime alone = OneAtATime.run()) {
      begin();
      run.aimFor(length);
      try (Listeners told = new Listeners(listeners, networks().get(0), run)) {
        return going.apply(run, told);
      } catch (RuntimeException e) {
        throw run.isCurrent() ? e : weightsGone(e);
      }
    }
  }

  private IllegalStateException weightsGone(RuntimeException cause) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "The network's weights were replaced or freed since this %s began; make a new one.",
            name()),
        cause);
  }

  private void requireAtRest(String sentence) {
    if (run != null && run.isUnderWay()) {
      throw new IllegalStateException(sentence);
    }
  }

  void requireNotBegun(String what) {
    if (run != null || weightsDrawn) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s can't change once %s has begun; make a new %s.",
              what,
              this instanceof Game ? "the game" : "training",
              kind()));
    }
  }

  /**
   * Frees the optimizers' state; the networks and what they have learned stay.
   *
   * @throws IllegalStateException if the run is under way, as in its own listeners
   */
  @Override
  public void close() {
    requireAtRest("This " + name() + " is under way; close it when its run has ended.");
    closed = true;
    if (run != null) {
      run.close();
    }
  }
}
