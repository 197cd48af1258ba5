package generative.benchmarks;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import generative.data.Examples;
import generative.data.Images;
import generative.tensor.Compute;
import generative.training.Training;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The Java side of {@code peers.py}: for each line it is given, the name of a network, it takes
 * some steps and answers with one line, the milliseconds that each took.
 */
public final class Peer {

  private final Subject subject;
  private final Training training;
  private final Stopwatch stopwatch;

  private Peer(String network, Examples examples, LongSupplier clock) {
    stopwatch = new Stopwatch(clock);
    subject = Subject.named(network);
    training = Training.of(subject.network(), examples, Subject.BATCH).seed(1).listener(stopwatch);
  }

  private String steps() {
    stopwatch.milliseconds = new StringJoiner(" ");
    training.run(1, subject.step());
    return stopwatch.milliseconds.toString();
  }

  /** Takes the time from one step's end to the next one's. */
  private static final class Stopwatch extends TrainingListenerAdapter {
    private final LongSupplier clock;
    private StringJoiner milliseconds;
    private long last;

    Stopwatch(LongSupplier clock) {
      this.clock = clock;
    }

    @Override
    public void onTrainingBegin(Trainer trainer) {
      last = clock.getAsLong();
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData data) {
      long now = clock.getAsLong();
      milliseconds.add(String.valueOf((now - last) / 1e6));
      last = now;
    }
  }

  /**
   * Answers lines.
   *
   * @param arguments steps a line, and {@code processor} for this thread's processor time in place
   *     of the wall clock's
   */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    LongSupplier clock =
        arguments[1].equals("processor")
            ? ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime
            : System::nanoTime;
    Examples examples = Images.load("mnist").train().first(count * Subject.BATCH);
    Map<String, Supplier<String>> steps = new HashMap<>();
    for (String network : List.of("autoencoder", "vae")) {
      steps.put(network, new Peer(network, examples, clock)::steps);
    }
    for (String network : List.of("critic-penalty", "critic-clipped", "critic-convolutional")) {
      steps.put(network, new GamePeer(network, examples, count, clock)::steps);
    }
    System.out.println(Compute.describe());
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(steps.get(line).get());
    }
  }
}
