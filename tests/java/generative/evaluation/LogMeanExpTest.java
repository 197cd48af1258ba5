package generative.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogMeanExpTest {

  @Test
  void isTheMeanInLogarithms() {
    LogMeanExp mean = new LogMeanExp(2);
    for (double x : new double[] {1, 5, 2, 10, 0.5}) {
      mean.add(0, Math.log(x));
      mean.add(1, Math.log(3));
    }
    assertThat(mean.value(0)).isCloseTo(Math.log(18.5 / 5), within(1e-14));
    assertThat(mean.value(1)).isCloseTo(Math.log(3), within(1e-14));
  }

  @Test
  void neitherOverflowsNorUnderflows() {
    LogMeanExp mean = new LogMeanExp(3);
    for (double x : new double[] {-2000, 1000, Double.NEGATIVE_INFINITY}) {
      mean.add(0, x);
      mean.add(1, x - 5000);
      mean.add(2, Double.NEGATIVE_INFINITY);
    }
    assertThat(mean.value(0)).isCloseTo(1000 - Math.log(3), within(1e-9));
    assertThat(mean.value(1)).isCloseTo(-4000 - Math.log(3), within(1e-9));
    assertThat(mean.value(2)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
