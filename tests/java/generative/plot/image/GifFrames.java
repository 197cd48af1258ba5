package generative.plot.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;

/**
 * A GIF as a viewer plays it, read by the JDK.
 *
 * @param images what is on the screen at each frame
 * @param metadata of each frame, in the JDK's form
 */
record GifFrames(List<BufferedImage> images, List<IIOMetadataNode> metadata) {

  static GifFrames of(Gif gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    GifFrames frames = new GifFrames(new ArrayList<>(), new ArrayList<>());
    BufferedImage screen = new BufferedImage(gif.width(), gif.height(), BufferedImage.TYPE_INT_RGB);
    try (ImageInputStream in =
        ImageIO.createImageInputStream(new ByteArrayInputStream(gif.bytes()))) {
      reader.setInput(in);
      for (int i = 0; i < reader.getNumImages(true); i++) {
        IIOMetadataNode root =
            (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
        frames.metadata.add(root);
        int x = Integer.parseInt(attribute(root, "ImageDescriptor", "imageLeftPosition"));
        int y = Integer.parseInt(attribute(root, "ImageDescriptor", "imageTopPosition"));
        screen.getGraphics().drawImage(reader.read(i), x, y, null);
        BufferedImage shown =
            new BufferedImage(gif.width(), gif.height(), BufferedImage.TYPE_INT_RGB);
        shown.setData(screen.getData());
        frames.images.add(shown);
      }
    }
    return frames;
  }

  /** The attribute of each frame that has it. */
  List<String> all(String node, String attribute) {
    return metadata.stream()
        .filter(root -> root.getElementsByTagName(node).getLength() > 0)
        .map(root -> attribute(root, node, attribute))
        .toList();
  }

  /** The bytes of a frame's NETSCAPE block: 1, then how often to repeat, 0 for ever. */
  List<Integer> loops(int frame) {
    IIOMetadataNode node =
        (IIOMetadataNode) metadata.get(frame).getElementsByTagName("ApplicationExtension").item(0);
    byte[] bytes = (byte[]) node.getUserObject();
    return IntStream.range(0, bytes.length).mapToObj(i -> (int) bytes[i]).toList();
  }

  private static String attribute(IIOMetadataNode root, String node, String attribute) {
    return ((IIOMetadataNode) root.getElementsByTagName(node).item(0)).getAttribute(attribute);
  }
}
