package generative.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngTest {

  /** Of few colors or many, what is read back is what was written, pixel for pixel. */
  @ParameterizedTest
  @CsvSource({"2, true", "256, true", "257, false", "5000, false"})
  void losesNothing(int colors, boolean palette) throws IOException {
    BufferedImage image = new BufferedImage(100, 60, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 6000; i++) {
      image.setRGB(i % 100, i / 100, i % colors * 2909);
    }
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.encode(image)));
    assertThat(read.getColorModel() instanceof IndexColorModel).isEqualTo(palette);
    assertThat(read.getRGB(0, 0, 100, 60, null, 0, 100))
        .containsExactly(image.getRGB(0, 0, 100, 60, null, 0, 100));
  }
}
