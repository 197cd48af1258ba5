package generative.transport.points;

import generative.transport.simplex.SpanningTree;
import java.util.Arrays;

/**
 * A plan to begin with: one source after the other sends its mass to the nearest targets that still
 * have room; the last one fills what is left, be it a rounding error too much. Time O((n + m) m).
 */
final class Greedy {

  private final Level level;
  private final Forest forest;
  private final double[] room;
  private final double[] price;

  /** The targets' nodes that have room are the first ones here. */
  private final int[] open;

  private int count;

  private Greedy(Level level) {
    this.level = level;
    forest = new Forest(level);
    room = level.targets.mass.clone();
    price = new double[level.sources.size()];
    open = new int[room.length];
    Arrays.setAll(open, j -> price.length + j);
    count = room.length;
  }

  static SpanningTree tree(Level level) {
    Greedy greedy = new Greedy(level);
    for (int i = 0; i < greedy.price.length; i++) {
      greedy.send(i);
    }
    return greedy.forest.tree(greedy.price);
  }

  private void send(int i) {
    boolean isLast = i == price.length - 1;
    double left = level.sources.mass[i];
    price[i] = Double.NaN;
    while (count > 0 && (left > 0 || isLast)) {
      level.pauseAt(0);
      int at = nearest(i);
      int target = open[at];
      int j = target - price.length;
      if (Double.isNaN(price[i])) {
        price[i] = level.cost(i, target);
      }
      double sent = isLast ? room[j] : Math.min(left, room[j]);
      forest.add(i, target, sent);
      left = Math.max(0, left - sent);
      room[j] -= sent;
      if (room[j] == 0) {
        open[at] = open[--count];
      }
    }
    if (left > 0 && level.takesRest) {
      forest.add(i, price.length + room.length, left);
    }
    price[i] = level.takesRest || Double.isNaN(price[i]) ? 0 : price[i];
  }

  private int nearest(int i) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      double cost = level.cost(i, open[k]);
      if (cost < least) {
        least = cost;
        best = k;
      }
    }
    return best;
  }
}
