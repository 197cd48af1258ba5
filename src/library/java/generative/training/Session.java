package generative.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.listener.TrainingListener;
import generative.data.Examples;
import generative.tensor.CollectionGuard;
import generative.tensor.Compute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** What a {@link Training} and a {@link Game} have in common: a run, begun when it is needed. */
abstract sealed class Session implements Watched permits Training, Game {

  final List<TrainingListener> listeners = new ArrayList<>();
  long seed = 42;
  Path checkpoint;
  Supplier<CollectionGuard> guards = CollectionGuard::new;
  Run run;
  private boolean weightsDrawn;
  private boolean closed;
  private String fingerprint;

  /** The class's name, as in "make a new Training". */
  private String kind() {
    return getClass().getSimpleName();
  }

  /** What a row of the history is called. */
  abstract String unit();

  /** The hyperparameters that a resumed run must share. */
  abstract Map<String, String> identity();

  /** What is learned from. */
  abstract Examples examples();

  abstract Session initialize();

  abstract Run newRun();

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
    if (run != null && run.isUnderWay()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "A run under way can't go on from %s; wait until it has ended.", file));
    }
    Run before = run;
    boolean drawnBefore = weightsDrawn;
    List<Block> bare = networks().stream().filter(n -> !n.isInitialized()).toList();
    try (SavedRun saved = SavedRun.open(file);
        NDManager arrays = Compute.newManager()) {
      saved.requireSame(hyperparameters());
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

  void checkpointTo(Path file) {
    Objects.requireNonNull(file, "file");
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is a folder; name a file in it for the checkpoint",
              file.toAbsolutePath()));
    }
    checkpoint = file;
  }

  void save() {
    if (checkpoint != null) {
      run.checkpoint(hyperparameters()).write(checkpoint);
    }
  }

  private Map<String, String> hyperparameters() {
    if (fingerprint == null) {
      fingerprint = Fingerprint.of(examples());
    }
    Map<String, String> all = new LinkedHashMap<>();
    all.put("kind of run", kind());
    all.putAll(identity());
    all.put("hash of the data", fingerprint);
    return all;
  }

  @Override
  public History history() {
    return run == null ? new History(unit()) : run.history();
  }

  @Override
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

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "This %s is closed; make a new one.", kind().toLowerCase(Locale.ROOT)));
    }
  }

  void begin() {
    requireOpen();
    if (run != null && !run.isCurrent()) {
      throw weightsGone(null);
    }
    if (run == null) {
      if (checkpoint != null) {
        hyperparameters(); // refuses a rate that a checkpoint can't tell
      }
      initialize();
      run = newRun();
    }
  }

  /**
   * @param length epochs or rounds
   */
  History go(int length, List<Step> steps, Examples heldOut) {
    if (length < 0) {
      throw new IllegalArgumentException("a run of " + length + " " + unit() + "s; give 0 or more");
    }
    if (run != null && run.isUnderWay()) {
      throw new IllegalStateException(
          "this run is under way; a listener of it can't run it again, wait until it has ended");
    }
    try (OneAtATime alone = OneAtATime.run()) {
      begin();
      run.aimFor(length);
      try (Listeners told = new Listeners(listeners, networks().get(0), run)) {
        run.go(steps, heldOut, told, this::save);
      } catch (RuntimeException e) {
        throw explained(e);
      }
    }
    return run.history();
  }

  /** The engine doesn't know why a weight is gone. */
  private RuntimeException explained(RuntimeException e) {
    return run.isCurrent() ? e : weightsGone(e);
  }

  private IllegalStateException weightsGone(RuntimeException cause) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "The network's weights were replaced or freed since this %s began; make a new one.",
            kind().toLowerCase(Locale.ROOT)),
        cause);
  }

  int steps(int length, int each) {
    long steps = (long) length * each;
    if (length < 0 || steps > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d %ss of %,d steps; give a number from 0 up, of at most %,d steps in all",
              length,
              unit(),
              each,
              Integer.MAX_VALUE));
    }
    return (int) steps;
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

  @Override
  public void close() {
    if (run != null && run.isUnderWay()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "This %s is under way; close it when its run has ended.",
              kind().toLowerCase(Locale.ROOT)));
    }
    closed = true;
    if (run != null) {
      run.close();
    }
  }
}
