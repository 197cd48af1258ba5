package generative.plot.plane;

import generative.plot.plane.Contours.Polyline;
import java.util.stream.DoubleStream;

/**
 * Cuts a line into dashes. XChart begins a stroke's pattern anew at each point, so that a line of
 * many points would never come to its first gap.
 */
final class Dashes {

  static final float DASH = 5;
  static final float GAP = 3;

  private final DoubleStream.Builder x = DoubleStream.builder();
  private final DoubleStream.Builder y = DoubleStream.builder();
  private boolean drawing = true;
  private double left = DASH;

  private Dashes() {}

  /**
   * Returns the dashes in one line, a NaN of y between them.
   *
   * @param unitX what a dash's length counts in along x, one point on the screen or about so
   * @param unitY the same along y
   */
  static Polyline cut(Polyline line, double unitX, double unitY) {
    Dashes dashes = new Dashes();
    dashes.add(line.x()[0], line.y()[0]);
    for (int i = 1; i < line.x().length; i++) {
      double toX = line.x()[i] - line.x()[i - 1];
      double toY = line.y()[i] - line.y()[i - 1];
      double length = Math.hypot(toX / unitX, toY / unitY);
      dashes.segment(line.x()[i - 1], line.y()[i - 1], toX, toY, length);
    }
    return new Polyline(dashes.x.build().toArray(), dashes.y.build().toArray());
  }

  private void segment(double fromX, double fromY, double toX, double toY, double length) {
    double done = 0;
    while (done + left < length) {
      done += left;
      add(fromX + done / length * toX, fromY + done / length * toY);
      if (drawing) {
        add(fromX, Double.NaN);
      }
      drawing = !drawing;
      left = drawing ? DASH : GAP;
    }
    left -= length - done;
    if (drawing) {
      add(fromX + toX, fromY + toY);
    }
  }

  private void add(double pointX, double pointY) {
    x.add(pointX);
    y.add(pointY);
  }
}
