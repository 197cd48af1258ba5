package generative.tensor;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A function in PyTorch's own language, for what DJL has no call for: gradients as values, fused
 * optimizers.
 *
 * <p>The module is assembled in memory from its {@code forward} source; no Python, no file. Each
 * source is compiled once and kept. Safe to share between threads.
 */
public final class TorchScript {

  private static final Map<String, TorchScript> COMPILED = new ConcurrentHashMap<>();

  private final PtSymbolBlock module;

  private TorchScript(String forward) {
    NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
    try {
      var archive = new ByteArrayInputStream(archive(forward));
      module = JniUtils.loadModule((PtNDManager) manager, archive, true, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (EngineException e) {
      manager.close();
      throw new IllegalArgumentException(
          "the engine can't compile this function (its reason is the cause):\n" + forward, e);
    }
    JniUtils.enableTrainingMode(module);
  }

  /**
   * Returns the function.
   *
   * @param forward source of {@code def forward(self: __torch__.G, …)}, in serialized TorchScript,
   *     where every call is spelled out, such as {@code torch.add(x, y)}
   * @throws IllegalArgumentException if the engine can't compile it
   */
  public static TorchScript of(String forward) {
    if (!Objects.requireNonNull(forward, "forward").startsWith("def forward(self: __torch__.G")) {
      throw new IllegalArgumentException(
          "a function begins with \"def forward(self: __torch__.G\"; this is \"" + forward + "\"");
    }
    return COMPILED.computeIfAbsent(forward, TorchScript::new);
  }

  /**
   * Calls the function, unrecorded, for what it writes into its arguments.
   *
   * @param arguments each an open {@link NDArray}, a {@link TensorList}, a Long or a Double
   * @throws EngineException if the function fails, with its line
   */
  public void run(Object... arguments) {
    call(arguments).close();
  }

  /** Calls the function, unrecorded; its result, a tensor, belongs to the manager. */
  public NDArray array(NDManager manager, Object... arguments) {
    Require.open(manager, "manager");
    try (IValue result = call(arguments)) {
      return result.toTensor((PtNDManager) manager);
    }
  }

  /** Calls the function, unrecorded; the caller closes the list that it gives. */
  public TensorList list(Object... arguments) {
    return new TensorList(call(arguments));
  }

  /**
   * Calls a function of tensors whose result can be differentiated; it is the first's manager's.
   */
  public NDArray differentiable(NDArray... inputs) {
    for (NDArray input : Objects.requireNonNull(inputs, "inputs")) {
      Require.open(input, "input");
    }
    return IValueUtils.forward(module, new NDList(inputs), true).singletonOrThrow();
  }

  /** The engine's own value, which the caller closes. */
  IValue call(Object... arguments) {
    Objects.requireNonNull(arguments, "arguments");
    IValue[] inputs = new IValue[arguments.length];
    try {
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = value(Objects.requireNonNull(arguments[i], "argument"));
      }
      return IValueUtils.forward(module, inputs);
    } finally {
      for (int i = 0; i < inputs.length; i++) {
        if (inputs[i] != null && !isHeld(arguments[i])) {
          inputs[i].close();
        }
      }
    }
  }

  private static boolean isHeld(Object argument) {
    return argument instanceof TensorList || argument instanceof IValue;
  }

  private static IValue value(Object argument) {
    if (argument instanceof NDArray array) {
      return IValue.from((PtNDArray) Require.open(array, "argument"));
    } else if (argument instanceof TensorList list) {
      return list.value;
    } else if (argument instanceof Double number) {
      return IValue.from(number);
    } else if (argument instanceof Long number) {
      return IValue.from(number);
    } else if (argument instanceof IValue value) {
      return value;
    }
    throw new IllegalArgumentException(
        "a function takes arrays, lists of arrays, Long and Double; this is a "
            + argument.getClass().getName());
  }

  private static byte[] archive(String forward) throws IOException {
    String source =
        "class G(Module):\n"
            + "  __parameters__ = []\n"
            + "  __buffers__ = []\n"
            + "  training : bool\n"
            + forward.indent(2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, "data.pkl", pickledModule());
      entry(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      entry(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      entry(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  /** The pickle of an object of class {@code __torch__.G} with {@code training = True}. */
  private static byte[] pickledModule() {
    return "\u0080\u0002c__torch__\nG\nq\0)\u0081}(X\u0008\0\0\0trainingq\u0001\u0088ubq\u0002."
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry("g/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
