package generative.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.data.Images;
import generative.tensor.Compute;
import generative.training.Training;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where the time of the variational autoencoder's training step goes, by looking at the training
 * thread's stack a few hundred times a second; and the time of its matrix products alone, below
 * which no step can come.
 */
public final class Breakdown {

  private static final int EPOCHS = 6;
  private static final int LOOK_EVERY_MS = 3;
  private static final int PRODUCTS = 300;
  private static final int[][] LAYERS = {
    {784, 500}, {500, 500}, {500, 20}, {500, 20}, {20, 500}, {500, 500}, {500, 784}
  };

  /** Parts of a step and the method that is on the stack meanwhile. */
  private static final String[][] PARTS = {
    {"backward", "Gradients.of"},
    {"update", "Player.update"},
    {"minibatch", "Minibatches.get"},
    {"loss", "CrossEntropy.crossEntropy", "LatentLoss.latentLoss", "Losses.means", "Losses.total"},
    {"forward", "VariationalAutoencoder.encode", "VariationalAutoencoder.logits", "Gaussian.sample"}
  };

  private Breakdown() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println(Compute.describe());
    Subject subject = Subject.named("vae");
    try (Training training =
        Training.of(subject.network(), Images.load("mnist").train(), Subject.BATCH)) {
      training.run(1, subject.step());
      Map<String, Integer> looks = new LinkedHashMap<>();
      Thread trainer = Thread.currentThread();
      Thread watcher = new Thread(() -> watch(trainer, looks));
      watcher.start();
      long start = System.nanoTime();
      training.run(EPOCHS, subject.step());
      double step = (System.nanoTime() - start) / 1e6 / training.steps(EPOCHS);
      watcher.interrupt();
      watcher.join();
      report(step, looks);
    }
    System.out.printf(
        Locale.ROOT, "%-34s %6.2f ms%n", "its matrix products alone, median", products());
  }

  private static void watch(Thread trainer, Map<String, Integer> looks) {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY_MS);
        StackTraceElement[] stack = trainer.getStackTrace();
        looks.merge(part(stack), 1, Integer::sum);
        looks.merge(whose(stack), 1, Integer::sum);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whose code runs: PyTorch's, DJL's Java, or this project's with what it calls of the JDK. */
  private static String whose(StackTraceElement[] stack) {
    if (stack.length > 0 && stack[0].isNativeMethod() && isDjl(stack[0])) {
      return "engine";
    }
    for (StackTraceElement frame : stack) {
      if (isDjl(frame) || frame.getClassName().startsWith("generative.")) {
        return isDjl(frame) ? "djl" : "own";
      }
    }
    return "own";
  }

  private static boolean isDjl(StackTraceElement frame) {
    return frame.getClassName().startsWith("ai.djl.");
  }

  private static String part(StackTraceElement[] stack) {
    for (String[] part : PARTS) {
      for (StackTraceElement frame : stack) {
        String name = frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName();
        if (Arrays.asList(part).subList(1, part.length).contains(name)) {
          return part[0];
        }
      }
    }
    return "other";
  }

  private static void report(double step, Map<String, Integer> looks) {
    double all = 0;
    for (String code : new String[] {"engine", "djl", "own"}) {
      all += looks.getOrDefault(code, 0);
    }
    System.out.printf(Locale.ROOT, "%-34s %6.2f ms (%,.0f looks)%n", "step, mean", step, all);
    for (String part :
        new String[] {"minibatch", "forward", "loss", "backward", "update", "other"}) {
      double share = looks.getOrDefault(part, 0) / all;
      System.out.printf(
          Locale.ROOT, "  %-32s %6.2f ms %5.1f %%%n", part, share * step, 100 * share);
    }
    for (String[] code : new String[][] {{"djl", "in DJL's Java"}, {"own", "in our own code"}}) {
      double share = looks.getOrDefault(code[0], 0) / all;
      System.out.printf(
          Locale.ROOT, "%-34s %6.2f ms %5.1f %%%n", code[1], share * step, 100 * share);
    }
  }

  /** Median time of one step's products: each layer's output, weight gradient, input gradient. */
  private static double products() {
    double[] times = new double[PRODUCTS];
    try (NDManager manager = Compute.newManager()) {
      NDArray[][] operands = new NDArray[LAYERS.length][];
      for (int i = 0; i < LAYERS.length; i++) {
        long in = LAYERS[i][0];
        long out = LAYERS[i][1];
        operands[i] =
            new NDArray[] {
              manager.randomNormal(new Shape(Subject.BATCH, in)),
              manager.randomNormal(new Shape(out, in)),
              manager.randomNormal(new Shape(Subject.BATCH, out))
            };
      }
      for (int run = 0; run < PRODUCTS; run++) {
        long start = System.nanoTime();
        for (int i = 0; i < LAYERS.length; i++) {
          multiply(operands[i][0], operands[i][1], operands[i][2], i > 0);
        }
        times[run] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(times);
    return times[PRODUCTS / 2];
  }

  private static void multiply(NDArray x, NDArray w, NDArray gradient, boolean ofInput) {
    x.matMul(w.transpose()).close();
    gradient.transpose().matMul(x).close();
    if (ofInput) {
      gradient.matMul(w).close();
    }
  }
}
