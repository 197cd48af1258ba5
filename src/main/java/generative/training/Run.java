package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.tracker.Tracker;
import generative.data.Compute;
import generative.data.Examples;
import generative.data.Minibatches;
import generative.training.Progress.State;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The state of a training that has begun, and the loop that moves it on. */
final class Run implements AutoCloseable {

  private final Minibatches batches;
  private final int perEpoch;
  private final Tracker learningRate;
  private final long seed;
  private final NDManager manager = Compute.newManager();
  private final Player player;
  private final Tally tally = new Tally(manager);
  private final GuardedStep step;
  private final Clock clock = new Clock();
  private History history = new History();
  private Tally.Reading epochStart = tally.read(0);
  private Tally.Reading latest = epochStart;
  private State state = State.RUNNING;
  private String message = "";
  private int done;
  private int startEpoch;
  private int targetEpoch;

  Run(
      Block network,
      Adam.Settings adam,
      Minibatches batches,
      Tracker learningRate,
      long seed,
      Supplier<CollectionGuard> guards) {
    this.batches = batches;
    this.perEpoch = batches.perEpoch();
    this.learningRate = learningRate;
    this.seed = seed;
    player = new Player(network, adam, manager);
    step = new GuardedStep(manager, guards);
  }

  /** Sets the end: so many epochs after the last finished run's. */
  void aimFor(int epochs) {
    if (history.epochs() >= targetEpoch) {
      startEpoch = history.epochs();
    }
    targetEpoch = Math.max(history.epochs(), startEpoch + epochs);
    Math.multiplyExact(targetEpoch, perEpoch);
  }

  void go(Step lesson, Examples heldOut, Listeners told, Runnable save) {
    clock.start(done, history.lastSeconds());
    if (state != State.DIVERGED) {
      state = State.RUNNING;
      message = "";
    }
    told.begin();
    try {
      stopIfDiverged();
      while (history.epochs() < targetEpoch) {
        steps(lesson, told);
        endEpoch(lesson, heldOut, told);
        save.run();
      }
      state = State.FINISHED;
    } catch (CancellationException e) {
      stopped("");
      save.run();
      throw new CancellationException(message);
    } catch (RuntimeException | Error e) {
      if (state != State.DIVERGED) {
        stopped(" by an error");
      }
      throw e;
    } finally {
      clock.stop();
      told.end();
    }
  }

  private void steps(Step lesson, Listeners told) {
    int epoch = history.epochs();
    try (NDManager scope = manager.newSubManager()) {
      NDArray order = batches.order(scope, Seeds.order(seed, epoch));
      for (int i = done - epoch * perEpoch; i < perEpoch; i++) {
        Interruption.check();
        int index = i;
        step.take(
            player,
            Seeds.step(seed, done),
            arrays -> batches.get(arrays, order, index),
            lesson,
            learningRate.getNewValue(done),
            tally);
        done++;
        told.step(index + 1, perEpoch);
        stopIfDiverged();
      }
    }
  }

  private void endEpoch(Step lesson, Examples heldOut, Listeners told) {
    Tally.Reading now = read();
    stopIfDiverged();
    Map<String, Double> figures = new LinkedHashMap<>(now.since(epochStart, tally.names()));
    if (heldOut != null) {
      figures.putAll(HeldOut.figures(heldOut, lesson, manager, seed, history.epochs()));
    }
    history.add(figures, clock.total());
    epochStart = now;
    told.epoch(figures);
  }

  private Tally.Reading read() {
    Tally.Reading now = tally.read(done);
    if (state != State.DIVERGED && Tally.value(player.optimizer().failed()) > 0) {
      state = State.DIVERGED;
      message = divergence(now.sums());
    }
    return now;
  }

  private String divergence(double[] sums) {
    int last = (int) Tally.value(player.optimizer().count());
    String culprits =
        IntStream.range(0, sums.length)
            .filter(i -> !Double.isFinite(sums[i]))
            .mapToObj(i -> "Loss \"" + tally.names().get(i) + "\" is " + sums[i])
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%s at step %,d (epoch %,d); the network is as it was before that step."
            + " A learning rate below %s often helps: make a new Training with one.",
        culprits.isEmpty() ? "A gradient is not finite" : culprits,
        last + 1,
        last / perEpoch + 1,
        learningRate.getNewValue(last));
  }

  private void stopIfDiverged() {
    if (state == State.DIVERGED) {
      throw new ArithmeticException(message);
    }
  }

  private void stopped(String why) {
    state = State.STOPPED;
    message =
        String.format(
            Locale.ROOT,
            "Stopped%s at step %,d of %,d (epoch %,d). The network keeps what it had learned; run"
                + " the cell again to finish the run.",
            why,
            done,
            targetEpoch * perEpoch,
            history.epochs() + 1);
  }

  Progress progress() {
    Tally.Reading now = read();
    Map<String, Double> losses =
        now.step() > latest.step() ? now.since(latest, tally.names()) : Map.of();
    latest = now;
    int steps = targetEpoch * perEpoch;
    return new Progress(
        state,
        done,
        steps,
        Math.min(history.epochs() + 1, Math.max(1, targetEpoch)),
        targetEpoch,
        clock.seconds(),
        clock.left(done, steps),
        losses,
        message);
  }

  History history() {
    return history;
  }

  boolean isCurrent() {
    return player.isCurrent();
  }

  /** Everything that a resumed run needs, under the hyperparameters that it must share. */
  Checkpoint checkpoint(Map<String, String> identity) {
    Map<String, String> settings = new LinkedHashMap<>(identity);
    settings.put("step", "" + done);
    settings.put("start epoch", "" + startEpoch);
    settings.put("target epoch", "" + targetEpoch);
    settings.put("figures", String.join("\t", tally.names()));
    settings.put("sums", text(tally.read(done)));
    settings.put("epoch start", text(epochStart));
    return new Checkpoint(settings, history.lines(), player.arrays());
  }

  void restore(Checkpoint saved) {
    Map<String, String> settings = saved.settings();
    saved.arrays().forEach((name, array) -> InPlace.copy(array, player.arrays().get(name)));
    history = History.parse(saved.history());
    done = Integer.parseInt(settings.get("step"));
    startEpoch = Integer.parseInt(settings.get("start epoch"));
    targetEpoch = Integer.parseInt(settings.get("target epoch"));
    latest = reading(settings.get("sums"));
    epochStart = reading(settings.get("epoch start"));
    if (!settings.get("figures").isEmpty()) {
      tally.restore(List.of(settings.get("figures").split("\t")), latest.sums());
    }
  }

  private static String text(Tally.Reading reading) {
    return reading.step() + " " + Arrays.toString(reading.sums()).replaceAll("[\\[\\],]", "");
  }

  private static Tally.Reading reading(String text) {
    String[] parts = text.trim().split(" ");
    double[] sums = Arrays.stream(parts).skip(1).mapToDouble(Double::parseDouble).toArray();
    return new Tally.Reading(Integer.parseInt(parts[0]), sums);
  }

  @Override
  public void close() {
    player.close();
    tally.close();
    manager.close();
  }
}
