package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import generative.data.Examples;
import generative.nn.Gaussian;
import generative.objective.LatentLoss;
import generative.tensor.NormalDraws;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With one coding, the integral over codings can be had from a grid, and everything be checked. */
class LikelihoodTest extends LikelihoodFixture {

  private static final int GRID = 4001;
  private static final double END = 10;

  @Test
  void isTheIntegralOverAllCodings() {
    double[] expected = new double[7];
    double[][] surprise = surprise();
    for (int i = 0; i < expected.length; i++) {
      double sum = 0;
      for (int k = 0; k < GRID; k++) {
        sum += width() * normal(z(k), 0, 1) * Math.exp(-surprise[i][k]);
      }
      expected[i] = Math.log(sum);
    }
    assertThat(Likelihood.logLikelihood(network, examples, 20_000, 1))
        .containsExactly(expected, within(0.02));
  }

  /** One draw is right on average: over many seeds the mean comes close to the bound's integral. */
  @Test
  void boundIsTheIntegralOverTheEncodersCodings() {
    Gaussian code = network.encode(examples.data());
    float[] mean = code.mean().toFloatArray();
    float[] deviation = code.deviation().toFloatArray();
    float[] latent = LatentLoss.latentLoss(code.mean(), code.gamma()).toFloatArray();
    double[][] surprise = surprise();
    int seeds = 400;
    for (int i = 0; i < mean.length; i++) {
      double expected = -latent[i];
      for (int k = 0; k < GRID; k++) {
        expected -= width() * normal(z(k), mean[i], deviation[i]) * surprise[i][k];
      }
      int example = i;
      Estimate estimate =
          Estimate.of(
              IntStream.range(0, seeds)
                  .mapToDouble(s -> Likelihood.lowerBound(network, examples, s)[example])
                  .toArray());
      assertThat(estimate.mean()).isCloseTo(expected, within(5 * estimate.standardError()));
    }
  }

  @Test
  void moreSamplesRaiseIt() {
    double few = mean(1);
    double more = mean(10);
    double many = mean(1000);
    assertThat(few).isLessThan(more);
    assertThat(more).isLessThan(many);
  }

  private double mean(int samples) {
    return IntStream.range(0, 50)
        .mapToDouble(
            s -> Estimate.of(Likelihood.logLikelihood(network, examples, samples, s)).mean())
        .average()
        .getAsDouble();
  }

  @Test
  void comesOutTheSameInChunksOfAnySize() {
    NDArray many = examples.data().repeat(0, 60); // 420 images, more than fit in one chunk
    double[] all = Likelihood.logLikelihood(network, Examples.of(many, null), 2000, 1);
    double[] some = Likelihood.logLikelihood(network, examples, 20_000, 1);
    for (int i = 0; i < 7; i++) {
      double mean = Arrays.stream(all, 60 * i, 60 * (i + 1)).average().getAsDouble();
      assertThat(mean).isCloseTo(some[i], within(0.03));
    }
    assertThat(all).hasSize(420);
  }

  @Test
  void dependsOnTheSeedAlone() {
    assertThat(Likelihood.logLikelihood(network, examples, 10, 5))
        .containsExactly(Likelihood.logLikelihood(network, examples, 10, 5));
    assertThat(Likelihood.lowerBound(network, examples, 5))
        .containsExactly(Likelihood.lowerBound(network, examples, 5))
        .isNotEqualTo(Likelihood.lowerBound(network, examples, 6));
  }

  /** A training in another thread draws from the engine; what it draws mustn't change. */
  @Test
  void leavesTheEnginesRandomNumbersAlone() {
    Engine.getInstance().setRandomSeed(7);
    manager.randomNormal(new Shape(3));
    float[] expected = manager.randomNormal(new Shape(3)).toFloatArray();
    Engine.getInstance().setRandomSeed(7);
    manager.randomNormal(new Shape(3));
    Likelihood.lowerBound(network, examples, 5);
    Likelihood.logLikelihood(network, examples, 10, 5);
    assertThat(manager.randomNormal(new Shape(3)).toFloatArray()).containsExactly(expected);
  }

  /** So numbers stay what they were when the engine was seeded. */
  @Test
  void drawsWhatTheSeededEngineWouldDraw() {
    for (long seed : new long[] {0, 5, -3, 1L << 40}) {
      Engine.getInstance().setRandomSeed(Long.hashCode(seed));
      try (NormalDraws noise = new NormalDraws(seed)) {
        for (Shape shape : new Shape[] {new Shape(3, 4), new Shape(50, 20), new Shape(2, 3, 30)}) {
          NDArray drawn = noise.normal(shape, examples.data());
          assertThat(drawn.getShape()).isEqualTo(shape);
          assertThat(drawn.toFloatArray())
              .containsExactly(manager.randomNormal(shape).toFloatArray());
        }
      }
    }
  }

  /**
   * From one draw it is the bound on average, also where a deviation is far below the last digit of
   * the mean, so that the draw tells nothing of its noise.
   */
  @Test
  void aVerySureEncoderLosesNoNoise() {
    network.getParameters().stream()
        .filter(p -> p.getKey().matches(".*(mean|gamma).*bias"))
        .forEach(p -> p.getValue().getArray().addi(p.getKey().contains("mean") ? 3 : -40));
    assertThat(network.encode(examples.data()).deviation().max().getFloat()).isLessThan(1e-7f);
    double bound = Estimate.of(Likelihood.lowerBound(network, examples, 1)).mean();
    Estimate one =
        Estimate.of(
            IntStream.range(0, 100)
                .mapToDouble(
                    s -> Estimate.of(Likelihood.logLikelihood(network, examples, 1, s)).mean())
                .toArray());
    assertThat(one.standardError()).isPositive();
    assertThat(one.mean()).isCloseTo(bound, within(5 * one.standardError()));
  }

  @Test
  void leavesNothingBehind() {
    int before = manager.getManagedArrays().size();
    Likelihood.logLikelihood(network, examples, 10, 5);
    Likelihood.lowerBound(network, examples, 5);
    ActiveUnits.count(network, examples);
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  /** −log p(x | z) of every example on a grid of codings, from the decoder's pixels in double. */
  private double[][] surprise() {
    float[] grid = new float[GRID];
    IntStream.range(0, GRID).forEach(k -> grid[k] = (float) z(k));
    float[] pixels = network.decode(manager.create(grid, new Shape(GRID, 1))).toFloatArray();
    float[] x = examples.data().toFloatArray();
    double[][] surprise = new double[examples.size()][GRID];
    for (int i = 0; i < examples.size(); i++) {
      for (int k = 0; k < GRID; k++) {
        for (int j = 0; j < INPUTS; j++) {
          double p = pixels[k * INPUTS + j];
          double at = x[i * INPUTS + j];
          surprise[i][k] -= at * Math.log(p) + (1 - at) * Math.log(1 - p);
        }
      }
    }
    return surprise;
  }

  private static double width() {
    return 2 * END / (GRID - 1);
  }

  private static double z(int k) {
    return -END + k * width();
  }

  private static double normal(double z, double mean, double deviation) {
    double u = (z - mean) / deviation;
    return Math.exp(-u * u / 2) / (deviation * Math.sqrt(2 * Math.PI));
  }
}
