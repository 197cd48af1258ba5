package generative.benchmarks;

import static generative.objective.GradientPenalty.gradientPenalty;
import static generative.objective.Wasserstein.criticLoss;
import static generative.objective.Wasserstein.estimate;
import static generative.training.Losses.losses;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.data.Examples;
import generative.data.PlaneDistributions;
import generative.evaluation.SampleDistance;
import generative.evaluation.Steepness;
import generative.nn.Critic;
import generative.tensor.Compute;
import generative.training.Training;
import generative.training.optimizer.Descent;
import java.util.Arrays;
import java.util.Locale;

/**
 * A critic between two clouds that stay where they are: its estimate after 3,000 steps, divided by
 * its own steepness, against the exact earth mover's distance; with penalties of 10 and 1, and with
 * clipped weights. Three seeds each.
 */
public final class FixedClouds {

  private static final int POINTS = 2000;
  private static final int STEPS = 3000;
  private static final int BATCH = 256;

  private FixedClouds() {}

  public static void main(String[] arguments) {
    System.out.println(Compute.describe());
    try (NDManager manager = Compute.newManager()) {
      NDArray ring = PlaneDistributions.ring(POINTS, 1).data();
      NDArray roll = PlaneDistributions.swissRoll(POINTS, 2).data();
      NDArray west = manager.randomNormal(new Shape(POINTS, 2)).mul(0.3);
      NDArray east = manager.randomNormal(new Shape(POINTS, 2)).mul(0.3).add(2);
      compare(manager, "ring and Swiss roll", ring, roll);
      compare(manager, "two Gaussians", west, east);
    }
  }

  private static void compare(NDManager manager, String name, NDArray real, NDArray fake) {
    double exact = SampleDistance.between(real, fake);
    System.out.printf(Locale.ROOT, "%s: exact distance %.4f%n", name, exact);
    for (float lambda : new float[] {10, 1}) {
      rows(manager, "penalty " + lambda, Descent.adam(1e-3f, 0.5, 0.9), lambda, real, fake, exact);
      System.out.printf(
          Locale.ROOT,
          "  theory of the raw constant, 1 + W/(2 λ): %.3f%n",
          1 + exact / (2 * lambda));
    }
    rows(manager, "clipping 0.1", Descent.rmsProp(5e-4f).clip(0.1f), 0, real, fake, exact);
  }

  private static void rows(
      NDManager manager,
      String name,
      Descent descent,
      float lambda,
      NDArray real,
      NDArray fake,
      double exact) {
    double[] byMean = new double[3];
    for (int seed = 1; seed <= 3; seed++) {
      Critic critic = train(manager, descent, lambda, real, fake, seed);
      double raw = estimate(critic.value(real), critic.value(fake)).getFloat();
      Steepness steepness = Steepness.of(critic, real, fake, seed);
      byMean[seed - 1] = raw / steepness.meanOnSegments() / exact;
      System.out.printf(
          Locale.ROOT,
          "  %s, seed %d: estimate %.4g (%.3f of the distance), over the mean slope %.3f, over the"
              + " largest slope %.3f, over the largest ratio %.3f, over the spectral bound %.4f%n",
          name,
          seed,
          raw,
          raw / exact,
          byMean[seed - 1],
          raw / steepness.largestGradient() / exact,
          raw / steepness.largestRatio() / exact,
          raw / steepness.spectralBound() / exact);
    }
    System.out.printf(
        Locale.ROOT,
        "  %s, over the mean slope, mean of three: %.3f%n",
        name,
        Arrays.stream(byMean).average().orElseThrow());
  }

  /** The two clouds stand side by side in the rows, two coordinates each. */
  private static Critic train(
      NDManager manager, Descent descent, float lambda, NDArray real, NDArray fake, int seed) {
    Critic critic = new Critic(2, 128, 128, 128);
    Engine.getInstance().setRandomSeed(seed);
    critic.initialize(manager, DataType.FLOAT32, new Shape(BATCH, 2));
    Examples pairs = Examples.of(NDArrays.concat(new NDList(real, fake), 1), null);
    try (Training training = Training.of(critic, pairs, BATCH).by(descent).seed(seed)) {
      int epochs = (STEPS + training.steps(1) - 1) / training.steps(1);
      training.run(
          epochs,
          batch -> {
            NDArray r = batch.data().get(batch.manager(), new NDIndex(":, :2"));
            NDArray f = batch.data().get(batch.manager(), new NDIndex(":, 2:"));
            var losses = losses("critic", criticLoss(critic.value(r), critic.value(f)));
            return lambda > 0
                ? losses.and("penalty", gradientPenalty(critic::value, r, f, lambda))
                : losses;
          });
    }
    return critic;
  }
}
