package generative.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.30000000000000004 | 4 | 0.3",
        "0.038123 | 4 | 0.03812",
        "1204 | 6 | 1204",
        "55000 | 6 | 55,000",
        "123456 | 2 | 120,000",
        "2.5e-7 | 4 | 2.5e-7",
        "-1e-12 | 1 | -1e-12",
        "2e10 | 3 | 2e10",
        "0 | 3 | 0",
        "-5.5 | 3 | -5.5",
        "NaN | 3 | NaN",
        "Infinity | 3 | ∞",
        "-Infinity | 3 | −∞"
      })
  void aFewSignificantDigits(double value, int digits, String text) {
    assertThat(Digits.significant(value, digits)).isEqualTo(text);
  }

  @Test
  void countsAndDecimals() {
    assertThat(Digits.count(1204)).isEqualTo("1,204");
    assertThat(Digits.fixed(12.5, 2)).isEqualTo("12.50");
    assertThat(Digits.fixed(12_345.6, 0)).isEqualTo("12,346");
  }
}
