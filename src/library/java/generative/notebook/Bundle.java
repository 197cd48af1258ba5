package generative.notebook;

import generative.plot.Picture;
import generative.plot.Png;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One value in several forms, of which a front end takes the richest it can show.
 *
 * @param data MIME type to content; {@code text/plain} is always among them
 * @param metadata MIME type to hints, such as an image's width
 */
public record Bundle(Map<String, Object> data, Map<String, Object> metadata) {

  static final String TEXT = "text/plain";

  static Bundle text(String text) {
    return new Bundle(Map.of(TEXT, text), Map.of());
  }

  static Bundle rich(String mimeType, String content, String text) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(mimeType, content);
    data.put(TEXT, text);
    return new Bundle(data, Map.of());
  }

  /** A PNG, shown at the size that its {@link Picture} asks for. */
  static Bundle image(BufferedImage image, String text) {
    int width = image instanceof Picture picture ? picture.shownWidth() : image.getWidth();
    int height = image instanceof Picture picture ? picture.shownHeight() : image.getHeight();
    Bundle png = rich("image/png", base64(image), text);
    return new Bundle(png.data, Map.of("image/png", Map.of("width", width, "height", height)));
  }

  static String base64(BufferedImage image) {
    return Base64.getEncoder().encodeToString(Png.encode(image));
  }

  /** Returns the plain text form. */
  @Override
  public String toString() {
    return (String) data.get(TEXT);
  }
}
