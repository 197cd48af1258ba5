package generative.notebook;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import generative.plot.Picture;
import generative.plot.Theme;
import generative.training.Progress;
import generative.training.Session;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows a training while it runs: progress, time left, the current losses, and their curves; when
 * it ends, one line remains. A display that fails says so and is given up; the training goes on.
 *
 * <p>The line is redrawn at most twice a second and the curves so seldom that drawing takes less
 * than a twentieth of the time, both counted from the end of the drawing before.
 */
public final class LiveTraining extends TrainingListenerAdapter {

  private static final long PAUSE = 500_000_000L;

  /** Outside a kernel each line stays on the screen, so fewer are wanted. */
  private static final long PAUSE_ON_TERMINAL = 10_000_000_000L;

  /** The first drawing takes far longer than those after it. */
  private static final long LONGEST = 4_000_000_000L;

  private static final int WIDTH = 480;
  private static final int HEIGHT = 280;

  /** The pause between two drawings is so many times as long as the first of them took. */
  private static final int REST = 25;

  private final Session<?> training;
  private final Supplier<Live> areas;
  private final LongSupplier clock;
  private Live live;
  private LiveCurves curves;
  private String picture;
  private long nextLine;
  private long nextPicture;
  private boolean failed;

  /** Shows the given training, which must be told of this listener. */
  public LiveTraining(Session<?> training) {
    this(training, Live::new, System::nanoTime);
  }

  /** The clock tells nanoseconds. */
  LiveTraining(Session<?> training, Supplier<Live> areas, LongSupplier clock) {
    this.training = training;
    this.areas = areas;
    this.clock = clock;
  }

  @Override
  public void onTrainingBegin(Trainer trainer) {
    failed = false;
    attempt(
        () -> {
          live = areas.get();
          curves = new LiveCurves(training.history().unit());
          picture = "";
          nextLine = clock.getAsLong();
          nextPicture = nextLine + PAUSE;
          draw();
        });
  }

  @Override
  public void onTrainingBatch(Trainer trainer, BatchData batch) {
    if (!failed && clock.getAsLong() - nextLine >= 0) {
      attempt(this::draw);
    }
  }

  @Override
  public void onTrainingEnd(Trainer trainer) {
    if (!failed) {
      attempt(() -> show(training.progress(), ""));
    }
    if (failed) {
      System.out.println(ProgressLine.text(training.progress(), training.history()));
    }
  }

  /**
   * Whatever happens to a picture, the training goes on; once it is said, then nothing is drawn.
   */
  private void attempt(Runnable drawing) {
    try {
      drawing.run();
    } catch (RuntimeException | Error e) {
      failed = true;
      System.out.println("Training goes on, but its progress can't be shown any more: " + e);
    }
  }

  private void draw() {
    Progress progress = training.progress();
    curves.add(progress);
    if (live.isRich() && curves.drawable() && clock.getAsLong() - nextPicture >= 0) {
      long start = clock.getAsLong();
      picture = image();
      long end = clock.getAsLong();
      nextPicture = end + Math.max(PAUSE, Math.min(REST * (end - start), LONGEST));
    }
    show(progress, picture);
    nextLine = clock.getAsLong() + (live.isRich() ? PAUSE : PAUSE_ON_TERMINAL);
  }

  private void show(Progress progress, String below) {
    String line = ProgressLine.text(progress, training.history());
    String html = ProgressLine.html(progress, training.history()) + below;
    live.set(Bundle.rich("text/html", html, line));
  }

  private String image() {
    Picture drawn = Theme.picture(curves.chart(), WIDTH, HEIGHT);
    return String.format(
        Locale.ROOT,
        "<img width=\"%d\" height=\"%d\" alt=\"losses so far\" src=\"data:image/png;base64,%s\">",
        WIDTH,
        HEIGHT,
        Bundle.base64(drawn));
  }
}
