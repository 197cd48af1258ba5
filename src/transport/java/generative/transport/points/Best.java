package generative.transport.points;

import java.util.Arrays;

/** The k targets of least cost minus price seen so far, in ascending order. */
final class Best {

  private final int[] target;
  private final double[] cost;
  private final double[] key;

  /** The source in whose list a target was last, so that none is there twice. */
  private final int[] member;

  private int turn;
  private int size;

  /**
   * @param most k
   * @param targets how many there are
   */
  Best(int most, int targets) {
    target = new int[most];
    cost = new double[most];
    key = new double[most];
    member = new int[targets];
  }

  void clear() {
    size = 0;
    if (++turn == 0) {
      Arrays.fill(member, 0);
      turn = 1;
    }
  }

  int size() {
    return size;
  }

  int target(int at) {
    return target[at];
  }

  double cost(int at) {
    return cost[at];
  }

  double key(int at) {
    return key[at];
  }

  /** What is not below this isn't wanted. */
  double limit() {
    return size < key.length ? Double.POSITIVE_INFINITY : key[size - 1];
  }

  /** Takes in a target that isn't in already; if it's full in place of the last. */
  void offer(int j, double itsCost, double itsKey) {
    if (member[j] == turn) {
      return;
    }
    int at = size < key.length ? size++ : size - 1;
    while (at > 0 && key[at - 1] > itsKey) {
      target[at] = target[at - 1];
      cost[at] = cost[at - 1];
      key[at] = key[at - 1];
      at--;
    }
    target[at] = j;
    cost[at] = itsCost;
    key[at] = itsKey;
    member[j] = turn;
  }
}
