package generative.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import generative.data.Examples;
import generative.nn.DenseLayer;
import generative.nn.QuantizedLayer;
import generative.tensor.Compute;
import generative.tensor.Gradients;
import generative.tensor.Require;
import generative.tensor.Scope;
import generative.tensor.Values;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * What a classifier of handwritten digits sees in an image: 64 numbers, in which two images are
 * near if they show the same digit alike, wherever their pixels differ.
 *
 * <p>The classifier, 784-512-64-10 with ReLU, was trained on MNIST's training images; its weights
 * come with the module, one byte each, so that Fréchet distances of everybody's generators mean the
 * same. {@code tests/benchmarks/README.md} has the command that makes them. Safe to share between
 * threads; the weights stay on the device until the program ends.
 */
public final class Features {

  private static final String RESOURCE = "features.bin";
  private static final int ONE_BYTE = 127;
  private static final float ROUNDING = 1e-3f;
  private static Features loaded;

  private final List<DenseLayer> layers;

  private Features(List<DenseLayer> layers) {
    this.layers = layers;
  }

  /**
   * Returns the classifier that comes with the module, loaded once and handed out again.
   *
   * @throws UncheckedIOException if its weights are damaged
   */
  public static synchronized Features load() {
    if (loaded == null) {
      try (InputStream in = Features.class.getResourceAsStream(RESOURCE)) {
        loaded = read(in.readAllBytes(), RESOURCE);
      } catch (IOException e) {
        throw damaged(RESOURCE, e);
      }
    }
    return loaded;
  }

  /** Makes the classifier of a file's bytes, the last eight of which are the others' checksum. */
  static Features read(byte[] file, String name) {
    int size = file.length - Long.BYTES;
    if (size < 0 || ByteBuffer.wrap(file).getLong(size) != checksum(file, size)) {
      throw damaged(name, new IOException("the checksum is another"));
    }
    NDManager resident = Compute.newManager();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file, 0, size))) {
      List<DenseLayer> layers = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        layers.add(QuantizedLayer.read(in).layer(resident));
      }
      layers.forEach(layer -> Scope.keep(layer.weight(), layer.bias()));
      return new Features(layers);
    } catch (IOException e) {
      resident.close();
      throw damaged(name, e);
    }
  }

  private static UncheckedIOException damaged(String name, IOException cause) {
    return new UncheckedIOException(
        String.format(
            Locale.ROOT,
            "%s, the classifier's weights, is damaged: %s; build the module again",
            name,
            cause.getMessage()),
        cause);
  }

  private static long checksum(byte[] bytes, int size) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, size);
    return sum.getValue();
  }

  /**
   * Writes a classifier's layers in the form that {@link #load} reads, one byte a weight, and a
   * checksum.
   *
   * @param layers from input to output, ReLU between them
   * @throws UncheckedIOException if the file can't be written
   */
  public static void write(List<DenseLayer> layers, Path file) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(layers, "layers");
    layers.forEach(layer -> Objects.requireNonNull(layer, "a layer"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(layers.size());
      for (DenseLayer layer : layers) {
        QuantizedLayer.of(layer, ONE_BYTE).write(out);
      }
      out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
      Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "%s can't be written: %s", file, e.getMessage()), e);
    }
  }

  /**
   * Returns the images' features, {@code [n, 64]}, none below 0; nothing is recorded for gradients.
   *
   * @param images {@code [n, 784]} or {@code [n, 1, 28, 28]} from 0 to 1; the result belongs to
   *     their manager
   * @throws IllegalArgumentException if they have another shape, type or range
   */
  public NDArray of(NDArray images) {
    Sample.require(images, "the array of images");
    long pixels = layers.get(0).weight().getShape().get(1);
    if (Sample.width(images) != pixels) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the images have shape %s; [n, %d] is expected",
              images.getShape(),
              pixels));
    }
    return Gradients.without(() -> Scope.keeping(() -> hidden(images), images));
  }

  private NDArray hidden(NDArray images) {
    checkRange(images);
    NDArray features = Sample.flat(images);
    for (DenseLayer layer : layers.subList(0, layers.size() - 1)) {
      features = Activation.relu(linear(features, layer));
    }
    return features;
  }

  private static void checkRange(NDArray images) {
    if (images.isEmpty()) {
      return;
    }
    float least = Values.floats(images.min())[0];
    float most = Values.floats(images.max())[0];
    if (!(least >= -ROUNDING && most <= 1 + ROUNDING)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the images lie between %s and %s; pixels from 0 to 1 are expected, such as bytes"
                  + " divided by 255",
              least,
              most));
    }
  }

  /**
   * Returns the share of examples that the classifier names rightly, 0 to 1.
   *
   * @throws IllegalArgumentException if there are no examples or no labels
   */
  public double accuracy(Examples labeled) {
    if (Objects.requireNonNull(labeled, "labeled").labels() == null) {
      throw new IllegalArgumentException("these examples have no labels to hold a guess against");
    }
    Require.open(labeled.labels(), "the array of labels");
    if (labeled.size() == 0) {
      throw new IllegalArgumentException("there are no examples to name; give at least 1");
    }
    return Gradients.without(
        () ->
            Scope.freeing(
                () -> {
                  NDArray logits = linear(of(labeled.data()), layers.get(layers.size() - 1));
                  long right = logits.argMax(1).eq(labeled.labels()).countNonzero().getLong();
                  return (double) right / labeled.size();
                }));
  }

  private static NDArray linear(NDArray x, DenseLayer layer) {
    return Linear.linear(x, layer.weight(), layer.bias()).singletonOrThrow();
  }
}
