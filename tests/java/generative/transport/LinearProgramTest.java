package generative.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LinearProgramTest {

  /** Ten thousand of them: tests/benchmarks, ExactTransport. */
  @Test
  void aSolverOfLinearProgramsFindsTheSameWork() {
    for (int number = 0; number < 500; number++) {
      var instance = Instances.of(number, number % 10 == 0 ? 60 : 20);
      double expected = LinearProgram.work(instance.p(), instance.q(), instance.cost());
      Transport transport =
          EarthMoversDistance.transport(instance.p(), instance.q(), instance.cost());
      double scale = CostMatrix.largest(instance.cost()) * transport.amount();
      assertThat(transport.work())
          .as("instance %d", number)
          .isCloseTo(expected, within(1e-9 * Math.max(Math.abs(expected), 1e-3 * scale)));
      Certificate certificate = transport.certificate();
      assertThat(certificate.marginalViolation()).isLessThan(1e-12 * transport.amount() + 1e-15);
      assertThat(certificate.mostNegativeFlow()).isZero();
      assertThat(certificate.dualViolation()).isLessThan(1e-13 * (scale + 1));
      assertThat(Math.abs(certificate.dualityGap())).isLessThan(1e-12 * (scale + 1));
      assertThat(transport.flows()).hasSizeLessThan(instance.p().length + instance.q().length);
    }
  }
}
