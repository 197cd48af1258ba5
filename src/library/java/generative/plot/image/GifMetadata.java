package generative.plot.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** Where a frame of a GIF lies, how long it stays, and that all begins again after the last. */
final class GifMetadata {

  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  private GifMetadata() {}

  /** Returns a frame's metadata; the delay is in hundredths of a second. */
  static IIOMetadata of(ImageWriter writer, Rectangle place, int delay)
      throws IIOInvalidTreeException {
    ImageTypeSpecifier type =
        ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_BYTE_INDEXED);
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    root.appendChild(descriptor(place));
    root.appendChild(control(delay));
    root.appendChild(forever());
    IIOMetadata metadata = writer.getDefaultImageMetadata(type, null);
    metadata.setFromTree(FORMAT, root);
    return metadata;
  }

  private static IIOMetadataNode descriptor(Rectangle place) {
    IIOMetadataNode node = new IIOMetadataNode("ImageDescriptor");
    node.setAttribute("imageLeftPosition", "" + place.x);
    node.setAttribute("imageTopPosition", "" + place.y);
    node.setAttribute("imageWidth", "" + place.width);
    node.setAttribute("imageHeight", "" + place.height);
    node.setAttribute("interlaceFlag", "FALSE");
    return node;
  }

  private static IIOMetadataNode control(int delay) {
    IIOMetadataNode node = new IIOMetadataNode("GraphicControlExtension");
    node.setAttribute("disposalMethod", "doNotDispose");
    node.setAttribute("userInputFlag", "FALSE");
    node.setAttribute("transparentColorFlag", "FALSE");
    node.setAttribute("delayTime", "" + delay);
    node.setAttribute("transparentColorIndex", "0");
    return node;
  }

  private static IIOMetadataNode forever() {
    IIOMetadataNode node = new IIOMetadataNode("ApplicationExtension");
    node.setAttribute("applicationID", "NETSCAPE");
    node.setAttribute("authenticationCode", "2.0");
    node.setUserObject(new byte[] {1, 0, 0});
    IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
    extensions.appendChild(node);
    return extensions;
  }
}
