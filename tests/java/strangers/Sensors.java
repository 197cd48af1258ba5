package strangers;

import static generative.nn.Layers.layers;
import static generative.objective.MeanSquaredError.meanSquaredError;
import static generative.training.Losses.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.tensor.Compute;
import generative.training.Training;
import java.util.function.UnaryOperator;

/** Finds the reading of a machine's sensors that is unlike the others: rows, no images. */
public final class Sensors {

  /** Returns the number of the row, {@code [n][sensors]}, that an autoencoder rebuilds worst. */
  static long oddest(float[][] rows) {
    try (NDManager manager = Compute.newManager()) {
      NDArray data = manager.create(rows);
      NDArray spread = data.sub(data.mean(new int[] {0})).square().mean(new int[] {0}).sqrt();
      Examples scaled = Examples.of(data.sub(data.mean(new int[] {0})).div(spread), null);
      Autoencoder network = new Autoencoder(rows[0].length, layers(16), 2);
      // readings have no bounds, so the decoder's logits are taken, not pixels in (0, 1)
      UnaryOperator<NDArray> rebuild = x -> network.logits(network.encode(x));
      try (Training training = Training.of(network, scaled, 50).adam(3e-3f).seed(1)) {
        training.run(
            40,
            batch -> losses("error", meanSquaredError(rebuild.apply(batch.data()), batch.data())));
      }
      NDArray rebuilt = rebuild.apply(scaled.data());
      return rebuilt.sub(scaled.data()).square().sum(new int[] {1}).argMax().getLong();
    }
  }
}
