package generative.transport.simplex;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The network simplex without rounding, from the tree that the fast one ended with: what is there
 * to do is only what doubles couldn't decide. It ends, and with the cheapest plan, whatever the
 * weights and costs are, or with the proof that forbidden pairs leave none.
 *
 * <p>Time O(n m) for the last look at all arcs and O(m) or more for each pivot; memory O(n + m)
 * numbers of as many bits as lie between the largest cost and the last bit of the smallest.
 */
final class ExactSimplex {

  private final Problem problem;
  private final ExactTree tree;
  private final Units mass;
  private final BigInteger[] weights;

  /** The exact simplex on a problem, from a tree of it. */
  ExactSimplex(Problem problem, SpanningTree tree) {
    this.problem = problem;
    mass = Units.of(problem.p(), problem.q());
    weights = problem.weights(mass);
    this.tree = new ExactTree(problem, tree, Units.of(problem.rows()), weights);
  }

  /**
   * Returns the cheapest plan.
   *
   * @throws ForbiddenException if each plan uses a forbidden pair
   */
  Solution solve() {
    ExactSearch search = new ExactSearch(problem, tree);
    while (search.find()) {
      tree.pivot(search.from, search.to);
    }
    for (int node = 0; node < tree.root; node++) {
      if (tree.parent[node] == tree.root && tree.flow[node].signum() > 0) {
        throw stuck();
      }
    }
    tree.center(Math.max(0, problem.spareNode()));
    return solution(flows());
  }

  /**
   * The proof: of the two parts of the tree that can't be balanced the one without a spare atom.
   */
  private ForbiddenException stuck() {
    int spare = problem.spareNode();
    int middle = tree.artificial[tree.root];
    int side = middle + (spare >= 0 && tree.artificial[spare] < middle ? 1 : -1);
    int n = problem.sources();
    return new ForbiddenException(
        side < middle,
        IntStream.range(0, n).filter(i -> tree.artificial[i] == side).toArray(),
        IntStream.range(0, tree.root - n).filter(j -> tree.artificial[n + j] == side).toArray());
  }

  private int[] flows() {
    int spare = problem.spareNode();
    return IntStream.range(0, tree.root)
        .filter(node -> tree.parent[node] != tree.root && tree.flow[node].signum() > 0)
        .filter(node -> node != spare && tree.parent[node] != spare)
        .toArray();
  }

  private Solution solution(int[] nodes) {
    int n = problem.sources();
    int[] from = Arrays.stream(nodes).map(node -> Math.min(node, tree.parent[node])).toArray();
    int[] to = Arrays.stream(nodes).map(node -> Math.max(node, tree.parent[node]) - n).toArray();
    double[] amount = new double[nodes.length];
    BigInteger work = BigInteger.ZERO;
    for (int k = 0; k < nodes.length; k++) {
      BigInteger flow = tree.flow[nodes[k]];
      amount[k] = Units.round(flow, mass.exponent());
      work = work.add(flow.multiply(tree.unit.count(problem.cost(from[k], to[k]))));
    }
    int exponent = tree.unit.exponent();
    double distance = Units.ratio(work, carried(), exponent);
    double total = Units.round(work, exponent + mass.exponent());
    return new Solution(from, to, amount, tree.high, tree.low, total, distance);
  }

  private BigInteger carried() {
    BigInteger supply = BigInteger.ZERO;
    BigInteger demand = BigInteger.ZERO;
    for (int node = 0; node < tree.root; node++) {
      if (node != problem.spareNode()) {
        supply = supply.add(weights[node].max(BigInteger.ZERO));
        demand = demand.subtract(weights[node].min(BigInteger.ZERO));
      }
    }
    return supply.min(demand);
  }
}
