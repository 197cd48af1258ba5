package generative.transport.points;

import java.util.Arrays;

/**
 * One side of a plan between clusters: each cluster's points divide its flows among them, the point
 * and the flow first that suit each other best, compared with the cluster's other points and flows.
 */
final class Side {

  private final Cloud clusters;
  private final Cloud points;
  private final Cloud others;
  private final Ground ground;
  private final double tiny;
  private final double[] left;

  /** The parts of each flow, a linked list. */
  private final int[] first;

  private int[] next;
  private int[] point;
  private double[] amount;
  private int parts;

  /**
   * @param others the clusters on the other side; an index behind the last is the root's
   * @param flows how many flows there are between clusters
   * @param tiny mass that counts as none
   */
  Side(Cloud clusters, Cloud points, Cloud others, Ground ground, int flows, double tiny) {
    this.clusters = clusters;
    this.points = points;
    this.others = others;
    this.ground = ground;
    this.tiny = tiny;
    left = points.mass.clone();
    first = new int[flows];
    Arrays.fill(first, -1);
    int guess = flows + points.size() + 16;
    next = new int[guess];
    point = new int[guess];
    amount = new double[guess];
  }

  int first(int flow) {
    return first[flow];
  }

  int next(int part) {
    return next[part];
  }

  int point(int part) {
    return point[part];
  }

  double amount(int part) {
    return amount[part];
  }

  void take(int part, double mass) {
    amount[part] -= mass;
  }

  /**
   * Divides the flows.
   *
   * @param own each flow's cluster on this side, {@code −1} where it has none
   * @param other its cluster on the other side
   */
  void divide(int[] own, int[] other, double[] flow, Watch watch) {
    int[] start = new int[clusters.size() + 1];
    for (int e = 0; e < flow.length; e++) {
      if (own[e] >= 0) {
        start[own[e] + 1]++;
      }
    }
    for (int c = 0; c < clusters.size(); c++) {
      start[c + 1] += start[c];
    }
    int[] sorted = new int[start[clusters.size()]];
    int[] at = start.clone();
    for (int e = 0; e < flow.length; e++) {
      if (own[e] >= 0) {
        sorted[at[own[e]]++] = e;
      }
    }
    for (int c = 0; c < clusters.size(); c++) {
      watch.look(null);
      divide(c, Arrays.copyOfRange(sorted, start[c], start[c + 1]), other, flow);
    }
  }

  private void divide(int cluster, int[] flows, int[] other, double[] flow) {
    int start = clusters.child[cluster];
    int count = clusters.child[cluster + 1] - start;
    if (count == 1) {
      for (int e : flows) {
        add(e, start, flow[e]);
      }
      return;
    }
    double[] room = new double[flows.length];
    Arrays.setAll(room, k -> flow[flows[k]]);
    double[][] worth = worth(start, count, flows, other);
    for (int best = best(start, worth, room); best >= 0; best = best(start, worth, room)) {
      int z = start + best / flows.length;
      int k = best % flows.length;
      double part = Math.min(left[z], room[k]);
      left[z] -= part;
      room[k] -= part;
      add(flows[k], z, part);
    }
  }

  /** The point and the flow with something left that suit best, as one number, or −1. */
  private int best(int start, double[][] worth, double[] room) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int z = 0; z < worth.length; z++) {
      for (int k = 0; left[start + z] > tiny && k < room.length; k++) {
        if (room[k] > tiny && worth[z][k] < least) {
          least = worth[z][k];
          best = z * room.length + k;
        }
      }
    }
    return best;
  }

  /** Costs from points to the flows' other ends, less the means of rows and columns. */
  private double[][] worth(int start, int count, int[] flows, int[] other) {
    double[][] worth = new double[count][flows.length];
    for (int k = 0; k < flows.length; k++) {
      int end = other[flows[k]];
      double mean = 0;
      for (int z = 0; z < count; z++) {
        worth[z][k] = end == others.size() ? 0 : ground.between(points, start + z, others, end);
        mean += worth[z][k] / count;
      }
      for (int z = 0; z < count; z++) {
        worth[z][k] -= mean;
      }
    }
    for (double[] row : worth) {
      double mean = Arrays.stream(row).average().orElse(0);
      Arrays.setAll(row, k -> row[k] - mean);
    }
    return worth;
  }

  private void add(int flow, int its, double part) {
    if (parts == next.length) {
      next = Arrays.copyOf(next, 2 * parts);
      point = Arrays.copyOf(point, 2 * parts);
      amount = Arrays.copyOf(amount, 2 * parts);
    }
    point[parts] = its;
    amount[parts] = part;
    next[parts] = first[flow];
    first[flow] = parts++;
  }
}
