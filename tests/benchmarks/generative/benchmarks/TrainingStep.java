package generative.benchmarks;

import generative.data.Examples;
import generative.data.Images;
import generative.training.History;
import generative.training.Training;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Time of one training step at batch 150, by JMH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
public class TrainingStep {

  private static final int STEPS = 50;

  @Param({"autoencoder", "vae"})
  public String network;

  private Subject subject;
  private Training training;

  @Setup
  public void load() {
    Examples examples = Images.load("mnist").train().first(STEPS * Subject.BATCH);
    subject = Subject.named(network);
    training = Training.of(subject.network(), examples, Subject.BATCH);
  }

  @TearDown
  public void close() {
    training.close();
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public History step() {
    return training.run(1, subject.step());
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(TrainingStep.class.getName()).build()).run();
  }
}
