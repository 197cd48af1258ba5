package generative.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.Objects;
import java.util.function.Supplier;

/** Frees the arrays that a piece of work leaves behind, on this thread. */
public final class Scope {

  private Scope() {}

  /** Does something and frees every array that it makes; what it returns is no array of those. */
  public static <T> T freeing(Supplier<T> action) {
    Objects.requireNonNull(action, "action");
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return action.get();
    }
  }

  /** As {@link #freeing(Supplier)}, for what returns nothing. */
  public static void freeing(Runnable action) {
    Objects.requireNonNull(action, "action");
    freeing(
        () -> {
          action.run();
          return null;
        });
  }

  /**
   * Returns the formula's result and frees every other array that it makes; backward keeps what it
   * needs. The result belongs to the scope around this one, where there is one.
   */
  public static NDArray keeping(Supplier<NDArray> formula) {
    return keeping(formula, null);
  }

  /** Likewise for a formula that may return its very input, which is the caller's to free. */
  public static NDArray keeping(Supplier<NDArray> formula, NDArray input) {
    Objects.requireNonNull(formula, "formula");
    NDArray result =
        freeing(
            () -> {
              NDArray made = Objects.requireNonNull(formula.get(), "the formula's result");
              NDScope.unregister(made);
              return made;
            });
    if (result != input) {
      NDScope.register(result);
    }
    return result;
  }

  /** Takes arrays out of the scope that is open now: they live until they are closed. */
  public static void keep(NDArray... arrays) {
    NDScope.unregister(arrays);
  }
}
