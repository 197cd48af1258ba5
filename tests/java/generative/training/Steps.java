package generative.training;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;

/** Runs an action after each step. */
final class Steps extends TrainingListenerAdapter {

  private final Runnable action;

  Steps(Runnable action) {
    this.action = action;
  }

  @Override
  public void onTrainingBatch(Trainer trainer, BatchData batchData) {
    action.run();
  }
}
