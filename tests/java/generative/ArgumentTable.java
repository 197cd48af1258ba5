package generative;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Values by a parameter's name ("Owner.name:Type" or "name:Type"), else by its type. */
class ArgumentTable {

  final Map<String, Supplier<Object>> byName = new HashMap<>();
  final Map<Class<?>, Supplier<Object>> byType = new HashMap<>();
  private final Map<Class<?>, Object> made = new HashMap<>();

  /** Returns a good argument for a parameter. */
  Object of(Parameter parameter) {
    String owner = parameter.getDeclaringExecutable().getDeclaringClass().getSimpleName();
    String name = parameter.getName();
    String type = parameter.getType().getSimpleName();
    for (String key : new String[] {owner + "." + name + ":" + type, name + ":" + type}) {
      if (byName.containsKey(key)) {
        return byName.get(key).get();
      }
    }
    return of(parameter.getType());
  }

  /** Returns a good value of a type. */
  Object of(Class<?> type) {
    Supplier<Object> good = byType.get(type);
    if (good == null) {
      return type.isEnum() ? type.getEnumConstants()[0] : made(type);
    }
    return good.get();
  }

  /** An object by its own constructor or factory, with good arguments. */
  private Object made(Class<?> type) {
    try {
      for (Constructor<?> constructor : type.getConstructors()) {
        return constructor.newInstance(all(constructor));
      }
      for (Method method : type.getMethods()) {
        if (Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type) {
          return method.invoke(null, all(method));
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no good argument of " + type, e);
    }
    throw new IllegalStateException("no good argument of " + type);
  }

  /** Returns good arguments for all parameters. */
  Object[] all(Executable executable) {
    return Arrays.stream(executable.getParameters()).map(this::of).toArray();
  }

  /** The same object whenever it is asked for. */
  <T> T once(Class<T> type, Supplier<T> maker) {
    return type.cast(made.computeIfAbsent(type, t -> maker.get()));
  }
}
