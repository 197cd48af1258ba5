package generative.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TicksTest {

  @Test
  void theyAreRoundAndHaveTheDecimalsOfTheirStep() {
    Ticks ticks = Ticks.within(-0.31, 0.52, 4);
    assertThat(ticks.values()).containsExactly(new double[] {-0.2, 0, 0.2, 0.4}, within(1e-15));
    assertThat(ticks.label(-0.2)).isEqualTo("-0.2");
    assertThat(ticks.label(-1e-17)).isEqualTo("0.0");
    assertThat(Ticks.around(2, 255, 4).values()).containsExactly(0, 50, 100, 150, 200, 250, 300);
    assertThat(Ticks.within(0, 3e-7, 3).label(1e-7)).isEqualTo("1e-7");
    assertThat(Ticks.within(5, 5, 3).values()).containsExactly(5);
  }

  @Property(tries = 200)
  void thoseWithinLieWithinAndThoseAroundLieAround(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double least,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double span,
      @ForAll @IntRange(min = 1, max = 20) int count) {
    Ticks within = Ticks.within(least, least + span, count);
    double rounding = 1e-6 * within.step();
    assertThat(within.values().length).isBetween(1, 2 * count + 2);
    assertThat(within.first()).isGreaterThanOrEqualTo(least - rounding);
    assertThat(within.last()).isLessThanOrEqualTo(least + span + rounding);
    Ticks around = Ticks.around(least, least + span, count);
    assertThat(around.first()).isLessThanOrEqualTo(least + rounding);
    assertThat(around.last()).isGreaterThanOrEqualTo(least + span - rounding);
  }
}
