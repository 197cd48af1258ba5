package generative.objective;

import static generative.objective.GradientPenalty.gradientPenalty;
import static generative.objective.GradientPenalty.oneSidedGradientPenalty;
import static generative.objective.GradientPenalty.penalty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import generative.tensor.Compute;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The numbers are those of Python's torch 2.7.1, in double precision:
 *
 * <pre>{@code
 * def wave(frequency, *shape):
 *     numbers = [math.sin(frequency * (k + 1)) for k in range(math.prod(shape))]
 *     return torch.tensor(numbers).reshape(shape)
 *
 * between = ((torch.arange(6) + 0.5) / 6)[:, None]
 * x = (between * wave(1, 6, 2) + (1 - between) * wave(2, 6, 2)).requires_grad_()
 * w = wave(5, 23).requires_grad_()
 * w1, w2, w3 = w[:8].reshape(4, 2), w[8:20].reshape(3, 4), w[20:].reshape(1, 3)
 * h = torch.relu(torch.relu(x @ w1.T + 0.5 * wave(1, 4)) @ w2.T + 0.5 * wave(1, 3))
 * slopes, = torch.autograd.grad((h @ w3.T).sum(), x, create_graph=True)
 * penalty = 10 * (slopes.square().sum(1).sqrt() - 1).square()  # one-sided: .clamp(min=0).square()
 * gradient, = torch.autograd.grad(penalty.sum(), w)
 * }</pre>
 */
class GradientPenaltyTest {

  private static final double[] TWO_SIDED = {
    3.04949842, 15.6477093, 0.934400454, 0.377990356, 2.16828204, 0.934400454
  };
  private static final double[] TWO_SIDED_GRADIENT = {
    -36.8778139, -5.65403791, 24.1171306, 18.0465728, 19.783328, -18.3617959, -2.68549022,
    -2.20677891, 36.2591494, -35.9136757, -7.84036037, -3.45380525, 1.65290423, -1.24034474,
    -0.512738396, -0.157444656, -35.3214166, 26.5053064, 10.9568638, 3.36448306, -50.6597562,
    -17.2252316, 37.7578894
  };
  private static final double[] ONE_SIDED = {
    0, 15.6477093, 0.934400454, 0.377990356, 2.16828204, 0.934400454
  };
  private static final double[] ONE_SIDED_GRADIENT = {
    -36.8778139, -5.65403791, 32.9103834, 19.7503713, 26.9735745, -16.9685991, -2.68549022,
    -2.20677891, 36.2591494, -35.9136757, -7.84036037, -3.45380525, 1.65290423, -1.63715552,
    -0.35740951, -0.157444656, -35.3214166, 34.9848775, 7.63759324, 3.36448306, -50.6597562,
    -8.92279898, 43.3772878
  };

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void isTorchsForEachExample() {
    NDArray x = points();
    Function<NDArray, NDArray> critic = critic(wave(5, 23));
    assertThat(penalty(critic, x, 10, false).toDoubleArray())
        .containsExactly(TWO_SIDED, within(1e-6));
    assertThat(penalty(critic, x, 10, true).toDoubleArray())
        .containsExactly(ONE_SIDED, within(1e-6));
  }

  @Test
  void itsGradientIsTorchs() {
    NDArray x = points();
    assertThat(FiniteDifferences.engine(wave(5, 23), w -> penalty(critic(w), x, 10, false).sum()))
        .containsExactly(TWO_SIDED_GRADIENT, within(1e-5));
    assertThat(FiniteDifferences.engine(wave(5, 23), w -> penalty(critic(w), x, 10, true).sum()))
        .containsExactly(ONE_SIDED_GRADIENT, within(1e-5));
  }

