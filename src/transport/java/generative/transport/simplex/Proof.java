package generative.transport.simplex;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Proves the basis that the fast simplex ended with, if its numbers suffice: flows are computed
 * afresh in twice the precision, and the work is held against the value of the prices, which no
 * plan undercuts by more than the prices undercut costs (weak duality).
 *
 * <p>Time O(n + m), as all reduced costs were seen before.
 */
final class Proof {

  /** What the work may be above the least, as a share of it. */
  private static final double CLOSE = 1e-10;

  /** Of a sum in which each term is rounded. */
  private static final double ROUNDING = 0x1p-50;

  /** What may be misplaced, as a share of the least weight. */
  private static final double LAST_DIGITS = 0x1p-42;

  private static final double SMALLEST = 1e-280;
  private static final double LARGEST = 1e300;

  /** A unit of mass on a wrong arc is put right by so many others. */
  private static final int DETOUR = 4;

  private final Problem problem;
  private final SpanningTree tree;
  private final double[] flow;
  private final TwofoldSum work = new TwofoldSum();
  private final TwofoldSum gap = new TwofoldSum();
  private double size;
  private double mass;
  private double misplaced;
  private double lightest = Double.POSITIVE_INFINITY;

  private Proof(Problem problem, SpanningTree tree) {
    this.problem = problem;
    this.tree = tree;
    flow = new double[tree.root];
    TwofoldSum[] net = weights();
    earn(net);
    send(net);
  }

  /**
   * Returns the proven plan, or null if the proof isn't good enough.
   *
   * @param slack how far below zero a reduced cost may be
   * @param largest the largest |cost|, infinite if there is a forbidden pair
   */
  static Solution of(Problem problem, SpanningTree tree, double slack, double largest) {
    Proof proof = new Proof(problem, tree);
    double open = Math.abs(proof.gap.value()) + proof.gap.lost() + ROUNDING * proof.size;
    open += slack * proof.mass;
    if (proof.misplaced > 0) {
      open += DETOUR * largest * proof.misplaced;
    }
    double work = Math.abs(proof.work.value());
    boolean served = proof.misplaced <= LAST_DIGITS * proof.lightest;
    boolean proven = served && open <= CLOSE * work && work > SMALLEST && work < LARGEST;
    return proven || proof.isFree() ? proof.solution() : null;
  }

  /** Whether all that flows costs nothing, and no cost is below that. */
  private boolean isFree() {
    for (int node = 0; node < tree.root && misplaced == 0; node++) {
      if (flow[node] > 0 && Problem.cost(problem.rows(), tree, node) != 0) {
        return false;
      }
    }
    return misplaced == 0 && Arrays.stream(problem.rows()).allMatch(Proof::isNowhereNegative);
  }

  private static boolean isNowhereNegative(double[] row) {
    Stop.check();
    for (double cost : row) {
      if (cost < 0) {
        return false;
      }
    }
    return true;
  }

  /** The nodes of a tree but for the root, each after its parent. */
  static int[] preorder(SpanningTree tree) {
    int[] preorder = new int[tree.root];
    int size = 0;
    for (int node = tree.thread[tree.root]; node != tree.root; node = tree.thread[node]) {
      preorder[size++] = node;
    }
    return preorder;
  }

  private TwofoldSum[] weights() {
    TwofoldSum[] net = new TwofoldSum[tree.root];
    TwofoldSum rest = new TwofoldSum();
    for (int node = 0; node < net.length; node++) {
      net[node] = new TwofoldSum();
      if (node != problem.spareNode()) {
        net[node].add(problem.weight(node));
        rest.add(-problem.weight(node));
        double weight = Math.abs(problem.weight(node));
        mass += weight;
        lightest = weight > 0 ? Math.min(lightest, weight) : lightest;
      }
    }
    if (problem.spareNode() >= 0) {
      net[problem.spareNode()].add(rest);
    }
    return net;
  }

  /** Subtracts from the gap what the prices earn. */
  private void earn(TwofoldSum[] net) {
    for (int node = 0; node < net.length; node++) {
      gap.add(net[node], tree.potential[node]);
      size += Math.abs(net[node].value() * tree.potential[node]);
    }
  }

  /** Sends through the tree what each node has, from the leaves on. */
  private void send(TwofoldSum[] net) {
    int[] preorder = preorder(tree);
    for (int k = preorder.length - 1; k >= 0; k--) {
      int node = preorder[k];
      double amount = node < tree.sources ? net[node].value() : -net[node].value();
      misplaced += net[node].lost();
      if (tree.parent[node] == tree.root) {
        misplaced += Math.abs(amount);
      } else {
        misplaced += Math.max(0, -amount);
        flow[node] = Math.max(0, amount);
        net[tree.parent[node]].add(net[node]);
        double cost = Problem.cost(problem.rows(), tree, node);
        work.add(cost, flow[node]);
        gap.add(cost, flow[node]);
        size += Math.abs(cost * flow[node]);
      }
    }
  }

  private Solution solution() {
    int spare = problem.spareNode();
    int[] nodes =
        IntStream.range(0, tree.root)
            .filter(node -> flow[node] > 0 && node != spare && tree.parent[node] != spare)
            .toArray();
    int n = tree.sources;
    int[] from = IntStream.of(nodes).map(node -> Math.min(node, tree.parent[node])).toArray();
    int[] to = IntStream.of(nodes).map(node -> Math.max(node, tree.parent[node]) - n).toArray();
    double[] amount = IntStream.of(nodes).mapToDouble(node -> flow[node]).toArray();
    double total = work.value();
    double[] rest = new double[tree.potential.length];
    return new Solution(from, to, amount, tree.potential, rest, total, total / carried());
  }

  private double carried() {
    TwofoldSum supply = new TwofoldSum();
    TwofoldSum demand = new TwofoldSum();
    for (int node = 0; node < tree.root; node++) {
      if (node != problem.spareNode()) {
        (node < tree.sources ? supply : demand).add(Math.abs(problem.weight(node)));
      }
    }
    return Math.min(supply.value(), demand.value());
  }
}
