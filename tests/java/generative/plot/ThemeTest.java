package generative.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {

  /** G. M. Machado et al., "A physiologically-based model … of color vision deficiency", 2009. */
  enum Vision {
    NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    PROTANOPIA(
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
        1.051998),
    DEUTERANOPIA(
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    TRITANOPIA(
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
        0.303900);

    private final double[] matrix;

    Vision(double... matrix) {
      this.matrix = matrix;
    }

    double[] sees(Color color) {
      return multiply(
          matrix, linear(color.getRed()), linear(color.getGreen()), linear(color.getBlue()));
    }
  }

  private static double linear(int level) {
    double c = level / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static double[] multiply(double[] m, double a, double b, double c) {
    return IntStream.range(0, 3)
        .mapToDouble(i -> m[3 * i] * a + m[3 * i + 1] * b + m[3 * i + 2] * c)
        .map(v -> Math.max(0, Math.min(1.1, v)))
        .toArray();
  }

  private static double[] lab(double[] rgb) {
    double[] xyz =
        multiply(
            new double[] {
              0.4124564 / 0.95047,
              0.3575761 / 0.95047,
              0.1804375 / 0.95047,
              0.2126729,
              0.7151522,
              0.0721750,
              0.0193339 / 1.08883,
              0.1191920 / 1.08883,
              0.9503041 / 1.08883
            },
            rgb[0],
            rgb[1],
            rgb[2]);
    double[] f = IntStream.range(0, 3).mapToDouble(i -> cube(xyz[i])).toArray();
    return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
  }

  private static double cube(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116.0;
  }

  @ParameterizedTest
  @EnumSource
  void tenColorsStayApartForEveryEye(Vision eye) {
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < i; j++) {
        double[] a = lab(eye.sees(Theme.color(i)));
        double[] b = lab(eye.sees(Theme.color(j)));
        assertThat(Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]))
            .as("colors %d and %d", i, j)
            .isGreaterThan(16);
      }
    }
    assertThat(Theme.color(10)).isEqualTo(Theme.color(0));
  }

  @Test
  void aChartIsDrawnAtTwiceItsSizeAndAlwaysTheSame(@TempDir Path folder) throws Exception {
    Curves chart = Curves.curves("x", "y").line("line", new double[] {3, 1, 2});
    Png.write(chart, folder.resolve("a.png"));
    Png.write(chart, folder.resolve("b.png"));
    byte[] file = Files.readAllBytes(folder.resolve("a.png"));
    assertThat(file).isEqualTo(Files.readAllBytes(folder.resolve("b.png")));
    assertThat(new String(file, "ISO-8859-1")).doesNotContain("tIME").endsWith("IEND®B`\u0082");
    assertThat(ImageIO.read(folder.resolve("a.png").toFile()).getWidth()).isEqualTo(1280);
  }

  @Test
  void aFolderThatIsMissingIsToldByName(@TempDir Path folder) {
    Path file = folder.resolve("none").resolve("a.png");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Png.write(new Picture(1, 1), file))
        .hasMessageContaining("none");
  }
}
