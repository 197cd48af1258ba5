package generative.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import generative.JavaProcess;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Large matrices in small heaps: what fits is solved, what doesn't is told before it is made. */
class MemoryTest {

  /**
   * A matrix of 13 MB in a heap of 48: of five alive the last would not fit, of garbage it does.
   */
  @Test
  void garbageDoesNotCount() throws Exception {
    assertThat(inHeapOf(48, "matrices", 1_280)).isEqualTo("made");
  }

  /** Each of n − 1 points goes one step; a copy of the 18 MB would not fit. */
  @Test
  void aWeightOfZeroCopiesNothing() throws Exception {
    assertThat(inHeapOf(32, "zero weight", 1_500)).isEqualTo("1499.0");
  }

  /** The costs have 18 MB, and the two plans 36. */
  @Test
  void plansThatDoNotFitAreToldBeforehand() throws Exception {
    assertThat(inHeapOf(48, "sinkhorn", 1_500))
        .startsWith("java.lang.IllegalArgumentException: 1,500 x 1,500 costs need 36 MB and ")
        .endsWith(" MB are free; give Java more by -Xmx, or take fewer points");
    assertThat(inHeapOf(96, "sinkhorn", 1_500)).startsWith("distance between ");
  }

  /** With and without a copy of the matrix the transport is the same. */
  @Property(tries = 200)
  void targetsWithoutWeightMayBeCarriedAlong(@ForAll long seed) {
    Random random = new Random(seed);
    double[] p = weights(random, 1 + random.nextInt(8));
    double[] q = weights(random, 2 + random.nextInt(8));
    double[][] cost = new double[p.length][];
    for (int i = 0; i < p.length; i++) {
      cost[i] = random.ints(q.length, 0, 10).asDoubleStream().toArray();
    }
    Transport copied = new Balanced(p, q, cost, 9, true).solve(EarthMoversDistance.Listener.NONE);
    Transport carried = new Balanced(p, q, cost, 9, false).solve(EarthMoversDistance.Listener.NONE);
    assertThat(carried.work()).isCloseTo(copied.work(), within(1e-12));
    assertThat(carried.flows()).allMatch(flow -> q[flow.to()] > 0);
    Certificate certificate = carried.certificate();
    assertThat(certificate.marginalViolation()).isLessThan(1e-12);
    assertThat(certificate.dualViolation()).isLessThan(1e-11);
    assertThat(certificate.dualityGap()).isCloseTo(0, within(1e-11));
  }

  /** Small whole numbers, of which every third is zero; the first isn't. */
  private static double[] weights(Random random, int n) {
    double[] weights = random.ints(n, 0, 3).asDoubleStream().toArray();
    weights[0] = 2;
    return weights;
  }

  private static String inHeapOf(int megabytes, String what, int n) throws Exception {
    List<String> options = List.of("-Xmx" + megabytes + "m", "-XX:+UseSerialGC");
    return JavaProcess.lastLine(options, SmallHeap.class, what, Integer.toString(n));
  }
}
