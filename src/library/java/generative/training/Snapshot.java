package generative.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.IValue;
import java.util.Collection;

/** A copy of arrays on the device, to which they can be set back. */
final class Snapshot implements AutoCloseable {

  private final NDArray[] copies;
  private final IValue live;
  private final IValue kept;

  Snapshot(NDManager manager, Collection<NDArray> arrays) {
    copies =
        arrays.stream()
            .map(a -> manager.zeros(a.getShape(), a.getDataType()))
            .toArray(NDArray[]::new);
    NDScope.unregister(copies);
    live = Optimizer.list(arrays.toArray(NDArray[]::new));
    kept = Optimizer.list(copies);
  }

  /** Copies the arrays as they are. */
  void take() {
    InPlace.copyAll(live, kept);
  }

  /** Sets them back. */
  void restore() {
    InPlace.copyAll(kept, live);
  }

  @Override
  public void close() {
    live.close();
    kept.close();
    for (NDArray copy : copies) {
      copy.close();
    }
  }
}
