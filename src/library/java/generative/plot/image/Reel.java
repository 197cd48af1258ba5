package generative.plot.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The frames of a film while it is taken: numbers and a caption each, drawn only at the end. */
final class Reel {

  /**
   * One moment.
   *
   * @param values its own array, which nobody changes
   */
  record Frame(String caption, float[] values) {}

  private final List<Frame> frames = new ArrayList<>();

  void add(String caption, float[] values) {
    frames.add(new Frame(caption, values));
  }

  /** Returns the numbers of each frame. */
  Stream<float[]> values() {
    return frames.stream().map(Frame::values);
  }

  /**
   * Returns the film so far.
   *
   * @param subject what it shows, in words that "from step 0 to step 100" may follow
   * @throws IllegalArgumentException if there is no frame yet
   */
  Gif gif(String subject, List<Color> palette, Function<Frame, BufferedImage> drawing) {
    return AnimatedGif.of(
        frames.size(), i -> drawing.apply(frames.get(i)), palette, description(subject));
  }

  private String description(String subject) {
    return frames.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%s from %s to %s",
            subject,
            frames.get(0).caption,
            frames.get(frames.size() - 1).caption);
  }
}
