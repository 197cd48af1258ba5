package generative.notebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Frees a network's weights, and leaves in their place what says so to whoever uses the network or
 * trains it again; left empty, weights would be drawn anew without a word.
 */
final class Freed {

  private Freed() {}

  /** Frees the weights of networks that the later ones don't share. */
  static void free(List<Block> earlier, List<Block> later, String name) {
    Set<Parameter> shared = Collections.newSetFromMap(new IdentityHashMap<>());
    later.forEach(network -> shared.addAll(network.getParameters().values()));
    NDArray instead = instead(name);
    for (Block network : earlier) {
      for (Parameter parameter : network.getParameters().values()) {
        if (parameter.isInitialized() && !shared.contains(parameter)) {
          parameter.close();
          parameter.setInitializer((manager, shape, type) -> instead);
          parameter.initialize(null, DataType.FLOAT32);
        }
      }
    }
  }

  /** No tensor: it can be closed, named and the like, and refuses all that asks for something. */
  private static NDArray instead(String name) {
    String words =
        "The weights of this network were freed when another training or game was called \""
            + name
            + "\". Give each a name of its own to keep them all; this network must be made anew.";
    return (NDArray)
        Proxy.newProxyInstance(
            NDArray.class.getClassLoader(),
            new Class<?>[] {NDArray.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "toString" -> words;
                  default -> {
                    if (method.getReturnType() != void.class) {
                      throw new IllegalStateException(words);
                    }
                    yield null;
                  }
                });
  }
}
