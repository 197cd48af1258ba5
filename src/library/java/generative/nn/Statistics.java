package generative.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import generative.tensor.InPlace;
import java.util.List;

/**
 * What moves in forward already: the running statistics of batch normalization and the like, of all
 * networks that a step may pass through. They can be put back.
 */
public final class Statistics {

  private final List<NDArray> arrays;

  public Statistics(List<Block> networks) {
    arrays =
        networks.stream()
            .flatMap(network -> network.getParameters().values().stream())
            .filter(Statistics::isOne)
            .map(Parameter::getArray)
            .toList();
  }

  /** Whether forward moves it; a frozen weight it doesn't. */
  static boolean isOne(Parameter parameter) {
    return switch (parameter.getType()) {
      case RUNNING_MEAN, RUNNING_VAR -> true;
      case OTHER -> !parameter.requiresGradient();
      default -> false;
    };
  }

  /** A copy of the statistics as they are. */
  public NDList copy() {
    NDList copy = new NDList();
    arrays.forEach(s -> copy.add(s.duplicate()));
    return copy;
  }

  public List<NDArray> arrays() {
    return arrays;
  }

  /** Puts them back. */
  public void restore(NDList copy) {
    for (int i = 0; i < arrays.size(); i++) {
      InPlace.copy(copy.get(i), arrays.get(i));
    }
  }

  /** Puts them back where training has failed. */
  public void settle(NDArray failed, NDList before) {
    for (int i = 0; i < arrays.size(); i++) {
      NDArray now = arrays.get(i);
      NDArray stop = failed.gt(0).broadcast(now.getShape());
      InPlace.copy(NDArrays.where(stop, before.get(i), now), now);
    }
  }
}
