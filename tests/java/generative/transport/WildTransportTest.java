package generative.transport;

import static generative.transport.EarthMoversDistance.transport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import generative.transport.Certificate.Verdict;
import generative.transport.Instances.Instance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Weights and costs over many decades, large numbers, forbidden pairs: right, or a sentence. */
class WildTransportTest {

  private static final double FORBIDDEN = Double.POSITIVE_INFINITY;
  private static final double[] ONES = {1, 1, 1};

  /** A hundred thousand of them: tests/benchmarks, WildTransport. */
  @Test
  void exactArithmeticFindsTheSame() {
    Map<Trial, Integer> counts = new EnumMap<>(Trial.class);
    for (int number = 0; number < 2_000; number++) {
      counts.merge(Trial.of(WildInstances.of(number)), 1, Integer::sum);
    }
    assertThat(counts).isEqualTo(Map.of(Trial.RIGHT, 2_000));
  }

  @Test
  void massesMayLieFarApart() {
    double[] thousandths = new double[1000];
    Arrays.fill(thousandths, 1e-3);
    double[][] row = new double[1][1000];
    Arrays.fill(row[0], 3);
    assertThat(transport(new double[] {1e12}, thousandths, row).distance()).isEqualTo(3);
    double[] heavy = {3e15, 1};
    assertThat(transport(heavy, heavy, new double[][] {{0, 1e6}, {1e6, 7}}).work()).isEqualTo(7);
    double[] halves = new double[60];
    double[][] cost = new double[1][60];
    Arrays.setAll(halves, j -> Math.scalb(1.0, -j));
    Arrays.setAll(cost[0], j -> Math.scalb(1.0, j));
    double[] sum = {Arrays.stream(halves).sum()};
    assertThat(transport(sum, halves, cost).work()).isCloseTo(60, within(1e-9));
  }

  @Test
  void costsMayLieFarApart() {
    for (double far : new double[] {1e13, 1e20, 1e300, Double.MAX_VALUE, FORBIDDEN}) {
      double[][] cost = {{7, 7, 5}, {1, far, far}, {8, 3, 0}};
      assertThat(transport(ONES, ONES, cost).work()).isEqualTo(8);
    }
    double[] two = {1, 1};
    double[][] large = {{0, 1.4391730439569351E308}, {0, 1.0566926708763384E308}};
    assertThat(transport(two, two, large).work()).isEqualTo(1.0566926708763384E308);
    double[][] endless = {
      {1.5785620507898631E308, 0}, {6.391690192954171E307, 1.2447360363282107E308}
    };
    assertThat(transport(two, two, endless).work()).isEqualTo(6.391690192954171E307);
    double[][] rounds = {{4, 4, 3}, {1e13, 1, 5}, {1e13, 0, 5}};
    assertThat(transport(ONES, ONES, rounds).work()).isEqualTo(9);
  }

