package generative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * In which locale the tests run: that of {@code -Dlocale}, options of their JVM such as {@code
 * -Dlocale="-Duser.language=fa -Duser.country=IR"}.
 */
class LocaleTest {

  private static final String OPTION = "-Duser.";

  @Test
  void itIsTheOneAskedFor() {
    Map<String, String> asked =
        Arrays.stream(System.getProperty("locale", "").split(" "))
            .filter(option -> !option.isEmpty())
            .peek(option -> assertThat(option).startsWith(OPTION).contains("="))
            .map(option -> option.substring(OPTION.length()).split("="))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    Locale locale = Locale.getDefault();
    assertThat(locale.getLanguage())
        .isEqualTo(asked.getOrDefault("language", System.getProperty("user.language")));
    assertThat(locale.getCountry()).isEqualTo(asked.getOrDefault("country", locale.getCountry()));
    if (asked.containsKey("extensions")) {
      assertThat(locale.toLanguageTag()).endsWith("-" + asked.get("extensions"));
      assertThat(String.format("%d", 7)).as("digits").isNotEqualTo("7");
    }
  }
}
