package generative.tensor;

import static generative.plot.Curves.curves;
import static generative.plot.image.ImageGrid.imageGrid;
import static generative.plot.plane.LatentScatter.latentScatter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.nn.Walk;
import generative.plot.image.GridFilm;
import generative.plot.image.LatentFilm;
import generative.plot.image.PointFilm;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tensors that can not be read get a sentence, whoever is to draw them. */
class ValuesTest {

  private static final double NAN = Double.NaN;

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void free() {
    manager.close();
  }

  private static void refused(ThrowingCallable drawing, String sentence) {
    assertThatThrownBy(drawing)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(sentence);
  }

  private NDArray labels(double... labels) {
    return manager.create(labels);
  }

  @Test
  void closedTensorsSaySo() {
    NDArray closed = manager.ones(new Shape(3, 4));
    closed.close();
    String rule = " is closed, by itself or with its manager; close arrays after their last use";
    refused(() -> imageGrid(closed, 1), rule);
    refused(() -> latentScatter(closed, closed), rule);
    refused(() -> new LatentFilm(closed), rule);
    refused(() -> new PointFilm(closed), rule);
    refused(() -> new GridFilm(2).add("", closed), rule);
    refused(() -> Walk.between(closed, closed, 3), rule);
    refused(() -> Values.longs(closed), rule);
    refused(() -> curves("x", "y").line("a", closed, closed), rule);
  }

  @Test
  void wholeNumbersOfATensorAreNumbers() {
    refused(() -> Values.longs(labels(1, NAN)), "value 1 is NaN; no whole number stands for it");
    refused(() -> Values.longs(labels(1e19)), "value 0 is 1.0E19; no whole number stands for it");
    assertThat(Values.longs(labels(-1.9, 0x1p53))).containsExactly(-1, 1L << 53);
  }
}
