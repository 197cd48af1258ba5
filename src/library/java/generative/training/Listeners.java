package generative.training;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListener.BatchData;
import generative.tensor.Compute;
import java.util.List;
import java.util.Map;

/** Tells DJL's listeners what happens. */
final class Listeners implements AutoCloseable {

  private final List<TrainingListener> listeners;
  private final Model model;
  private final ListenedTrainer trainer;

  Listeners(List<TrainingListener> listeners, Block network, Run run) {
    this.listeners = List.copyOf(listeners);
    model = Model.newInstance("training", Compute.device());
    model.setBlock(network);
    trainer = new ListenedTrainer(model, run);
  }

  void begin() {
    listeners.forEach(l -> l.onTrainingBegin(trainer));
  }

  /** After a step of so many examples: how many of the epoch's steps are done, of how many. */
  void step(int examples, int done, int perEpoch) {
    if (listeners.isEmpty()) {
      return;
    }
    trainer.stepped();
    NDList none = new NDList();
    Batch batch = new Batch(trainer.getManager(), none, none, examples, null, null, done, perEpoch);
    BatchData data = new BatchData(batch, Map.of(), Map.of());
    listeners.forEach(l -> l.onTrainingBatch(trainer, data));
  }

  void epoch(Map<String, Double> figures) {
    trainer.recorded(figures);
    listeners.forEach(l -> l.onEpoch(trainer));
  }

  /**
   * Tells all of them, whatever one of them throws.
   *
   * @param cause what ended the run, or null; it is not hidden by what a listener throws
   */
  void end(Throwable cause) {
    Throwable first = cause;
    for (TrainingListener listener : listeners) {
      try {
        listener.onTrainingEnd(trainer);
      } catch (RuntimeException | Error e) {
        if (first == null) {
          first = e;
        } else if (first != e) {
          first.addSuppressed(e);
        }
      }
    }
    if (cause == null && first instanceof RuntimeException e) {
      throw e;
    }
    if (cause == null && first instanceof Error e) {
      throw e;
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
