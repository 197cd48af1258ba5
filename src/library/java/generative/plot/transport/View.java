package generative.plot.transport;

import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How points of the plane or of space are seen on a picture. */
interface View {

  /** Returns the place of a point {@code [d]} on the picture. */
  Point2D at(double[] point);

  /** Returns how near a point is to the eye: 0 the farthest that can be seen, 1 the nearest. */
  double nearness(double[] point);

  /** Draws the axes, behind everything else, and adds where their labels are to what is taken. */
  void drawAxes(Graphics2D pen, List<Rectangle2D> taken);

  /** Draws what shows a point's place in space. */
  void drawFoot(Graphics2D pen, double[] point);

  /** The height of the picture, in points. */
  int height();

  /** Returns the view of points {@code [n][2]} or {@code [n][3]}. */
  static View of(double[][] points) {
    return points[0].length == 2 ? PlaneView.of(points) : BoxView.of(points);
  }

  /** Returns the least and the largest coordinate along an axis. */
  static double[] range(double[][] points, int axis) {
    var range = Stream.of(points).mapToDouble(point -> point[axis]).summaryStatistics();
    if (Double.isInfinite(2 * (range.getMax() - range.getMin()))) {
      throw new IllegalArgumentException(
          "coordinates of "
              + range.getMin()
              + " and "
              + range.getMax()
              + " lie too far apart to be drawn; use another unit");
    }
    return new double[] {range.getMin(), range.getMax()};
  }

  /** Returns all rows of both. */
  static double[][] all(double[][] p, double[][] q) {
    return Stream.concat(Arrays.stream(p), Arrays.stream(q)).toArray(double[][]::new);
  }
}
