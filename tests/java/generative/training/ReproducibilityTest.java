package generative.training;

import static org.assertj.core.api.Assertions.assertThat;

import generative.JavaProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReproducibilityTest {

  /** Small and large heaps and three collectors, a learner's {@code mul(0.5f)} in the step. */
  @Test
  void heapsAndCollectorsDoNotChangeABit() throws Exception {
    Set<String> fingerprints = new HashSet<>();
    for (String collector : List.of("-XX:+UseSerialGC", "-XX:+UseG1GC", "-XX:+UseParallelGC")) {
      for (String heap : List.of("-Xmx32m", "-Xmx512m")) {
        fingerprints.add(
            JavaProcess.lastLine(
                List.of(collector, heap, "-Dai.djl.pytorch.num_threads=1"),
                ForcedCollections.class,
                "alone",
                "learners",
                "300"));
      }
    }
    assertThat(fingerprints).hasSize(1);
    assertThat(fingerprints.iterator().next()).matches("[0-9a-f]{1,8}");
  }
}
