package generative;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.text.DecimalFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Stream;

/** What formats or reads as it is usual where the reader lives, by a call or by a reference. */
final class ReadersLocale {

  /** Those to which no locale can be given where they are called. */
  private static final Set<String> ALWAYS =
      Set.of(
          "java.lang.String.formatted",
          "java.util.Locale.getDefault",
          DecimalFormat.class.getName() + ".<init>",
          Scanner.class.getName() + ".<init>");

  private ReadersLocale() {}

  /** Holds for what has a twin that takes a locale, for the few above, and for Tablesaw's print. */
  static DescribedPredicate<JavaAccess<?>> followsTheReadersLocale() {
    return DescribedPredicate.describe(
        "follows the reader's locale",
        access ->
            access.getTarget() instanceof CodeUnitAccessTarget target
                && (ALWAYS.contains(target.getOwner().getName() + "." + target.getName())
                    || isTablesawsPrint(target)
                    || hasTwinWithLocale(target)));
  }

  private static boolean isTablesawsPrint(CodeUnitAccessTarget target) {
    return target.getOwner().getName().startsWith("tech.tablesaw")
        && target.getName().startsWith("print");
  }

  private static boolean hasTwinWithLocale(CodeUnitAccessTarget target) {
    String owner = target.getOwner().getName();
    if (!owner.startsWith("java.") || takesLocale(target)) {
      return false;
    }
    try {
      Class<?> type = Class.forName(owner);
      return Stream.concat(
              Arrays.stream(type.getMethods())
                  .filter(method -> method.getName().equals(target.getName())),
              target.getName().equals("<init>")
                  ? Arrays.stream(type.getConstructors())
                  : Stream.empty())
          .anyMatch(twin -> Arrays.asList(twin.getParameterTypes()).contains(Locale.class));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean takesLocale(CodeUnitAccessTarget target) {
    return target.getRawParameterTypes().stream()
        .anyMatch(type -> type.getName().equals(Locale.class.getName()));
  }
}
