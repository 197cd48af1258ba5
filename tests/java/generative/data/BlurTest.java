package generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlurTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void spreadsAPixelOverItsNeighbors() {
    float[] image = new float[25];
    image[12] = 16;
    assertThat(blurred(image))
        .containsExactly(
            0, 0, 0, 0, 0, //
            0, 1, 2, 1, 0, //
            0, 2, 4, 2, 0, //
            0, 1, 2, 1, 0, //
            0, 0, 0, 0, 0);
  }

  @Test
  void losesWhatFallsOutside() {
    assertThat(blurred(16, 0, 0, 0, 0, 0, 0, 0, 0)).containsExactly(4, 2, 0, 2, 1, 0, 0, 0, 0);
  }

  /** Rows and columns aren't confused, and no image meets its neighbor. */
  @Test
  void equalsTheSumOverNeighborsOnMnist() {
    NDArray images = Images.load("mnist").test().first(3).data();
    float[] pixels = images.toFloatArray();
    NDArray blurred = Blur.blurred(images);
    assertThat(blurred.getShape()).isEqualTo(new Shape(3, 784));
    float[] expected = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int row = i % 784 / 28;
      int column = i % 28;
      for (int down = -1; down <= 1; down++) {
        for (int right = -1; right <= 1; right++) {
          boolean inside =
              row + down >= 0 && row + down < 28 && column + right >= 0 && column + right < 28;
          float weight = (2 - Math.abs(down)) * (2 - Math.abs(right)) / 16f;
          expected[i] += inside ? weight * pixels[i + 28 * down + right] : 0;
        }
      }
    }
    assertThat(blurred.toFloatArray()).containsExactly(expected, within(1e-6f));
    blurred.close();
  }

  @Test
  void leavesNothingBehindButItsResult() {
    NDArray images = manager.ones(new Shape(4, 784));
    int before = manager.getManagedArrays().size();
    Blur.blurred(images);
    assertThat(manager.getManagedArrays()).hasSize(before + 1);
  }

  @Test
  void namesAShapeThatIsNoSquareImage() {
    refused(manager.ones(new Shape(2, 783)), "float32 (2, 783)");
    refused(manager.ones(new Shape(784)), "float32 (784)");
    refused(manager.ones(new Shape(2, 0)), "float32 (2, 0)");
    refused(manager.ones(new Shape(2, 784), DataType.FLOAT64), "float64 (2, 784)");
    refused(manager.ones(new Shape(2, 784), DataType.UINT8), "uint8 (2, 784)");
    Shape huge = new Shape(1, 1L << 32);
    refused(manager.ones(new Shape(1, 1)).broadcast(huge), "float32 " + huge);
  }

  private void refused(NDArray images, String what) {
    int before = manager.getManagedArrays().size();
    assertThatThrownBy(() -> Blur.blurred(images))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the images are %s; float32 [n, side * side] is expected, such as [n, 784]", what);
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void refusesPixelsThatAreNoNumbers() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      NDArray images = manager.create(new float[] {0, 0, 0, bad}, new Shape(1, 4));
      int before = manager.getManagedArrays().size();
      assertThatThrownBy(() -> Blur.blurred(images))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the images hold a number that is NaN or infinite; a pixel is from 0 to 1");
      assertThat(manager.getManagedArrays()).hasSize(before);
    }
  }

  @Test
  void takesNoImageAndOneOfASinglePixel() {
    assertThat(Blur.blurred(manager.ones(new Shape(0, 784))).getShape())
        .isEqualTo(new Shape(0, 784));
    assertThat(blurred(4)).containsExactly(1);
  }

  @Test
  void saysWhatIsNullOrClosed() {
    assertThatThrownBy(() -> Blur.blurred(null))
        .hasMessage("the images: null where an open array is expected");
    NDArray images = manager.ones(new Shape(1, 4));
    images.close();
    assertThatThrownBy(() -> Blur.blurred(images))
        .hasMessageStartingWith("the images: what was closed already");
  }

  private float[] blurred(float... image) {
    return Blur.blurred(manager.create(image, new Shape(1, image.length))).toFloatArray();
  }
}
