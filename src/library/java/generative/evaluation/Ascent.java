package generative.evaluation;

import generative.tensor.Interruption;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A climb to where a critic is steepest, from many starts at once: real points, fake ones and
 * points between.
 *
 * <p>A network of ReLU layers is linear in each of many cells, so its gradient's norm has no slope
 * to follow, only steps where one cell ends. The climb therefore tries: each point looks at a place
 * beside it and moves there if the critic is no less steep. Places lie alternately in a random
 * direction and in that from one point of the clouds to another; from half of the clouds' distance
 * the steps shrink to a thousandth. What it finds is a gradient norm that the critic has, and so a
 * lower bound of its Lipschitz constant.
 */
final class Ascent {

  private static final int STARTS = 300;
  private static final int ROUNDS = 120;
  private static final double FIRST_STEP = 0.5;
  private static final double LAST_STEP = 1e-3;

  private final Slopes slopes;
  private final float[][] reals;
  private final float[][] fakes;
  private final Random random;

  /**
   * Prepares it.
   *
   * @param reals {@code [n][d]}
   * @param fakes {@code [m][d]}
   */
  Ascent(Slopes slopes, float[][] reals, float[][] fakes, Random random) {
    this.slopes = slopes;
    this.reals = reals;
    this.fakes = fakes;
    this.random = random;
  }

  /**
   * Returns where the climbs end, {@code [n][d]}; a third of the starts are of these between the
   * clouds.
   */
  float[][] summits(float[][] between) {
    float[][] points =
        Stream.of(draw(reals), draw(fakes), draw(between))
            .flatMap(Arrays::stream)
            .toArray(float[][]::new);
    double[] found = slopes.at(points);
    double extent = extent();
    for (int round = 0; round < ROUNDS; round++) {
      Interruption.check();
      double share = (double) round / (ROUNDS - 1);
      double step = FIRST_STEP * Math.pow(LAST_STEP / FIRST_STEP, share);
      float[][] tried = beside(points, round % 2 == 0, step, extent);
      double[] there = slopes.at(tried);
      for (int i = 0; i < points.length; i++) {
        if (there[i] >= found[i]) {
          points[i] = tried[i];
          found[i] = there[i];
        }
      }
    }
    return points;
  }

  private float[][] draw(float[][] points) {
    return random
        .ints(STARTS / 3, 0, points.length)
        .mapToObj(i -> points[i])
        .toArray(float[][]::new);
  }

  /** The mean distance of a real point from a fake one, or 1 where they are all the same. */
  private double extent() {
    double sum = 0;
    for (int i = 0; i < STARTS; i++) {
      float[] a = any(reals);
      float[] b = any(fakes);
      double square = 0;
      for (int k = 0; k < a.length; k++) {
        square += (a[k] - b[k]) * (a[k] - b[k]);
      }
      sum += Math.sqrt(square);
    }
    return sum > 0 ? sum / STARTS : 1;
  }

  private float[][] beside(float[][] points, boolean anywhere, double step, double extent) {
    float[][] beside = new float[points.length][];
    for (int i = 0; i < points.length; i++) {
      float[] from = random.nextBoolean() ? any(reals) : any(fakes);
      float[] to = random.nextBoolean() ? any(reals) : any(fakes);
      double length = step * extent / Math.sqrt(from.length);
      beside[i] = new float[from.length];
      for (int k = 0; k < from.length; k++) {
        double move = anywhere ? length * random.nextGaussian() : step * (to[k] - from[k]);
        beside[i][k] = (float) (points[i][k] + move);
      }
    }
    return beside;
  }

  private float[] any(float[][] points) {
    return points[random.nextInt(points.length)];
  }
}
