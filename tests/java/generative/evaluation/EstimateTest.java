package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {

  /** Sample variance 2.5, so the standard error is √(2.5 / 5). */
  @Test
  void hasMeanAndStandardError() {
    Estimate estimate = Estimate.of(1, 2, 3, 4, 5);
    assertThat(estimate.mean()).isEqualTo(3);
    assertThat(estimate.standardError()).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(estimate.examples()).isEqualTo(5);
    assertThat(estimate).hasToString("3.00 ± 0.71");
  }

  @Test
  void oneValueTellsNothingOfItsError() {
    assertThat(Estimate.of(7).standardError()).isNaN();
    assertThatThrownBy(Estimate::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no value to take a mean of; give at least one");
  }
}
