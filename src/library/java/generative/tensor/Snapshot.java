package generative.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collection;
import java.util.List;

/** A copy of arrays on the device, to which they can be set back. */
public final class Snapshot implements AutoCloseable {

  private final List<NDArray> copies;
  private final TensorList live;
  private final TensorList kept;

  /** Makes room for a copy; {@link #take} fills it. */
  public Snapshot(NDManager manager, Collection<NDArray> arrays) {
    Require.open(manager, "manager");
    copies = arrays.stream().map(a -> manager.zeros(a.getShape(), a.getDataType())).toList();
    Scope.keep(copies.toArray(NDArray[]::new));
    live = TensorList.of(arrays);
    kept = TensorList.of(copies);
  }

  /** Copies the arrays as they are. */
  public void take() {
    InPlace.copyAll(live, kept);
  }

  /** Sets them back. */
  public void restore() {
    InPlace.copyAll(kept, live);
  }

  @Override
  public void close() {
    live.close();
    kept.close();
    copies.forEach(NDArray::close);
  }
}
