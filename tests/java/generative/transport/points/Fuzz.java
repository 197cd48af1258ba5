package generative.transport.points;

import generative.transport.EarthMoversDistance;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Solves instance after instance, and says where plan and prices don't prove each other or the
 * matrix solver finds another value. After {@code mvn test-compile}: {@code java -cp
 * src/transport/target/classes:src/transport/target/test-classes generative.transport.points.Fuzz 0
 * 100000 60}, with the first number, the count and the largest size.
 */
final class Fuzz {

  private Fuzz() {}

  public static void main(String[] arguments) {
    int first = Integer.parseInt(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    int wrong = 0;
    for (int number = first; number < first + count; number++) {
      String trouble;
      try {
        trouble = trouble(number, Integer.parseInt(arguments[2]));
      } catch (RuntimeException e) {
        trouble = e + " " + Arrays.toString(Arrays.copyOf(e.getStackTrace(), 3));
      }
      if (!trouble.isEmpty()) {
        wrong++;
        System.out.println(number + " " + trouble);
      }
    }
    System.out.printf(Locale.ROOT, "%,d instances, %,d wrong%n", count, wrong);
  }

  /** What is wrong with the solution of an instance, or nothing. */
  static String trouble(int number, int largest) {
    Random random = new Random(number);
    Clouds.Shape shape = Clouds.Shape.values()[number % Clouds.Shape.values().length];
    Ground ground = Ground.values()[random.nextInt(4)];
    Clouds.Mass mass = Clouds.Mass.values()[random.nextInt(5)];
    int d = 2 + random.nextInt(2);
    int n = random.nextInt(8) == 0 ? 1 : 1 + random.nextInt(largest);
    int m = random.nextInt(3) == 0 ? n : random.nextInt(8) == 0 ? 1 : 1 + random.nextInt(largest);
    boolean equal = random.nextInt(3) > 0;
    Clouds clouds = Clouds.of(shape, mass, d, n, m, equal, number);
    int coarsest = random.nextInt(3) == 0 ? Levels.COARSEST : 2 + random.nextInt(largest);
    String trouble = trouble(clouds, ground, coarsest, shape == Clouds.Shape.FAR_OUTLIERS);
    return trouble.isEmpty()
        ? ""
        : String.format(
            "%s %s %s d=%d %dx%d %s:%s", shape, mass, ground, d, n, m, equal ? "=" : "≠", trouble);
  }

  private static String trouble(Clouds clouds, Ground ground, int coarsest, boolean far) {
    PointPlan plan =
        PointTransport.solve(
            clouds.x, clouds.p, clouds.y, clouds.q, ground, coarsest, (pivots, w) -> {});
    StringBuilder trouble = new StringBuilder();
    double scale = scale(clouds, ground);
    double amount = Arrays.stream(plan.amount()).sum();
    double work = Checks.work(clouds, ground, plan);
    double dual = Checks.product(plan.u(), clouds.p) + Checks.product(plan.v(), clouds.q);
    double all = Proof.violationOfAllPairs(clouds.x, clouds.y, ground, plan.u(), plan.v());
    double tree = Proof.violation(clouds.x, clouds.y, ground, plan.u(), plan.v());
    double slack = 1e-13 * scale * amount;
    double marginals = Checks.marginals(clouds, plan);
    say(trouble, "marginals", marginals, marginals > 1e-9);
    say(trouble, "violation/scale", all / scale, all > 1e-12 * scale);
    say(trouble, "tree − all", tree - all, Math.abs(tree - all) > 4e-15 * scale);
    say(trouble, "gap", (work - dual) / work, Math.abs(work - dual) > 1e-9 * work + slack);
    double matrix = matrix(clouds, ground);
    double off = work - matrix;
    say(trouble, "over matrix", off / matrix, off > 1e-9 * matrix + slack);
    say(trouble, "under matrix", off / matrix, !far && off < -1e-9 * matrix - slack);
    boolean free = Arrays.stream(plan.u()).allMatch(Double::isFinite);
    say(trouble, "price", 0, !free || !Arrays.stream(plan.v()).allMatch(Double::isFinite));
    return trouble.toString();
  }

  private static void say(StringBuilder trouble, String what, double value, boolean isWrong) {
    if (isWrong) {
      trouble.append(String.format(Locale.ROOT, " %s %.2e", what, value));
    }
  }

  /** The largest cost. */
  private static double scale(Clouds clouds, Ground ground) {
    double scale = 0;
    for (double[] x : clouds.x) {
      for (double[] y : clouds.y) {
        scale = Math.max(scale, Checks.cost(x, y, ground));
      }
    }
    return scale == 0 ? 1 : scale;
  }

  static double matrix(Clouds clouds, Ground ground) {
    double[][] cost = new double[clouds.x.length][clouds.y.length];
    for (int i = 0; i < cost.length; i++) {
      for (int j = 0; j < cost[i].length; j++) {
        cost[i][j] = Checks.cost(clouds.x[i], clouds.y[j], ground);
      }
    }
    return EarthMoversDistance.transport(clouds.p, clouds.q, cost).work();
  }
}
