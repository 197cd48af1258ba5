package generative;

import static generative.ReadersLocale.followsTheReadersLocale;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class ReadersLocaleTest {

  @Test
  void whatFollowsTheReadersLocaleIsFound() {
    List<String> found =
        new ClassFileImporter()
                .importClasses(InTheReadersLocale.class)
                .get(InTheReadersLocale.class)
                .getAccessesFromSelf()
                .stream()
                .filter(followsTheReadersLocale())
                .map(access -> access.getTarget().getName())
                .toList();
    assertThat(found)
        .containsExactlyInAnyOrder(
            "format",
            "format",
            "formatted",
            "toLowerCase",
            "toUpperCase",
            "printf",
            "getInstance",
            "<init>",
            "<init>",
            "<init>",
            "ofPattern",
            "print",
            "getDefault");
  }

  /** Each of these speaks to the reader in his own way. */
  static final class InTheReadersLocale {
    private static final List<Object> SAID = new ArrayList<>();

    static void say(Table table) {
      SAID.add(String.format("%d", 7));
      BiFunction<String, Object[], String> byReference = String::format;
      SAID.add(byReference);
      SAID.add("%d".formatted(7));
      SAID.add("I".toLowerCase());
      SAID.add("i".toUpperCase());
      System.out.printf("%d", 7);
      SAID.add(NumberFormat.getInstance());
      SAID.add(new DecimalFormat("0"));
      SAID.add(new Scanner("7"));
      SAID.add(new Formatter());
      SAID.add(DateTimeFormatter.ofPattern("d"));
      SAID.add(table.print());
      SAID.add(Locale.getDefault());
      SAID.add(String.format(Locale.ROOT, "%d", 7));
      SAID.add("I".toLowerCase(Locale.ROOT));
    }
  }
}
