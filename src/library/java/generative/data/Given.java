package generative.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Locale;

/** Refuses what is null or closed, in words for a person, before the engine does in its own. */
final class Given {

  private Given() {}

  static void array(NDArray array, String name) {
    check(array != null, array != null && !array.isReleased(), name, "array");
  }

  static void manager(NDManager manager, String name) {
    check(manager != null, manager != null && manager.isOpen(), name, "manager");
  }

  private static void check(boolean present, boolean open, String name, String kind) {
    if (!open) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s where an open %s is expected",
              name,
              present ? "what was closed already, by itself or with its manager," : "null",
              kind));
    }
  }
}
