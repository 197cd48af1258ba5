package generative.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @Test
  void wholeNumbersAreWholeAsFarAsADoubleTellsThemApart() {
    assertThat(Digits.whole(9007199254740993L)).isEqualTo("9,007,199,254,740,993");
    assertThat(Digits.whole(-9999)).isEqualTo("-9999");
    assertThat(Digits.wholeOrSignificant(1_700_000_000_123d, 4)).isEqualTo("1,700,000,000,123");
    assertThat(Digits.wholeOrSignificant(123_456, 3)).isEqualTo("123,456");
    assertThat(Digits.wholeOrSignificant(2e12, 4)).isEqualTo("2e12");
    assertThat(Digits.wholeOrSignificant(0x1p60, 4)).isEqualTo("1.153e18");
    assertThat(Digits.wholeOrSignificant(0.123456, 3)).isEqualTo("0.123");
    assertThat(Digits.wholeOrSignificant(Double.NaN, 3)).isEqualTo("NaN");
  }

  @Test
  void decimalsAreRoundedBeforeTheyAreGroupedAndSigned() {
    assertThat(Digits.fixed(9999.96, 1)).isEqualTo("10,000.0");
    assertThat(Digits.fixed(-0.04, 1)).isEqualTo("0.0");
    assertThat(Digits.fixed(Double.NEGATIVE_INFINITY, 1)).isEqualTo("−∞");
    assertThat(Digits.fixed(Double.NaN, 1)).isEqualTo("NaN");
  }

  @Test
  void digitsAreNoFewerThanOneAndDecimalsThanNone() {
    assertThatThrownBy(() -> Digits.significant(1, 0))
        .hasMessage("0 significant digits; at least 1 is needed");
    assertThatThrownBy(() -> Digits.fixed(1, -1)).hasMessage("-1 decimals; give 0 or more");
  }
}
