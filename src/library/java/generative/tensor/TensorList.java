package generative.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.Collection;
import java.util.Objects;

/**
 * Arrays as a list on the engine's side, where one call takes them all; closing it leaves them.
 *
 * <p>What {@link TorchScript} gives is for reading and for further such calls: to compute with it
 * while gradients are recorded, take its {@code duplicate()}.
 */
public final class TensorList implements AutoCloseable {

  final IValue value;

  TensorList(IValue value) {
    this.value = value;
  }

  /** Returns the list; its arrays must stay open while it is used. */
  public static TensorList of(Collection<NDArray> arrays) {
    return new TensorList(
        IValue.listFrom(
            Objects.requireNonNull(arrays, "arrays").stream()
                .map(array -> (PtNDArray) Require.open(array, "an array of the list"))
                .toArray(PtNDArray[]::new)));
  }

  /** Returns a list of lists; they may be closed before it. */
  public static TensorList ofLists(Collection<TensorList> lists) {
    return new TensorList(
        IValue.listFrom(
            Objects.requireNonNull(lists, "lists").stream()
                .map(list -> list.value)
                .toArray(IValue[]::new)));
  }

  /** Returns the arrays as the manager's own, without a copy. */
  public NDList arrays(NDManager manager) {
    return new NDList(value.toTensorArray((PtNDManager) Require.open(manager, "manager")));
  }

  @Override
  public void close() {
    value.close();
  }
}
