package generative.notebook.jupyter;

import generative.notebook.jupyter.kernel.display.DisplayData;
import generative.notebook.jupyter.kernel.display.RenderFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The parts of a Java kernel that the bridge reaches for, under the same names. */
public final class FakeKernel {

  public final List<Object> published = new ArrayList<>();
  public final Io io = new Io(new DisplayStream(new Environment(published, () -> this.breaks)));

  /** Whether the connection to the front end is lost. */
  public boolean breaks;

  public final Renderer renderer = new Renderer();

  public Io getIO() {
    return io;
  }

  public Renderer getRenderer() {
    return renderer;
  }

  public static final class Io {
    public final DisplayStream display;

    Io(DisplayStream display) {
      this.display = display;
    }
  }

  public static final class DisplayStream {
    private Environment env;

    DisplayStream(Environment env) {
      this.env = env;
    }

    /** What both kernels do when a cell has ended, also by the stop button. */
    public void retract() {
      env = null;
    }
  }

  /** Refuses, as the kernels' sockets do, a thread that is interrupted. */
  public record Environment(List<Object> published, BooleanSupplier breaks) {
    public void publish(Object message) {
      if (Thread.interrupted() || breaks.getAsBoolean()) {
        throw new IllegalStateException("Errno 4");
      }
      published.add(message);
    }
  }

  public static final class Renderer {
    public final Map<Class<?>, RenderFunction> functions = new HashMap<>();

    public Registration createRegistration(Class<?> type) {
      return new Registration(functions, type);
    }
  }

  public record Registration(Map<Class<?>, RenderFunction> functions, Class<?> type) {
    public void register(RenderFunction function) {
      functions.put(type, function);
    }
  }

  public record RenderContext(DisplayData container) {
    public DisplayData getOutputContainer() {
      return container;
    }
  }
}