  @Test
  void forbiddenPairsStayUnusedOrAreTheReason() {
    double[][] cost = {{FORBIDDEN, 2, 9}, {3, FORBIDDEN, 9}, {9, 9, FORBIDDEN}};
    assertThat(transport(ONES, ONES, cost).flows())
        .allMatch(flow -> flow.cost() < FORBIDDEN)
        .hasSize(3);
    double[][] stuck = {{1, FORBIDDEN, FORBIDDEN}, {2, FORBIDDEN, FORBIDDEN}, {1, 1, 1}};
    assertThatThrownBy(() -> transport(ONES, ONES, stuck))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sources 0, 1 weigh 2.0, which is 1.0 more than all that they may reach (targets 0);"
                + " change weights or allow more pairs");
    double[][] none = {{1, 1, FORBIDDEN}};
    assertThatThrownBy(() -> transport(new double[] {5}, ONES, none))
        .hasMessage(
            "targets 2 weigh 1.0, which is 1.0 more than all that may reach them (no source);"
                + " change weights or allow more pairs");
    assertThatThrownBy(() -> transport(new double[] {5}, ONES, new double[][] {{1, 1, -FORBIDDEN}}))
        .hasMessageStartingWith("cost [0][2] is -Infinity; costs must be finite");
  }

  @Test
  void workBeyondNumbersGetsASentence() {
    double[] heavy = {1e200};
    Transport transport = transport(heavy, heavy, new double[][] {{1e200}});
    assertThatThrownBy(transport::work)
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "the work is larger than a number can be; divide the weights by one number, or take the"
                + " distance");
    assertThat(transport).hasToString("distance 1.0E200, 1 flows");
  }

  /** Prices of the right plan with the flows of any other never pass for a proof. */
  @Test
  void noWrongPlanIsCalledOptimal() {
    int optimal = 0;
    for (int number = 0; number < 1_000; number++) {
      Instance instance = WildInstances.of(number);
      try {
        Transport right = transport(instance.p(), instance.q(), instance.cost());
        Verdict verdict = right.certificate().verdict();
        assertThat(verdict).as("instance %d", number).isNotEqualTo(Verdict.NOT_OPTIMAL);
        optimal += verdict == Verdict.OPTIMAL ? 1 : 0;
        assertThat(verdictWithOneMore(right, instance, new Random(number)))
            .as("instance %d", number)
            .isNotEqualTo(Verdict.OPTIMAL);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining(" more than all that ");
      }
    }
    assertThat(optimal).isGreaterThan(700);
  }

  /** Of the flows of a plan and one more, large beside the weights at both its ends. */
  private static Verdict verdictWithOneMore(Transport right, Instance instance, Random random) {
    int n = instance.p().length;
    int m = instance.q().length;
    int i = random.nextInt(n);
    int j = random.nextInt(m);
    double amount = Math.max(instance.p()[i], instance.q()[j]) / 2;
    List<Transport.Flow> flows = new ArrayList<>(right.flows());
    flows.add(new Transport.Flow(i, j, amount == 0 ? 1 : amount, instance.cost()[i][j]));
    Prices prices =
        new Prices(
            right.sourcePotentials(), new double[n], right.targetPotentials(), new double[m]);
    Audit audit = new Audit(instance.p(), instance.q(), instance.cost(), flows, prices);
    return audit.certificate().verdict();
  }

  /** The plan costs 9 where 8 is the least; whatever the prices, they don't prove it. */
  @Test
  void aPlanThatLooksOptimalIsNot() {
    double[][] cost = {{7, 7, 5}, {1, 1e20, 1e20}, {8, 3, 0}};
    List<Transport.Flow> nine =
        List.of(
            new Transport.Flow(0, 2, 1, 5),
            new Transport.Flow(1, 0, 1, 1),
            new Transport.Flow(2, 1, 1, 3));
    Verdict right = transport(ONES, ONES, cost).certificate().verdict();
    assertThat(right).isEqualTo(Verdict.OPTIMAL);
    for (double price : new double[] {0, 5, 1e20}) {
      double[] u = {5 - price, 1 - 1e20, -price};
      double[] v = {1e20, 3 + price, price};
      Prices prices = new Prices(u, new double[3], v, new double[3]);
      Certificate certificate = new Audit(ONES, ONES, cost, nine, prices).certificate();
      assertThat(certificate.verdict()).isNotEqualTo(Verdict.OPTIMAL);
    }
  }

  @Test
  void isStoppedWithinAFifthOfASecond() throws InterruptedException {
    double[] four = {1, 1, 1, 1};
    double[] many = new double[150_000];
    Arrays.fill(many, 4.0 / many.length);
    Random random = new Random(1);
    double[][] cost = new double[4][];
    Arrays.setAll(cost, i -> random.doubles(many.length).toArray());
    long[] stopped = new long[1];
    Thread thread =
        new Thread(
            () -> {
              try {
                transport(four, many, cost);
              } catch (CancellationException e) {
                stopped[0] = System.nanoTime();
              }
            });
    thread.start();
    Thread.sleep(500);
    long asked = System.nanoTime();
    thread.interrupt();
    thread.join();
    assertThat(stopped[0]).isGreaterThan(asked);
    assertThat((stopped[0] - asked) / 1e9).isLessThan(0.2);
  }
}
