package generative.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.metric.Metrics;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.loss.Loss;
import generative.data.Compute;
import java.util.List;
import java.util.Map;

/**
 * Tells DJL's listeners what happens. They expect a Trainer: theirs holds the network and metrics,
 * and takes no step itself.
 */
final class Listeners implements AutoCloseable {

  private final List<TrainingListener> listeners;
  private final Model model;
  private final Trainer trainer;

  Listeners(List<TrainingListener> listeners, Block network) {
    this.listeners = List.copyOf(listeners);
    Device device = Compute.device();
    model = Model.newInstance("training", device);
    model.setBlock(network);
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.l2Loss()).optDevices(new Device[] {device}));
    trainer.setMetrics(new Metrics());
  }

  void begin() {
    listeners.forEach(l -> l.onTrainingBegin(trainer));
  }

  /** After a step: how many of the epoch's steps are done, of how many. */
  void step(int done, int perEpoch) {
    if (listeners.isEmpty()) {
      return;
    }
    NDList none = new NDList();
    Batch batch = new Batch(trainer.getManager(), none, none, 0, null, null, done, perEpoch);
    BatchData data = new BatchData(batch, Map.of(), Map.of());
    listeners.forEach(l -> l.onTrainingBatch(trainer, data));
  }

  void epoch(Map<String, Double> figures) {
    figures.forEach((name, value) -> trainer.getMetrics().addMetric("epoch_" + name, value));
    listeners.forEach(l -> l.onEpoch(trainer));
  }

  void end() {
    listeners.forEach(l -> l.onTrainingEnd(trainer));
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
