package generative.plot.explorer;

import generative.nn.DenseLayer;
import generative.nn.MultilayerPerceptron;
import generative.nn.QuantizedLayer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A decoder small enough to travel in a page: 10 bits a weight, a scale and a bias for each unit.
 *
 * <p>It draws what the page's script draws, by the same arithmetic. Safe to share between threads.
 */
final class PackedDecoder {

  private static final int HIGHEST = TenBits.RANGE / 2 - 1;

  private final List<QuantizedLayer> layers;

  private PackedDecoder(List<QuantizedLayer> layers) {
    this.layers = layers;
  }

  /**
   * Packs a decoder of square images: ReLU between its layers, a sigmoid after the last.
   *
   * @throws IllegalArgumentException if its outputs are no square or a weight is not finite
   */
  static PackedDecoder of(MultilayerPerceptron network) {
    List<DenseLayer> layers = Objects.requireNonNull(network, "decoder").layers();
    long outputs = layers.get(layers.size() - 1).bias().size();
    long side = Math.round(Math.sqrt(outputs));
    if (side * side != outputs) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the decoder has %d outputs; square images are needed, such as 784 = 28 · 28",
              outputs));
    }
    return new PackedDecoder(
        layers.stream().map(layer -> QuantizedLayer.of(layer, HIGHEST)).toList());
  }

  /** Numbers a coding. */
  int codings() {
    return layers.get(0).inputs();
  }

  /** Width and height of an image in pixels. */
  int side() {
    return (int) Math.round(Math.sqrt(layers.get(layers.size() - 1).outputs()));
  }

  /** Numbers that come in, and units of each layer. */
  int[] sizes() {
    return IntStream.concat(
            IntStream.of(codings()), layers.stream().mapToInt(QuantizedLayer::outputs))
        .toArray();
  }

  /** Returns the pixels {@code [side · side]} in [0, 1] at one coding {@code [codings]}. */
  float[] decode(float... coding) {
    float[] x = coding;
    for (QuantizedLayer layer : layers) {
      x = layer.apply(x);
      for (int i = 0; i < x.length; i++) {
        x[i] = layer == layers.get(layers.size() - 1) ? sigmoid(x[i]) : Math.max(0, x[i]);
      }
    }
    return x;
  }

  private static float sigmoid(float logit) {
    return (float) (1 / (1 + Math.exp(-logit)));
  }

  /** Returns the weights' levels, layer after layer and row after row, −512 as 0, in base 64. */
  String levels() {
    TenBits numbers = new TenBits(layers.stream().mapToInt(layer -> layer.levels().length).sum());
    for (QuantizedLayer layer : layers) {
      for (short level : layer.levels()) {
        numbers.add(level + TenBits.RANGE / 2);
      }
    }
    return numbers.base64();
  }

  /** Returns each unit's scale, then each unit's bias, as little-endian float32 in base 64. */
  String floats() {
    int units = layers.stream().mapToInt(QuantizedLayer::outputs).sum();
    ByteBuffer bytes = ByteBuffer.allocate(8 * units).order(ByteOrder.LITTLE_ENDIAN);
    layers.forEach(layer -> put(bytes, layer.scales()));
    layers.forEach(layer -> put(bytes, layer.biases()));
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static void put(ByteBuffer bytes, float[] values) {
    for (float value : values) {
      bytes.putFloat(value);
    }
  }
}
