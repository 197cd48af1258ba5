package generative.plot;

import generative.nn.DenseLayer;

/**
 * A dense layer whose weights are whole numbers, the levels −511 to 511, times a scale for each
 * row; a weight is off by half a scale at most.
 *
 * @param inputs numbers that come in
 * @param levels {@code [outputs, inputs]}, row-major
 * @param scales value of one level, {@code [outputs]}
 * @param biases {@code [outputs]}, as they are
 */
record PackedLayer(int inputs, short[] levels, float[] scales, float[] biases) {

  private static final int HIGHEST = TenBits.RANGE / 2 - 1;

  /**
   * Packs a layer.
   *
   * @throws IllegalArgumentException if a weight or a bias is not finite
   */
  static PackedLayer of(DenseLayer layer) {
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
      scales[row] = largest / HIGHEST;
      for (int i = row * inputs; i < (row + 1) * inputs && largest > 0; i++) {
        levels[i] = (short) Math.round((double) weights[i] / largest * HIGHEST);
      }
    }
    return new PackedLayer(inputs, levels, scales, biases);
  }

  int outputs() {
    return scales.length;
  }

  /** Returns {@code [outputs]} from x {@code [inputs]}, no activation taken. */
  float[] apply(float[] x) {
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

  /** Appends the levels to the numbers, −512 as 0. */
  void write(TenBits numbers) {
    for (short level : levels) {
      numbers.add(level + TenBits.RANGE / 2);
    }
  }
}
