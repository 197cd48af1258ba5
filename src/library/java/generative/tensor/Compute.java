package generative.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;

/**
 * Where tensors live and arithmetic happens: the one place in which the device is decided.
 *
 * <p>DJL's own default counts GPUs through a library named libcudart.so and takes the CPU without a
 * word where that name is missing; PyTorch itself knows better, so it is asked first.
 */
public final class Compute {

  private Compute() {}

  /** Returns the first GPU if PyTorch can use one, else DJL's default device. */
  public static Device device() {
    Engine engine = Engine.getInstance();
    return engine.hasCapability(StandardCapabilities.CUDA) ? Device.gpu(0) : engine.defaultDevice();
  }

  /** Opens a manager on {@link #device()}; closing it frees its arrays. */
  public static NDManager newManager() {
    return Engine.getInstance().newBaseManager(device());
  }

  /** Returns one line for a person, such as "CPU, 2 threads, PyTorch 2.7.1, DJL 0.35.1". */
  public static String describe() {
    Device device = device();
    int threads = JniUtils.getNumThreads();
    String where =
        device.isGpu()
            ? "GPU " + device.getDeviceId()
            : String.format(Locale.ROOT, "CPU, %d thread%s", threads, threads == 1 ? "" : "s");
    return String.format(
        Locale.ROOT,
        "%s, PyTorch %s, DJL %s",
        where,
        Engine.getInstance().getVersion(),
        Engine.getDjlVersion());
  }
}
