package generative.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.training.tracker.Tracker;
import org.junit.jupiter.api.Test;

class LinearDecayTest {

  @Test
  void fallsInAStraightLineToZero() {
    Tracker rate = LinearDecay.toZero(4, 8);
    assertThat(rate.getNewValue(0)).isEqualTo(4);
    assertThat(rate.getNewValue(2)).isEqualTo(3);
    assertThat(rate.getNewValue(7)).isEqualTo(0.5f);
    assertThat(rate.getNewValue(100)).isZero();
  }

  @Test
  void needsAStep() {
    assertThatThrownBy(() -> LinearDecay.toZero(1, 0))
        .hasMessage("a learning rate can't fall over 0 steps; give at least 1");
  }
}
