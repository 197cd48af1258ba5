package generative.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import generative.data.Compute;
import generative.data.Examples;
import generative.nn.DenseLayer;
import generative.objective.Gradients;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
  private static Features loaded;

  private final List<DenseLayer> layers;

  private Features(List<DenseLayer> layers) {
    this.layers = layers;
  }

  /** Returns the classifier that comes with the module, loaded once and handed out again. */
  public static synchronized Features load() {
    if (loaded == null) {
      NDManager resident = Compute.newManager();
      try (DataInputStream in =
          new DataInputStream(
              new BufferedInputStream(Features.class.getResourceAsStream(RESOURCE)))) {
        List<DenseLayer> layers = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          layers.add(QuantizedLayer.read(in).layer(resident));
        }
        layers.forEach(layer -> NDScope.unregister(layer.weight(), layer.bias()));
        loaded = new Features(layers);
      } catch (IOException e) {
        throw new UncheckedIOException("the classifier's weights are damaged; build again", e);
      }
    }
    return loaded;
  }

  /**
   * Writes a classifier's layers in the form that {@link #load} reads, one byte a weight.
   *
   * @param layers from input to output, ReLU between them
   * @throws UncheckedIOException if the file can't be written
   */
  public static void write(List<DenseLayer> layers, Path file) {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeInt(layers.size());
      for (DenseLayer layer : layers) {
        QuantizedLayer.of(layer).write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "%s can't be written: %s", file, e.getMessage()), e);
    }
  }

  /**
   * Returns the images' features, {@code [n, 64]}, none below 0; nothing is recorded for gradients.
   *
   * @param images {@code [n, 784]} from 0 to 1; the result belongs to their manager
   * @throws IllegalArgumentException if they have another shape
   */
  public NDArray of(NDArray images) {
    long pixels = layers.get(0).weight().getShape().get(1);
    if (images.getShape().dimension() != 2 || images.getShape().get(1) != pixels) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the images have shape %s; [n, %d] is expected",
              images.getShape(),
              pixels));
    }
    return Gradients.without(
        () -> {
          NDArray features;
          try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            features = images;
            for (DenseLayer layer : layers.subList(0, layers.size() - 1)) {
              features = Activation.relu(linear(features, layer));
            }
            NDScope.unregister(features);
          }
          NDScope.register(features);
          return features;
        });
  }

  /**
   * Returns the share of examples that the classifier names rightly, 0 to 1.
   *
   * @throws IllegalArgumentException if there are no labels
   */
  public double accuracy(Examples labeled) {
    if (labeled.labels() == null) {
      throw new IllegalArgumentException("these examples have no labels to hold a guess against");
    }
    return Gradients.without(
        () -> {
          try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray logits = linear(of(labeled.data()), layers.get(layers.size() - 1));
            long right = logits.argMax(1).eq(labeled.labels()).countNonzero().getLong();
            return (double) right / labeled.size();
          }
        });
  }

  private static NDArray linear(NDArray x, DenseLayer layer) {
    return Linear.linear(x, layer.weight(), layer.bias()).singletonOrThrow();
  }
}
