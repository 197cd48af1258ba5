package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KeptTest {

  private final Set<Object> closed = new HashSet<>();
  private final Kept<String, Object> kept = new Kept<>(10, closed::contains, "no more");

  @Test
  void makesOnceAndHandsOutAgain() {
    Object first = kept.get("a", 6, Object::new);
    assertThat(kept.get("a", 6, Object::new)).isSameAs(first);
    assertThat(kept.get("b", 4, Object::new)).isNotSameAs(first);
    assertThat(kept.get("a", 6, Object::new)).isSameAs(first);
  }

  @Test
  void takesAsMuchAsTheLimitAndNotMore() {
    kept.get("a", 6, Object::new);
    assertThatThrownBy(() -> kept.get("b", 5, Object::new))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no more");
    kept.get("b", 4, Object::new);
    assertThatThrownBy(() -> kept.get("c", 1, Object::new)).hasMessage("no more");
  }

  @Test
  void forgetsWhatWasClosed() {
    Object first = kept.get("a", 6, Object::new);
    Object second = kept.get("b", 4, Object::new);
    closed.add(first);
    assertThat(kept.get("a", 5, Object::new)).isNotSameAs(first);
    assertThatThrownBy(() -> kept.get("c", 2, Object::new)).hasMessage("no more");
    kept.get("c", 1, Object::new);
    closed.add(second);
    kept.get("d", 4, Object::new);
    assertThatThrownBy(() -> kept.get("b", 1, Object::new)).hasMessage("no more");
  }

  @Test
  void keepsNothingOfWhatFailed() {
    assertThatThrownBy(() -> kept.get("a", 6, KeptTest::failing)).hasMessage("failed");
    kept.get("a", 10, Object::new);
  }

  private static Object failing() {
    throw new IllegalStateException("failed");
  }

  @Test
  void closesTheManagerOfWhatFailedAlone() {
    AtomicReference<NDManager> manager = new AtomicReference<>();
    assertThatThrownBy(
            () ->
                Kept.resident(
                    made -> {
                      manager.set(made);
                      return failing();
                    }))
        .hasMessage("failed");
    assertThat(manager.get().isOpen()).isFalse();
    try (NDManager open = Kept.resident(made -> made)) {
      assertThat(open.isOpen()).isTrue();
    }
  }
}
