package generative.notebook;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * A bridge to the kernel this JVM runs in, JJava or IJava 1.3, by reflection: the module depends on
 * neither.
 *
 * <p>Messages are sent from a thread of their own, since the kernels' sockets fail on an
 * interrupted one (JJava: "ZMQException: Errno 4"), and the stop button interrupts. The caller
 * waits, and finds its interruption as it was.
 */
final class Kernel {

  private static final List<String[]> KERNELS =
      List.of(
          new String[] {
            "org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel", "org.dflib.jjava.jupyter"
          },
          new String[] {
            "io.github.spencerpark.ijava.IJava",
            "getKernelInstance",
            "io.github.spencerpark.jupyter"
          });

  private static final Optional<Kernel> CURRENT = find();

  private final Object displayStream;
  private final Object renderer;
  private final Field environment;
  private final Class<?> displayData;
  private final Class<?> renderFunction;
  private final Constructor<?> show;
  private final Constructor<?> update;
  private final ExecutorService sender = Executors.newSingleThreadExecutor(Kernel::daemon);

  Kernel(Object kernel, String root) throws ReflectiveOperationException {
    ClassLoader loader = kernel.getClass().getClassLoader();
    displayData = loader.loadClass(root + ".kernel.display.DisplayData");
    renderFunction = loader.loadClass(root + ".kernel.display.RenderFunction");
    show =
        loader.loadClass(root + ".messages.publish.PublishDisplayData").getConstructor(displayData);
    update =
        loader
            .loadClass(root + ".messages.publish.PublishUpdateDisplayData")
            .getConstructor(displayData);
    Object io = kernel.getClass().getMethod("getIO").invoke(kernel);
    displayStream = io.getClass().getField("display").get(io);
    environment = displayStream.getClass().getDeclaredField("env");
    environment.setAccessible(true);
    renderer = kernel.getClass().getMethod("getRenderer").invoke(kernel);
  }

  /** Returns the kernel, or nothing outside a notebook. */
  static Optional<Kernel> current() {
    return CURRENT;
  }

  private static Optional<Kernel> find() {
    for (String[] names : KERNELS) {
      try {
        Object kernel = Class.forName(names[0]).getMethod(names[1]).invoke(null);
        if (kernel != null) {
          return Optional.of(new Kernel(kernel, names[2]));
        }
      } catch (ClassNotFoundException e) {
        continue;
      } catch (ReflectiveOperationException e) {
        System.out.println("This kernel shows plain text only: " + e);
      }
    }
    return Optional.empty();
  }

  /** The cell that is running: where output goes, also after the stop button has ended the cell. */
  final class Cell {
    private final Object replies;

    private Cell(Object replies) {
      this.replies = replies;
    }

    void show(String id, Bundle bundle) {
      send(show, id, bundle);
    }

    void update(String id, Bundle bundle) {
      send(update, id, bundle);
    }

    private void send(Constructor<?> message, String id, Bundle bundle) {
      if (replies == null) {
        return;
      }
      await(
          sender.submit(
              () -> {
                Object data = displayData(bundle);
                displayData.getMethod("setDisplayId", String.class).invoke(data, id);
                publish().invoke(replies, message.newInstance(data));
                return null;
              }));
    }

    private Method publish() throws NoSuchMethodException {
      for (Method method : replies.getClass().getMethods()) {
        if (method.getName().equals("publish")
            && method.getParameterTypes()[0].isAssignableFrom(show.getDeclaringClass())) {
          return method;
        }
      }
      throw new NoSuchMethodException("publish");
    }
  }

  /** Returns the cell that is running now. */
  Cell cell() {
    try {
      return new Cell(environment.get(displayStream));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes values of the type rich also as the last expression of a cell. */
  <T> void render(Class<T> type, Function<T, Bundle> form) {
    try {
      Object function =
          Proxy.newProxyInstance(
              renderFunction.getClassLoader(),
              new Class<?>[] {renderFunction},
              (proxy, method, arguments) -> {
                if (!method.getName().equals("render")) {
                  return method.getName().equals("hashCode")
                      ? (Object) type.hashCode()
                      : "renderer";
                }
                Object out =
                    arguments[1].getClass().getMethod("getOutputContainer").invoke(arguments[1]);
                fill(out, form.apply(type.cast(arguments[0])));
                return null;
              });
      Object registration =
          renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
      registration.getClass().getMethod("register", renderFunction).invoke(registration, function);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object displayData(Bundle bundle) throws ReflectiveOperationException {
    Object data = displayData.getConstructor().newInstance();
    fill(data, bundle);
    return data;
  }

  private void fill(Object data, Bundle bundle) throws ReflectiveOperationException {
    Method put = displayData.getMethod("putData", String.class, Object.class);
    Method putMeta = displayData.getMethod("putMetaData", String.class, Object.class);
    for (var entry : bundle.data().entrySet()) {
      put.invoke(data, entry.getKey(), entry.getValue());
    }
    for (var entry : bundle.metadata().entrySet()) {
      putMeta.invoke(data, entry.getKey(), entry.getValue());
    }
  }

  /** Waits for the message to be sent; an interruption meanwhile is kept for the caller to see. */
  private static void await(Future<?> sending) {
    boolean interrupted = false;
    while (true) {
      try {
        sending.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        Throwable cause =
            e.getCause() instanceof InvocationTargetException wrapper
                ? wrapper.getCause()
                : e.getCause();
        throw new IllegalStateException("The kernel could not show this: " + cause, cause);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "notebook output");
    thread.setDaemon(true);
    return thread;
  }
}
