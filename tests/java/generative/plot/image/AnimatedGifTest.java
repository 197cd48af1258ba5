package generative.plot.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import generative.plot.Png;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimatedGifTest {

  private static final List<Color> COLORS = List.of(Color.WHITE, Color.BLACK, Color.RED);

  /** A black square that moves to the right over white, 6 pixels a frame. */
  private static BufferedImage square(int frame, Color color) {
    BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 60, 40);
    pen.setColor(color);
    pen.fillRect(6 * frame, 10, 5, 5);
    pen.dispose();
    return image;
  }

  private static Gif gif(int frames) {
    return AnimatedGif.of(frames, i -> square(i, Color.BLACK), COLORS, "a square");
  }

  @Test
  void everyFrameReadsBackAsItWas() throws IOException {
    GifFrames read = GifFrames.of(gif(5));
    assertThat(read.images()).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertThat(Png.encode(read.images().get(i)))
          .as("frame %d", i)
          .isEqualTo(Png.encode(square(i, Color.BLACK)));
    }
  }

  @Test
  void itRunsForeverHoldsItsLastFrameAndKeepsWhatDoesNotChange() throws IOException {
    GifFrames read = GifFrames.of(gif(3));
    assertThat(read.all("GraphicControlExtension", "delayTime")).containsExactly("15", "15", "250");
    assertThat(read.all("GraphicControlExtension", "disposalMethod")).containsOnly("doNotDispose");
    assertThat(read.loops(0)).containsExactly(1, 0, 0);
    assertThat(read.all("ImageDescriptor", "imageWidth")).containsExactly("60", "11", "11");
    assertThat(read.all("ImageDescriptor", "imageHeight")).containsExactly("40", "5", "5");
    assertThat(read.all("LocalColorTable", "sizeOfLocalColorTable")).isEmpty();
  }

  @Test
  void aFrameThatEqualsTheOneBeforeIsOnePixel() throws IOException {
    Gif still = AnimatedGif.of(2, i -> square(0, Color.BLACK), COLORS, "");
    GifFrames read = GifFrames.of(still);
    assertThat(read.all("ImageDescriptor", "imageWidth")).containsExactly("60", "1");
    assertThat(Png.encode(read.images().get(1))).isEqualTo(Png.encode(square(0, Color.BLACK)));
  }

  @Test
  void aPixelTakesTheNearestColor() throws IOException {
    Gif gif = AnimatedGif.of(1, i -> square(0, new Color(0xE02010)), COLORS, "");
    assertThat(GifFrames.of(gif).images().get(0).getRGB(2, 12)).isEqualTo(Color.RED.getRGB());
  }

  @Test
  void theSameFramesGiveTheSameBytesAlsoInAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("square.gif");
    gif(4).write(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(gif(4).bytes());
    assertThatThrownBy(() -> gif(4).write(folder.resolve("none").resolve("square.gif")))
        .hasMessageContaining("none");
  }

  @Test
  void whatCanNotBeWrittenIsNamed() {
    assertThatThrownBy(() -> gif(0)).hasMessage("an animation of 0 frames; add at least one");
    List<Color> many = Collections.nCopies(257, Color.RED);
    assertThatThrownBy(() -> AnimatedGif.of(1, i -> square(i, Color.RED), many, ""))
        .hasMessage("a palette of 257 colors; 1 to 256 are possible");
  }
}
