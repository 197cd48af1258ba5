package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {

  private static final double[] ORIGIN = {0, 0};
  private static final double[][] UNIT = {{1, 0}, {0, 1}};

  private final NDManager manager = Compute.newManager();

  @BeforeEach
  void seed() {
    Engine.getInstance().setRandomSeed(4);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Of diagonal Gaussians: Σ (m₁ − m₂)² + (σ₁ − σ₂)². */
  @Test
  void ofDiagonalGaussiansIsASum() {
    double[][] first = {{4, 0}, {0, 9}};
    double[][] second = {{25, 0}, {0, 1}};
    assertThat(FrechetDistance.between(new double[] {1, 2}, first, new double[] {3, -1}, second))
        .isCloseTo(4 + 9 + 9 + 4, within(1e-12));
  }

  /** In two dimensions tr (C₁ C₂)^½ = √(tr C₁ C₂ + 2 √det C₁ C₂), by Cayley and Hamilton. */
  @Test
  void ofGaussiansThatDoNotCommuteHasAClosedFormOnThePlane() {
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      double[][] a = covariance(random);
      double[][] b = covariance(random);
      double trace = 0;
      for (int j = 0; j < 4; j++) {
        trace += a[j / 2][j % 2] * b[j % 2][j / 2];
      }
      double common = Math.sqrt(trace + 2 * Math.sqrt(determinant(a) * determinant(b)));
      double expected = a[0][0] + a[1][1] + b[0][0] + b[1][1] - 2 * common;
      assertThat(FrechetDistance.between(ORIGIN, a, ORIGIN, b)).isCloseTo(expected, within(1e-10));
      assertThat(FrechetDistance.between(ORIGIN, b, ORIGIN, a)).isCloseTo(expected, within(1e-10));
    }
  }

  @Test
  void toAPointIsTheVariance() {
    double[][] nothing = {{0, 0}, {0, 0}};
    double[][] singular = {{2, 2}, {2, 2}};
    assertThat(FrechetDistance.between(ORIGIN, singular, ORIGIN, nothing))
        .isCloseTo(4, within(1e-12));
    assertThat(FrechetDistance.between(ORIGIN, nothing, ORIGIN, nothing)).isZero();
    assertThat(FrechetDistance.between(ORIGIN, singular, ORIGIN, singular))
        .isCloseTo(0, within(1e-7));
  }

  @Test
  void ofASampleAndItselfIsNothing() {
    NDArray sample = manager.randomNormal(new Shape(500, 64));
    assertThat(FrechetDistance.between(sample, sample)).isCloseTo(0, within(1e-9));
  }

  @Test
  void ofASampleMovedIsTheSquareOfTheWay() {
    NDArray sample = manager.randomNormal(new Shape(500, 3));
    NDArray moved = sample.add(manager.create(new float[] {3, 0, 4}));
    assertThat(FrechetDistance.between(sample, moved)).isCloseTo(25, within(1e-4));
  }

  /** Covariances over n − 1: of 0 and 2 it's 2, of 0 and 4 it's 8. */
  @Test
  void takesCovariancesOverOneLess() {
    NDArray first = manager.create(new float[] {0, 2}, new Shape(2, 1));
    NDArray second = manager.create(new float[] {0, 4}, new Shape(2, 1));
    assertThat(FrechetDistance.between(first, second))
        .isCloseTo(1 + Math.pow(Math.sqrt(8) - Math.sqrt(2), 2), within(1e-12));
  }

  @Test
  void ofLargeSamplesNearsThatOfTheirGaussians() {
    NDArray first = manager.randomNormal(new Shape(50_000, 2));
    NDArray second = first.mul(manager.create(new float[] {2, 3})).add(1);
    assertThat(FrechetDistance.between(first, second)).isCloseTo(2 + 1 + 4, within(0.1));
  }

  /** Covariances of such samples have entries that are zero but for rounding. */
  @Test
  void takesSamplesWhoseColumnsHaveNothingToDoWithEachOther() {
    float[] circle = new float[200];
    float[] grid = new float[242];
    float[] constant = new float[200];
    for (int i = 0; i < 100; i++) {
      circle[2 * i] = (float) Math.cos(2 * Math.PI * i / 100);
      circle[2 * i + 1] = (float) Math.sin(2 * Math.PI * i / 100);
      constant[2 * i] = 0.1f * i;
      constant[2 * i + 1] = 0.3f;
    }
    for (int i = 0; i < 121; i++) {
      grid[2 * i] = 0.1f * (i / 11);
      grid[2 * i + 1] = 0.1f * (i % 11);
    }
    for (float[] points : new float[][] {circle, grid, constant}) {
      NDArray sample = manager.create(points, new Shape(points.length / 2, 2));
      assertThat(FrechetDistance.between(sample, sample)).isCloseTo(0, within(1e-12));
      NDArray moved = sample.add(manager.create(new float[] {3, 4}));
      assertThat(FrechetDistance.between(sample, moved)).isCloseTo(25, within(1e-4));
    }
  }

  /** The circle's variance is ½ · 100 / 99 a coordinate, the grid's 0.1 · 121 / 120. */
  @Test
  void ofACircleAndAGridHasAClosedForm() {
    float[] circle = new float[200];
    float[] grid = new float[242];
    for (int i = 0; i < 100; i++) {
      circle[2 * i] = (float) Math.cos(2 * Math.PI * i / 100);
      circle[2 * i + 1] = (float) Math.sin(2 * Math.PI * i / 100);
    }
    for (int i = 0; i < 121; i++) {
      grid[2 * i] = i / 11 / 10f - 0.5f;
      grid[2 * i + 1] = i % 11 / 10f - 0.5f;
    }
    double apart = Math.sqrt(0.5 * 100 / 99) - Math.sqrt(0.1 * 121 / 120);
    assertThat(
            FrechetDistance.between(
                manager.create(circle, new Shape(100, 2)), manager.create(grid, new Shape(121, 2))))
        .isCloseTo(2 * apart * apart, within(1e-6));
  }

  /** A sum over axes, turned into any direction, of scales from 1e-4 to 1e8 in one Gaussian. */
  @Test
  void ofVeryDifferentScalesLosesNoDigits() {
    double c = Math.cos(0.7);
    double s = Math.sin(0.7);
    for (double large : new double[] {1, 1e4, 1e8}) {
      double[][] first = turned(large, 1e-4, c, s);
      double[][] second = turned(large, 4e-4, c, s);
      assertThat(FrechetDistance.between(ORIGIN, first, ORIGIN, second))
          .isCloseTo(1e-4, within(1e-10 + 1e-15 * large));
      assertThat(FrechetDistance.between(ORIGIN, first, ORIGIN, first)).isLessThan(1e-28 * large);
    }
  }

  @Test
  void ofSamplesFarFromTheOriginIsAsNear() {
    float[] numbers = {0, 1, 0, 3, 4, 4, 8, 0};
    float[] shifted = new float[8];
    for (int i = 0; i < 8; i++) {
      shifted[i] = numbers[i] + 4_000_000;
    }
    NDArray near = manager.create(numbers, new Shape(4, 2));
    NDArray far = manager.create(shifted, new Shape(4, 2));
    NDArray other = near.mul(2);
    NDArray farOther = other.add(4_000_000);
    assertThat(FrechetDistance.between(far, farOther))
        .isCloseTo(FrechetDistance.between(near, other), within(1e-9));
  }

  private static double[][] turned(double x, double y, double c, double s) {
    double mixed = c * s * (x - y);
    return new double[][] {{c * c * x + s * s * y, mixed}, {mixed, s * s * x + c * c * y}};
  }

  private static double[][] covariance(Random random) {
    double a = random.nextGaussian();
    double b = random.nextGaussian();
    double c = random.nextGaussian();
    return new double[][] {{a * a + b * b, b * c}, {b * c, c * c}};
  }

  private static double determinant(double[][] c) {
    return c[0][0] * c[1][1] - c[0][1] * c[1][0];
  }
}
