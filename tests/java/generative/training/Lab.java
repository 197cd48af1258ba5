package generative.training;

import static generative.nn.Layers.layers;
import static generative.objective.CrossEntropy.crossEntropy;
import static generative.objective.LatentLoss.latentLoss;
import static generative.objective.MeanSquaredError.meanSquaredError;
import static generative.training.Losses.losses;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.nn.Gaussian;
import generative.nn.VariationalAutoencoder;
import generative.tensor.Compute;
import java.util.List;
import java.util.zip.CRC32;

/** A small problem that trains in milliseconds: 12 numbers an example that come from 2. */
final class Lab {

  static final int SIZE = 120;

  private Lab() {}

  static Examples examples(NDManager manager) {
    return examples(manager, SIZE);
  }

  static Examples examples(NDManager manager, int size) {
    Engine.getInstance().setRandomSeed(11);
    NDArray low = manager.randomNormal(new Shape(size, 2));
    NDArray mixed = low.matMul(manager.randomNormal(new Shape(2, 12)));
    return Examples.of(Activation.sigmoid(mixed), null);
  }

  static Autoencoder network() {
    return new Autoencoder(12, layers(16), 2);
  }

  static Step reconstruction(Autoencoder network) {
    return batch ->
        losses("error", meanSquaredError(network.reconstruct(batch.data()), batch.data()));
  }

  static VariationalAutoencoder variational() {
    return new VariationalAutoencoder(12, layers(16), 2);
  }

  static Step bound(VariationalAutoencoder network) {
    return batch -> {
      Gaussian code = network.encode(batch.data());
      NDArray reconstruction = crossEntropy(network.logits(code.sample()), batch.data());
      return losses(
          "reconstruction", reconstruction, "latent", latentLoss(code.mean(), code.gamma()));
    };
  }

  static Examples newExamples() {
    return examples(Compute.newManager());
  }

  /** A fingerprint of every bit of the network's weights. */
  static String fingerprint(Block network) {
    CRC32 sum = new CRC32();
    for (Parameter parameter : network.getParameters().values()) {
      for (float w : parameter.getArray().toFloatArray()) {
        int bits = Float.floatToRawIntBits(w);
        for (int shift = 0; shift < 32; shift += 8) {
          sum.update(bits >> shift);
        }
      }
    }
    return Long.toHexString(sum.getValue());
  }

  /** The arrays of a network that gradients move, or those they don't. */
  static List<NDArray> arrays(Block network, boolean gradient) {
    return network.getParameters().values().stream()
        .filter(p -> p.requiresGradient() == gradient)
        .map(Parameter::getArray)
        .toList();
  }
}
