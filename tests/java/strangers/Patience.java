package strangers;

import static generative.nn.Layers.layers;
import static generative.objective.MeanSquaredError.meanSquaredError;
import static generative.training.Losses.losses;

import ai.djl.training.listener.EarlyStoppingListener;
import generative.data.Examples;
import generative.nn.Autoencoder;
import generative.training.History;
import generative.training.Step;
import generative.training.Training;
import java.nio.file.Path;

/** A training that DJL's early stopping ends, resumed from its checkpoint. */
public final class Patience {

  private final Training training;
  private final Step step;

  Patience(Examples seen, Examples unseen, Path checkpoint) {
    var network = new Autoencoder((int) seen.data().getShape().get(1), layers(32), 4);
    step =
        batch -> losses("error", meanSquaredError(network.reconstruct(batch.data()), batch.data()));
    training = Training.of(network, seen, 20).heldOut(unseen).checkpoint(checkpoint).seed(1);
  }

  /** Trains until held-out examples get no better for some epochs. */
  History untilItStalls(int epochs, int patience) {
    var stalls = EarlyStoppingListener.builder().optEpochPatience(patience);
    return training.listener(stalls.optEarlyStopPctImprovement(1).build()).run(epochs, step);
  }

  /** Goes on elsewhere from the file, for some epochs more. */
  History resumed(Path checkpoint, int epochs) {
    training.resume(checkpoint);
    return training.run(epochs, step);
  }
}
