package generative.training;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import generative.tensor.Gradients;
import generative.tensor.Scope;
import java.util.function.IntConsumer;

/**
 * Does something now and then while a training runs:
 *
 * <pre>{@code
 * training.listener(Every.steps(100, step -> film.add("step " + step, vae.encode(x))));
 * }</pre>
 */
public final class Every extends TrainingListenerAdapter {

  private final int interval;
  private final IntConsumer action;
  private int steps;

  private Every(int interval, IntConsumer action) {
    this.interval = interval;
    this.action = action;
  }

  /**
   * Returns a listener that acts before the first step and after each so many, counted over all
   * runs since it was added. No gradients are recorded, and arrays that the action makes are freed
   * at its end.
   *
   * @param action gets the number of steps done: 0, {@code interval}, 2·{@code interval}, …
   * @throws IllegalArgumentException if the interval is below 1
   */
  public static TrainingListener steps(int interval, IntConsumer action) {
    if (interval < 1) {
      throw new IllegalArgumentException("every " + interval + " steps; give 1 or more");
    }
    return new Every(interval, action);
  }

  @Override
  public void onTrainingBegin(Trainer trainer) {
    if (steps == 0) {
      act();
    }
  }

  @Override
  public void onTrainingBatch(Trainer trainer, BatchData batch) {
    steps++;
    if (steps % interval == 0) {
      act();
    }
  }

  private void act() {
    Gradients.without(
        () -> {
          Scope.freeing(
              () -> {
                action.accept(steps);
              });
          return null;
        });
  }
}
