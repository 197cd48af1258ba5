package generative.plot.image;

import static generative.nn.LatentGrid.gaussianGrid;
import static generative.plot.image.Manifold.manifold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.plot.Picture;
import generative.plot.Theme;
import generative.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManifoldTest {

  private final NDManager manager = Compute.newManager();

  @AfterEach
  void free() {
    manager.close();
  }

  /** The quartiles' middles, Φ⁻¹(1/8) and Φ⁻¹(3/8), from a table of the Gaussian. */
  @Test
  void codingsAreTheQuantilesFirstToTheRightSecondUpward() {
    NDArray grid = gaussianGrid(manager, 4);
    assertThat(grid.getShape()).isEqualTo(new Shape(16, 2));
    assertThat(grid.get("0:4, 0").toFloatArray())
        .containsExactly(new float[] {-1.15035f, -0.31864f, 0.31864f, 1.15035f}, within(1e-5f));
    assertThat(grid.get("0:4, 1").toFloatArray()).containsOnly(1.15034938f);
    assertThat(grid.get("12:, 1").toFloatArray()).containsOnly(-1.15034938f);
    assertThat(gaussianGrid(manager, 1).toFloatArray()).containsExactly(0, 0);
  }

  /** A stand-in for a decoder: its left half shows the first coding, its right half the second. */
  private NDArray halves(NDArray z) {
    NDArray left = z.get(":, :1").gt(0).toType(ai.djl.ndarray.types.DataType.FLOAT32, false);
    NDArray right = z.get(":, 1:").gt(0).toType(ai.djl.ndarray.types.DataType.FLOAT32, false);
    NDArray row = left.repeat(1, 14).concat(right.repeat(1, 14), 1);
    return row.reshape(z.getShape().get(0), 1, 28).repeat(1, 28);
  }

  @Test
  void imagesTouchAndLieWhereTheirCodingsAre() {
    Picture picture = manifold(this::halves, manager, 20);
    assertThat(picture.shownWidth()).isBetween(580, Theme.WIDTH);
    int image = 2 * 28;
    int x = picture.getWidth() - 4 - 20 * image;
    int y = 4;
    assertThat(pair(picture, x, y)).as("top left").isEqualTo("black white");
    assertThat(pair(picture, x + 19 * image, y)).as("top right").isEqualTo("white white");
    assertThat(pair(picture, x, y + 19 * image)).as("bottom left").isEqualTo("black black");
    assertThat(pair(picture, x + 19 * image, y + 19 * image)).isEqualTo("white black");
  }

  private static String pair(Picture picture, int x, int y) {
    return word(picture.getRGB(x, y)) + " " + word(picture.getRGB(x + 55, y + 55));
  }

  private static String word(int color) {
    return (color & 0xFFFFFF) == 0 ? "black" : (color & 0xFFFFFF) == 0xFFFFFF ? "white" : "gray";
  }

  @Test
  void itTakesAnyImageShapeAndSideAndLeavesNoMemoryBehind() {
    for (int side : new int[] {1, 5, 30}) {
      Picture picture = manifold(z -> z.repeat(1, 45).reshape(-1, 9, 10), manager, side);
      assertThat(picture.shownWidth()).isLessThanOrEqualTo(Theme.WIDTH);
    }
    assertThat(manager.getManagedArrays()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> gaussianGrid(manager, 0))
        .hasMessage(
            "a grid of 0 images a side; 1 to 32767 are possible, and 20 fit a column of text");
    assertThatThrownBy(() -> manifold(z -> z.get("0:1").repeat(1, 2), manager, 2))
        .hasMessage("the decoder made 1 images of 4 codings; one of each is needed");
  }
}
