package generative.plot.image;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes images of few colors as an animation that runs forever.
 *
 * <p>All frames share one palette, and of each only the rectangle that differs from the frame
 * before is written. The same images always give the same bytes.
 */
public final class AnimatedGif {

  /** Hundredths of a second that each frame stays. */
  private static final int DELAY = 15;

  /** The same for the last one. */
  private static final int LAST_DELAY = 250;

  private static final int MOST_COLORS = 256;
  private static final int LONGEST_SIDE = 65_535;

  private final List<Color> colors;
  private final IndexColorModel palette;
  private final Map<Integer, Integer> nearest = new HashMap<>();

  private AnimatedGif(List<Color> colors) {
    this.colors = colors;
    byte[] red = new byte[colors.size()];
    byte[] green = new byte[colors.size()];
    byte[] blue = new byte[colors.size()];
    for (int i = 0; i < colors.size(); i++) {
      red[i] = (byte) colors.get(i).getRed();
      green[i] = (byte) colors.get(i).getGreen();
      blue[i] = (byte) colors.get(i).getBlue();
    }
    palette = new IndexColorModel(8, colors.size(), red, green, blue);
  }

  /**
   * Returns the animation. Each frame stays for 0.15 seconds, the last one for 2.5.
   *
   * @param frames number of frames, at least 1
   * @param frame draws the i-th, from 0; each is asked for once, in order; all of one size
   * @param colors the palette, 1 to 256; each pixel takes the nearest
   * @param description what it shows, for those who don't see it
   * @throws IllegalArgumentException if there is no frame, there are too many colors, or a frame
   *     has another size than the first or more than 65,535 pixels along a side
   */
  public static Gif of(
      int frames, IntFunction<BufferedImage> frame, List<Color> colors, String description) {
    Objects.requireNonNull(frame, "frame");
    Objects.requireNonNull(colors, "colors");
    colors.forEach(color -> Objects.requireNonNull(color, "color"));
    if (frames < 1) {
      throw new IllegalArgumentException("an animation of " + frames + " frames; add at least one");
    }
    if (colors.isEmpty() || colors.size() > MOST_COLORS) {
      throw new IllegalArgumentException(
          "a palette of " + colors.size() + " colors; 1 to 256 are possible");
    }
    try {
      return new AnimatedGif(colors).write(frames, frame, description);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Gif write(int frames, IntFunction<BufferedImage> frame, String description)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedImage before = null;
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < frames; i++) {
        BufferedImage drawn = Objects.requireNonNull(frame.apply(i), "a frame's image");
        requireSize(i, drawn, before == null ? drawn : before);
        BufferedImage image = indexed(drawn);
        Rectangle changed = before == null ? image.getRaster().getBounds() : change(before, image);
        IIOMetadata metadata =
            GifMetadata.of(writer, changed, i == frames - 1 ? LAST_DELAY : DELAY);
        BufferedImage part = copy(image, changed);
        writer.writeToSequence(new IIOImage(part, null, metadata), null);
        before = image;
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return new Gif(bytes.toByteArray(), before.getWidth(), before.getHeight(), description);
  }

  private static void requireSize(int i, BufferedImage frame, BufferedImage first) {
    int width = frame.getWidth();
    int height = frame.getHeight();
    if (width != first.getWidth() || height != first.getHeight()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "frame %d has %d × %d pixels, the first has %d × %d; all need the same size",
              i,
              width,
              height,
              first.getWidth(),
              first.getHeight()));
    }
    if (Math.max(width, height) > LONGEST_SIDE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a film of %,d × %,d pixels; its format allows %,d along a side, so show fewer images",
              width,
              height,
              LONGEST_SIDE));
    }
  }

  private BufferedImage indexed(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = nearest.computeIfAbsent(pixels[i], this::nearest);
    }
    BufferedImage indexed =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette);
    indexed.getRaster().setPixels(0, 0, width, height, pixels);
    return indexed;
  }

  /** A copy, since the JDK's writer takes a subimage's pixels from the whole image's corner. */
  private BufferedImage copy(BufferedImage image, Rectangle part) {
    BufferedImage copy =
        new BufferedImage(part.width, part.height, BufferedImage.TYPE_BYTE_INDEXED, palette);
    int[] pixels =
        image.getRaster().getPixels(part.x, part.y, part.width, part.height, (int[]) null);
    copy.getRaster().setPixels(0, 0, part.width, part.height, pixels);
    return copy;
  }

  private int nearest(int rgb) {
    Color wanted = new Color(rgb);
    int best = 0;
    for (int i = 1; i < colors.size(); i++) {
      best = distance(wanted, colors.get(i)) < distance(wanted, colors.get(best)) ? i : best;
    }
    return best;
  }

  private static int distance(Color a, Color b) {
    int red = a.getRed() - b.getRed();
    int green = a.getGreen() - b.getGreen();
    int blue = a.getBlue() - b.getBlue();
    return red * red + green * green + blue * blue;
  }

  /** The smallest rectangle that holds every difference; one pixel if there is none. */
  private static Rectangle change(BufferedImage before, BufferedImage now) {
    int width = now.getWidth();
    int[] old = before.getRaster().getPixels(0, 0, width, now.getHeight(), (int[]) null);
    int[] pixels = now.getRaster().getPixels(0, 0, width, now.getHeight(), (int[]) null);
    int start = Math.max(0, Arrays.mismatch(old, pixels));
    Rectangle changed = new Rectangle(start % width, start / width, 1, 1);
    for (int i = start; i < pixels.length; i++) {
      if (pixels[i] != old[i]) {
        changed.add(new Rectangle(i % width, i / width, 1, 1));
      }
    }
    return changed;
  }
}
