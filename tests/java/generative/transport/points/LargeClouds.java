package generative.transport.points;

import java.util.Arrays;
import java.util.Locale;

/**
 * Solves large clouds and checks all pairs, by the tree and one by one. After {@code mvn
 * test-compile}: {@code java -Xmx400m -cp
 * src/transport/target/classes:src/transport/target/test-classes
 * generative.transport.points.LargeClouds GAUSSIANS UNIFORM 2 20000 20000 EUCLIDEAN}
 */
final class LargeClouds {

  private LargeClouds() {}

  public static void main(String[] arguments) {
    Clouds.Shape shape = Clouds.Shape.valueOf(arguments[0]);
    Clouds.Mass mass = Clouds.Mass.valueOf(arguments[1]);
    int d = Integer.parseInt(arguments[2]);
    int n = Integer.parseInt(arguments[3]);
    int m = Integer.parseInt(arguments[4]);
    Ground ground = Ground.valueOf(arguments[5]);
    for (int warm = 0; warm < 3; warm++) {
      solve(
          Clouds.of(shape, mass, d, Math.min(n, 2000), Math.min(m, 2000), true, 1), ground, false);
    }
    solve(Clouds.of(shape, mass, d, n, m, true, 1), ground, true);
  }

  private static void solve(Clouds clouds, Ground ground, boolean told) {
    long start = System.nanoTime();
    PointPlan plan =
        PointTransport.solve(clouds.x, clouds.p, clouds.y, clouds.q, ground, (pivots, work) -> {});
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!told) {
      return;
    }
    double work = Checks.work(clouds, ground, plan);
    double dual = Checks.product(plan.u(), clouds.p) + Checks.product(plan.v(), clouds.q);
    double[] u = plan.u();
    double[] v = plan.v();
    long check = System.nanoTime();
    double byTree = Proof.violation(clouds.x, clouds.y, ground, u, v);
    double checked = (System.nanoTime() - check) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%,d x %,d: %.2f s, distance %.15g, gap %.1e, violation %.1e by the tree in %.2f s,"
            + " %.1e of all pairs, marginals off by %.1e%n",
        u.length,
        v.length,
        seconds,
        work / Arrays.stream(plan.amount()).sum(),
        (work - dual) / work,
        byTree,
        checked,
        Proof.violationOfAllPairs(clouds.x, clouds.y, ground, u, v),
        Checks.marginals(clouds, plan));
  }
}
