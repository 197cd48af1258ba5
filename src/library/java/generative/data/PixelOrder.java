package generative.data;

/** Rearranges the pixels of images in place; one image of memory is taken beside them. */
final class PixelOrder {

  private PixelOrder() {}

  /** Turns {@code [n, h, w, c]} with c = 1 or 3 into {@code [n, c, h, w]}; leaves all else. */
  static IdxFile channelsFirst(IdxFile images) {
    int[] shape = images.shape();
    if (shape.length != 4 || isChannels(shape[1]) || !isChannels(shape[3])) {
      return images;
    }
    transpose(images.values(), shape[1] * shape[2], shape[3]);
    return new IdxFile(new int[] {shape[0], shape[3], shape[1], shape[2]}, images.values());
  }

  /** Exchanges the rows and the columns of {@code [n, h, w]} or {@code [n, c, h, w]}. */
  static IdxFile transposed(IdxFile images) {
    int[] shape = images.shape().clone();
    int last = shape.length - 1;
    if (last < 2) {
      return images;
    }
    transpose(images.values(), shape[last - 1], shape[last]);
    shape[last - 1] = images.shape()[last];
    shape[last] = images.shape()[last - 1];
    return new IdxFile(shape, images.values());
  }

  private static boolean isChannels(int size) {
    return size == 1 || size == 3;
  }

  /** Transposes one matrix after another. */
  private static void transpose(byte[] values, int rows, int columns) {
    if (values.length == 0) {
      return;
    }
    byte[] matrix = new byte[rows * columns];
    for (int start = 0; start < values.length; start += matrix.length) {
      System.arraycopy(values, start, matrix, 0, matrix.length);
      for (int i = 0; i < matrix.length; i++) {
        values[start + i % columns * rows + i / columns] = matrix[i];
      }
    }
  }
}
