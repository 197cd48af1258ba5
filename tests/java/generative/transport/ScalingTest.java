package generative.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScalingTest {

  @Test
  void withLogarithmsOrWithoutTheIterationIsTheSame() {
    Line line = new Line(6, 20, 15);
    Scaling plain = new Scaling(line.p, line.q, line.costs(), 0.5);
    Scaling logarithmic = new Scaling(line.p, line.q, line.costs(), 0.5);
    plain.begin();
    for (int k = 0; k < 20; k++) {
      double error = plain.iterate();
      assertThat(logarithmic.iterateInLogarithms()).isCloseTo(error, within(1e-12));
    }
    plain.finish();
    logarithmic.iterateInLogarithms();
    for (int i = 0; i < line.p.length; i++) {
      assertThat(plain.kernel[i]).containsExactly(logarithmic.kernel[i], within(1e-12));
    }
    assertThat(plain.f).containsExactly(logarithmic.f, within(1e-12));
    assertThat(plain.g).containsExactly(logarithmic.g, within(1e-12));
    assertThat(plain.iterations()).isEqualTo(21);
  }
}
