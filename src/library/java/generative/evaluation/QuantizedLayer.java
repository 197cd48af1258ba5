package generative.evaluation;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.nn.DenseLayer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A fully connected layer in a quarter of its room: each weight one byte, each output's row of
 * weights with a scale of its own, {@code weight = scale · byte}. Biases stay as they are.
 *
 * <p>Two are equal only if they hold the very same arrays.
 *
 * @param inputs the layer's inputs
 * @param scales {@code [outputs]}, the largest weight of each row over 127
 * @param biases {@code [outputs]}
 * @param weights {@code [outputs * inputs]}, row by row
 */
record QuantizedLayer(int inputs, float[] scales, float[] biases, byte[] weights) {

  private static final int LARGEST = 127;

  /** Rounds a layer's weights; each is off by half its row's scale at most. */
  static QuantizedLayer of(DenseLayer layer) {
    float[] weights = Likelihood.floats(layer.weight());
    float[] biases = Likelihood.floats(layer.bias());
    int inputs = weights.length / biases.length;
    float[] scales = new float[biases.length];
    byte[] bytes = new byte[weights.length];
    for (int row = 0; row < scales.length; row++) {
      float largest = 0;
      for (int i = row * inputs; i < (row + 1) * inputs; i++) {
        largest = Math.max(largest, Math.abs(weights[i]));
      }
      scales[row] = largest / LARGEST;
      for (int i = row * inputs; largest > 0 && i < (row + 1) * inputs; i++) {
        bytes[i] = (byte) Math.round(weights[i] / scales[row]);
      }
    }
    return new QuantizedLayer(inputs, scales, biases, bytes);
  }

  /** Returns the layer that the bytes stand for, in {@code manager}. */
  DenseLayer layer(NDManager manager) {
    float[] floats = new float[weights.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = scales[i / inputs] * weights[i];
    }
    return new DenseLayer(
        manager.create(floats, new Shape(scales.length, inputs)), manager.create(biases));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(inputs);
    out.writeInt(scales.length);
    for (int row = 0; row < scales.length; row++) {
      out.writeFloat(scales[row]);
      out.writeFloat(biases[row]);
    }
    out.write(weights);
  }

  static QuantizedLayer read(DataInputStream in) throws IOException {
    int inputs = in.readInt();
    float[] scales = new float[in.readInt()];
    float[] biases = new float[scales.length];
    for (int row = 0; row < scales.length; row++) {
      scales[row] = in.readFloat();
      biases[row] = in.readFloat();
    }
    byte[] weights = new byte[scales.length * inputs];
    in.readFully(weights);
    return new QuantizedLayer(inputs, scales, biases, weights);
  }
}
