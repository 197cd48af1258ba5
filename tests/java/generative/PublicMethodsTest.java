package generative;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every public constructor and method of the library, called with one wrong argument after another:
 * it returns, or it says in a sentence of its own what is wrong. The engine's and the JVM's words
 * ("mat1 and mat2", "Cannot invoke") are for those who know the inside.
 */
class PublicMethodsTest {

  @TempDir Path folder;

  private final PrintStream out = System.out;

  @BeforeEach
  void printNowhere() {
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
  }

  @AfterEach
  void printAgain() {
    System.setOut(out);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transport",
        "tensor",
        "data",
        "nn",
        "objective",
        "exchange",
        "training",
        "evaluation",
        "plot",
        "notebook"
      })
  void aWrongArgumentIsTakenOrRefusedByASentence(String room) throws IOException {
    List<String> offenders = new ArrayList<>();
    for (Class<?> type : publicClasses(room)) {
      for (Executable executable : executables(type)) {
        offenders.addAll(offences(executable));
      }
    }
    assertThat(offenders).isEmpty();
  }

  private static List<Class<?>> publicClasses(String room) throws IOException {
    Path sources = Path.of("src", room.equals("transport") ? "transport" : "library", "java");
    int depth = room.equals("transport") ? 1 : 2; // whose module exports no package below
    try (Stream<Path> files = Files.walk(sources.resolve("generative").resolve(room), depth)) {
      return files
          .map(file -> sources.relativize(file).toString())
          .filter(file -> file.endsWith(".java") && !file.endsWith("package-info.java"))
          .sorted()
          .<Class<?>>map(file -> named(file.replaceAll("\\.java$", "").replace('/', '.')))
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .filter(type -> !BETWEEN_ROOMS.contains(type.getSimpleName()))
          .toList();
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Executable> executables(Class<?> type) {
    return Stream.<Executable>concat(
            Arrays.stream(type.getConstructors()), Arrays.stream(type.getDeclaredMethods()))
        .filter(e -> Modifier.isPublic(e.getModifiers()) && !e.isSynthetic())
        .filter(e -> !Modifier.isAbstract(e.getModifiers()))
        .filter(e -> !Set.of("equals", "hashCode", "toString").contains(e.getName()))
        .filter(e -> !APART.contains(name(e)))
        .toList();
  }

  /** Public for the library's other rooms; what they are given was looked at there. */
  private static final Set<String> BETWEEN_ROOMS =
      Set.of(
          "Axes",
          "Checkpoint",
          "Classes",
          "ContourSeries",
          "Decades",
          "DataRange",
          "Density",
          "Fingerprint",
          "FirstWeights",
          "InPlace",
          "Lettering",
          "NormalDraws",
          "OneAtATime",
          "Optimizer",
          "QuantizedLayer",
          "Ramp",
          "Require",
          "SavedRun",
          "Safetensors",
          "Snapshot",
          "Stage",
          "Statistics",
          "TensorList",
          "Ticks",
          "Tiles",
          "WholeFile");

  /** Called in an order of their own, or close to the engine, in whose words they speak. */
  private static final Set<String> APART =
      Set.of(
          "LatentScatter.requireSome",
          "LiveTraining.onTrainingBatch",
          "LiveTraining.onTrainingEnd",
          "Gradients.of",
          "Scope.keep",
          "Session.resume",
          "TorchScript.run",
          "TorchScript.list",
          "TorchScript.array",
          "TorchScript.differentiable");

  /** What went wrong, one line for each wrong argument that got no sentence. */
  private List<String> offences(Executable executable) {
    List<String> offences = new ArrayList<>();
    String raw = call(executable, -1, null);
    if (raw != null) {
      offences.add(name(executable) + " as it should be: " + raw);
    }
    Parameter[] parameters = executable.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      for (String mistake : mistakes(executable, i)) {
        raw = call(executable, i, mistake);
        if (raw != null) {
          offences.add(
              name(executable) + " " + parameters[i].getName() + " = " + mistake + ": " + raw);
        }
      }
    }
    return offences;
  }

  private List<String> mistakes(Executable executable, int i) {
    try (GoodArguments good = new GoodArguments(folder)) {
      Parameter parameter = executable.getParameters()[i];
      return List.copyOf(
          BadArguments.of(parameter.getType(), good.of(parameter), good.manager).keySet().stream()
              .filter(mistake -> !skip(executable, parameter, mistake))
              .toList());
    }
  }

  /** Calls with one mistake and returns what is raw about the outcome, or null. */
  private String call(Executable executable, int place, String mistake) {
    try (GoodArguments good = new GoodArguments(folder)) {
      Parameter[] parameters = executable.getParameters();
      Object[] arguments = Arrays.stream(parameters).map(good::of).toArray();
      if (place >= 0) {
        arguments[place] =
            BadArguments.of(parameters[place].getType(), arguments[place], good.manager)
                .get(mistake)
                .get();
      }
      if (executable instanceof Constructor<?> constructor) {
        constructor.newInstance(arguments);
      } else {
        boolean shared = Modifier.isStatic(executable.getModifiers());
        Object on = shared ? null : good.of(executable.getDeclaringClass());
        ((Method) executable).invoke(on, arguments);
      }
      return null;
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      return place >= 0
              && (isSentence(thrown)
                  || mistake != null && mistake.contains("null") && namesTheNull(thrown))
          ? null
          : thrown + " @ " + Arrays.stream(thrown.getStackTrace()).limit(3).toList();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So many are made, however long that takes and however much memory. */
  private static final Set<String> AS_MANY_AS_ASKED_FOR =
      Set.of(
          "Generator n",
          "Gaussian draws",
          "PlaneDistributions points",
          "Likelihood samples",
          "AnimatedGif frames",
          "Training epochs",
          "Game rounds",
          "Walk steps",
          "HistogramChart bins",
          "SampleDistance groups",
          "Digits decimals",
          "ContourChart levels",
          "Theme width",
          "Theme height",
          "Picture shownWidth",
          "Picture shownHeight",
          "Game steps");

  private static boolean skip(Executable executable, Parameter parameter, String mistake) {
    String owner = executable.getDeclaringClass().getSimpleName();
    return mistake.equals("" + Integer.MAX_VALUE)
        && AS_MANY_AS_ASKED_FOR.contains(owner + " " + parameter.getName());
  }

  private static String name(Executable executable) {
    String method = executable instanceof Constructor ? "new" : executable.getName();
    return executable.getDeclaringClass().getSimpleName() + "." + method;
  }

  private static final Set<Class<?>> PLAIN =
      Set.of(
          IllegalArgumentException.class,
          IllegalStateException.class,
          IndexOutOfBoundsException.class,
          UncheckedIOException.class,
          NullPointerException.class);

  /** Whether it's said which argument is null; the JVM's own words speak of the inside. */
  private static boolean namesTheNull(Throwable thrown) {
    return thrown instanceof NullPointerException
        && thrown.getMessage() != null
        && !thrown.getMessage().startsWith("Cannot ");
  }

  /** Whether our own code threw it, with words. */
  private static boolean isSentence(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    String thrower =
        Arrays.stream(thrown.getStackTrace())
            .map(StackTraceElement::getClassName)
            .filter(name -> !name.equals("java.util.Objects"))
            .findFirst()
            .orElse("");
    return PLAIN.contains(thrown.getClass())
        && thrower.startsWith("generative.")
        && !message.matches("null|\\s*|Cannot (?s).* because (?s).*|Index -?\\d+ out of bounds.*");
  }
}
