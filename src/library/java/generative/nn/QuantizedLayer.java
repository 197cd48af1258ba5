package generative.nn;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import generative.tensor.Values;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A dense layer in a part of its room: its weights are whole numbers, the levels, times a scale for
 * each row; a weight is off by half a scale at most. Biases stay as they are.
 *
 * <p>Two are equal only if they hold the very same arrays.
 *
 * @param inputs numbers that come in
 * @param levels {@code [outputs, inputs]}, row-major
 * @param scales value of one level, {@code [outputs]}
 * @param biases {@code [outputs]}
 */
public record QuantizedLayer(int inputs, short[] levels, float[] scales, float[] biases) {

  /**
   * Rounds a layer's weights.
   *
   * @param highest the level of each row's largest weight, such as 127 for one byte a weight
   * @throws IllegalArgumentException if a weight or a bias is not finite
   */
  public static QuantizedLayer of(DenseLayer layer, int highest) {
    float[] weights = Values.floats(layer.weight());
    float[] biases = Values.floats(layer.bias());
    int inputs = weights.length / biases.length;
    short[] levels = new short[weights.length];
    float[] scales = new float[biases.length];
    for (int row = 0; row < biases.length; row++) {
      float largest = 0;
      for (int i = row * inputs; i < (row + 1) * inputs; i++) {
        largest = Math.max(largest, Math.abs(weights[i]));
      }
      if (!Float.isFinite(largest + biases[row])) {
        throw new IllegalArgumentException(
            "unit " + row + " has a weight or bias that is not finite; train the network again");
      }
      scales[row] = largest / highest;
      for (int i = row * inputs; i < (row + 1) * inputs && largest > 0; i++) {
        levels[i] = (short) Math.round((double) weights[i] / largest * highest);
      }
    }
    return new QuantizedLayer(inputs, levels, scales, biases);
  }

  /** Numbers that go out. */
  public int outputs() {
    return scales.length;
  }

  /** Returns {@code [outputs]} from x {@code [inputs]}, no activation taken. */
  public float[] apply(float[] x) {
    float[] y = new float[outputs()];
    for (int row = 0; row < y.length; row++) {
      double sum = 0;
      for (int i = 0; i < inputs; i++) {
        sum += levels[row * inputs + i] * x[i];
      }
      y[row] = (float) (sum * scales[row] + biases[row]);
    }
    return y;
  }

  /** Returns the layer that the levels stand for, in {@code manager}. */
  public DenseLayer layer(NDManager manager) {
    float[] weights = new float[levels.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = scales[i / inputs] * levels[i];
    }
    return new DenseLayer(
        manager.create(weights, new Shape(outputs(), inputs)), manager.create(biases));
  }

  /** Writes levels of −127 to 127, one byte each. */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(inputs);
    out.writeInt(outputs());
    for (int row = 0; row < outputs(); row++) {
      out.writeFloat(scales[row]);
      out.writeFloat(biases[row]);
    }
    for (short level : levels) {
      out.writeByte(level);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static QuantizedLayer read(DataInputStream in) throws IOException {
    int inputs = in.readInt();
    float[] scales = new float[in.readInt()];
    float[] biases = new float[scales.length];
    for (int row = 0; row < scales.length; row++) {
      scales[row] = in.readFloat();
      biases[row] = in.readFloat();
    }
    byte[] bytes = new byte[scales.length * inputs];
    in.readFully(bytes);
    short[] levels = new short[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      levels[i] = bytes[i];
    }
    return new QuantizedLayer(inputs, levels, scales, biases);
  }
}