  @Test
  void itsGradientIsThatOfFiniteDifferencesOfThePenalty() {
    NDArray real = wave(1, 6, 2);
    NDArray fake = wave(2, 6, 2);
    Function<NDArray, NDArray> twoSided =
        w -> sameDraws(() -> gradientPenalty(critic(w), real, fake, 10)).sum();
    Function<NDArray, NDArray> oneSided =
        w -> sameDraws(() -> oneSidedGradientPenalty(critic(w), real, fake, 10)).sum();
    for (Function<NDArray, NDArray> penalty : List.of(twoSided, oneSided)) {
      NDArray w = wave(5, 23);
      double[] expected = FiniteDifferences.differences(w, penalty);
      assertThat(FiniteDifferences.engine(w, penalty)).containsExactly(expected, within(1e-4));
    }
  }

  /** The critic |x|²/2 is as steep at x as x is long, so on the way from 0 to 1 it tells where. */
  @Test
  void drawsOnePointOfEachSegmentUniformly() {
    int n = 4000;
    NDArray real = manager.full(new Shape(n, 2), (float) Math.sqrt(0.5));
    NDArray fake = manager.zeros(new Shape(n, 2));
    NDArray half = manager.full(new Shape(), 0.5f);
    NDArray penalty = gradientPenalty(x -> x.square().sum(new int[] {1}).mul(half), real, fake, 1);
    double[] at = penalty.toType(DataType.FLOAT64, true).toDoubleArray();
    double[] place = Arrays.stream(at).map(p -> 1 - Math.sqrt(p)).sorted().toArray();
    double farthest =
        IntStream.range(0, n)
            .mapToDouble(i -> Math.abs(place[i] - (i + 0.5) / n))
            .max()
            .orElseThrow();
    assertThat(farthest).isLessThan(1.95 / Math.sqrt(n)); // Kolmogorov and Smirnov, 1 in 1,000
  }

  /** A critic of slope 1 where x + y = 1, and steeper everywhere else. */
  @Test
  void looksNowhereButOnTheSegment() {
    NDArray real = manager.create(new float[] {1, 0, 0, 1, 0.25f, 0.75f}, new Shape(3, 2));
    NDArray fake = manager.create(new float[] {0, 1, 0.5f, 0.5f, 3, -2}, new Shape(3, 2));
    NDArray fifty = manager.full(new Shape(), 50f);
    NDArray root = manager.full(new Shape(), (float) Math.sqrt(0.5));
    Function<NDArray, NDArray> gorge =
        x -> {
          NDArray off = x.sum(new int[] {1}).sub(1).square().mul(fifty);
          return x.get(":, 0").sub(x.get(":, 1")).mul(root).add(off);
        };
    float[] penalty = gradientPenalty(gorge, real, fake, 10).toFloatArray();
    assertThat(penalty).containsExactly(new float[3], within(1e-4f));
  }

  /** A network 2-4-3-1 with the matrices' weights as given. */
  private Function<NDArray, NDArray> critic(NDArray w) {
    NDArray first = w.get("0:8").reshape(4, 2).transpose();
    NDArray second = w.get("8:20").reshape(3, 4).transpose();
    NDArray third = w.get("20:23").reshape(1, 3).transpose();
    return x -> {
      NDArray h = Activation.relu(x.matMul(first).add(wave(1, 4).mul(0.5)));
      return Activation.relu(h.matMul(second).add(wave(1, 3).mul(0.5))).matMul(third).flatten();
    };
  }

  private NDArray points() {
    double[] x = new double[12];
    for (int k = 0; k < x.length; k++) {
      double between = (k / 2 + 0.5) / 6;
      x[k] = between * Math.sin(k + 1) + (1 - between) * Math.sin(2 * (k + 1));
    }
    return manager.create(x).reshape(6, 2);
  }

  private NDArray wave(int frequency, long... shape) {
    int size = (int) new Shape(shape).size();
    double[] values =
        IntStream.range(0, size).mapToDouble(k -> Math.sin(frequency * (k + 1))).toArray();
    return manager.create(values).reshape(shape);
  }

  private static NDArray sameDraws(Supplier<NDArray> penalty) {
    Engine.getInstance().setRandomSeed(5);
    return penalty.get();
  }
}
