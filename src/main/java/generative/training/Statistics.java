package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import java.util.List;

/**
 * What moves in forward already: the parameters without gradient of all networks that a step may
 * pass through, such as the running statistics of batch normalization. They can be put back.
 */
final class Statistics {

  private final List<NDArray> arrays;

  Statistics(List<Block> networks) {
    arrays = networks.stream().flatMap(n -> Player.arrays(n, false).stream()).toList();
  }

  /** A copy of the statistics as they are. */
  NDList copy() {
    NDList copy = new NDList();
    arrays.forEach(s -> copy.add(s.duplicate()));
    return copy;
  }

  /** Puts them back. */
  void restore(NDList copy) {
    for (int i = 0; i < arrays.size(); i++) {
      InPlace.copy(copy.get(i), arrays.get(i));
    }
  }

  /** Puts them back where training has failed. */
  void settle(NDArray failed, NDList before) {
    for (int i = 0; i < arrays.size(); i++) {
      NDArray now = arrays.get(i);
      NDArray stop = failed.gt(0).broadcast(now.getShape());
      InPlace.copy(NDArrays.where(stop, before.get(i), now), now);
    }
  }
}
