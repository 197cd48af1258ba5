package generative.plot.transport;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A straight arrow between the rims of two circles.
 *
 * @param from where it begins
 * @param to where its tip is
 * @param width of the shaft
 */
record Arrow(Point2D from, Point2D to, double width) {

  private static final double[] PLACES = {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74};
  private static final double DISTANCE = 4;

  /**
   * Returns the arrow between two circles of given centers and radii; it has no length if they
   * touch.
   */
  static Arrow between(Point2D from, double fromRadius, Point2D to, double toRadius, double width) {
    double distance = from.distance(to);
    if (distance <= fromRadius + toRadius) {
      return new Arrow(from, from, width);
    }
    return new Arrow(
        part(from, to, fromRadius / distance), part(to, from, toRadius / distance), width);
  }

  private static Point2D part(Point2D from, Point2D to, double share) {
    return new Point2D.Double(
        from.getX() + share * (to.getX() - from.getX()),
        from.getY() + share * (to.getY() - from.getY()));
  }

  double length() {
    return from.distance(to);
  }

  Shape shape() {
    double head = Math.min(6 + 0.9 * width, 0.6 * length());
    double half = width / 2;
    double wing = half + 2 + 0.25 * width;
    double[][] corners = {
      {0, half},
      {length() - head, half},
      {length() - head, wing},
      {length(), 0},
      {length() - head, -wing},
      {length() - head, -half},
      {0, -half}
    };
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0][0], corners[0][1]);
    for (int i = 1; i < corners.length; i++) {
      path.lineTo(corners[i][0], corners[i][1]);
    }
    path.closePath();
    AffineTransform place = AffineTransform.getTranslateInstance(from.getX(), from.getY());
    place.rotate(to.getX() - from.getX(), to.getY() - from.getY());
    return place.createTransformedShape(path);
  }

  boolean meets(Rectangle2D place) {
    return length() > 0 && shape().intersects(place);
  }

  /** Returns places for a text beside the shaft, the best first. */
  List<Rectangle2D> beside(double wide, double high) {
    double alongX = (to.getX() - from.getX()) / length();
    double alongY = (to.getY() - from.getY()) / length();
    double off = width / 2 + DISTANCE + (Math.abs(alongY) * wide + Math.abs(alongX) * high) / 2;
    double side = alongX >= 0 ? off : -off;
    List<Rectangle2D> places = new ArrayList<>();
    for (double share : PLACES) {
      for (double away : new double[] {side, -side}) {
        Point2D middle = part(from, to, share);
        double x = middle.getX() + away * alongY;
        double y = middle.getY() - away * alongX;
        places.add(new Rectangle2D.Double(x - wide / 2, y - high / 2, wide, high));
      }
    }
    return places;
  }
}
