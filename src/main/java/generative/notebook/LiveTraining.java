package generative.notebook;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import generative.plot.Theme;
import generative.training.Progress;
import generative.training.Training;

/**
 * Shows a training while it runs: progress, time left, the current losses, and their curves; when
 * it ends, one line remains.
 *
 * <p>The line is redrawn at most twice a second and the curves so seldom that drawing takes less
 * than a twentieth of the time, both counted from the end of the drawing before.
 */
public final class LiveTraining extends TrainingListenerAdapter {

  private static final long PAUSE = 500_000_000L;

  /** Outside a kernel each line stays on the screen, so fewer are wanted. */
  private static final long PAUSE_ON_TERMINAL = 10_000_000_000L;

  /** Pauses are so many times as long as the drawing before. */
  private static final int REST = 25;

  private final Training training;
  private Live live;
  private LiveCurves curves;
  private String picture;
  private long nextLine;
  private long nextPicture;

  /** Shows the given training, which must be told of this listener. */
  public LiveTraining(Training training) {
    this.training = training;
  }

  @Override
  public void onTrainingBegin(Trainer trainer) {
    live = new Live();
    curves = new LiveCurves();
    picture = "";
    nextLine = 0;
    nextPicture = System.nanoTime() + PAUSE;
    draw();
  }

  @Override
  public void onTrainingBatch(Trainer trainer, BatchData batch) {
    if (System.nanoTime() - nextLine >= 0) {
      draw();
    }
  }

  @Override
  public void onTrainingEnd(Trainer trainer) {
    Progress progress = training.progress();
    show(progress, "");
  }

  private void draw() {
    long start = System.nanoTime();
    Progress progress = training.progress();
    curves.add(progress);
    if (live.isRich() && curves.drawable() && start - nextPicture >= 0) {
      picture = image();
      long end = System.nanoTime();
      nextPicture = end + Math.max(PAUSE, REST * (end - start));
    }
    show(progress, picture);
    long end = System.nanoTime();
    long pause = live.isRich() ? PAUSE : PAUSE_ON_TERMINAL;
    nextLine = end + Math.max(pause, Math.min(REST * (end - start), 10 * PAUSE));
  }

  private void show(Progress progress, String below) {
    String line = ProgressLine.text(progress, training.history());
    String html = ProgressLine.html(progress, training.history()) + below;
    live.set(Bundle.rich("text/html", html, line));
  }

  private String image() {
    return "<img width=\"%d\" height=\"%d\" alt=\"losses so far\" src=\"data:image/png;base64,%s\">"
        .formatted(Theme.WIDTH, Theme.HEIGHT, Bundle.base64(Theme.picture(curves.chart())));
  }
}
