package generative.plot.transport;

import generative.plot.Digits;
import generative.plot.Lettering;
import generative.plot.Picture;
import generative.plot.Ramp;
import generative.plot.Theme;
import generative.transport.Signature;
import generative.transport.Transport.Flow;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What goes where: sources as disks and targets as rings, their area the weight, and an arrow for
 * each flow, as wide as its amount.
 *
 * <p>Points of the plane are drawn to scale. Points of space stand in a box, with a foot on its
 * floor; the nearer, the darker they are, and the larger, by a fifth up or down at most.
 */
public final class FlowChart {

  /** Up to so many flows have their amounts beside them, up to so many points their weights. */
  private static final int FEW = 24;

  private static final double LARGEST = 26;
  private static final double SMALLEST = 2;
  private static final double COVERED = 0.08;
  private static final double WIDEST = 11;
  private static final double THINNEST = 0.8;

  private final Signature p;
  private final Signature q;
  private final View view;
  private final double perRootOfWeight;
  private final Graphics2D pen;
  private final Rectangle2D page;
  private final List<Rectangle2D> taken = new ArrayList<>();

  private FlowChart(Signature p, Signature q, View view, Graphics2D pen) {
    this.p = p;
    this.q = q;
    this.view = view;
    this.pen = pen;
    page = new Rectangle2D.Double(0, 0, Theme.WIDTH, view.height());
    double most =
        DoubleStream.concat(DoubleStream.of(p.weights()), DoubleStream.of(q.weights()))
            .max()
            .getAsDouble();
    double covered = COVERED * page.getWidth() * page.getHeight() / (p.total() + q.total());
    perRootOfWeight = Math.min(LARGEST / Math.sqrt(most), Math.sqrt(covered / Math.PI));
  }

  /** Something to draw, the farther the earlier. */
  private record Layer(double nearness, Runnable drawing) {}

  /**
   * Returns the picture of flows between two signatures of the plane or of space.
   *
   * @param p the sources
   * @param q the targets, of the same dimension, 2 or 3
   * @param flows by the indices of sources and targets
   * @throws IllegalArgumentException if the dimensions don't fit or a flow has an index that isn't
   *     there
   */
  public static Picture flowChart(Signature p, Signature q, List<Flow> flows) {
    return flowChart(p, q, flows, List.of(), List.of());
  }

  /**
   * Returns the picture with a name beside each source and target.
   *
   * @param sources a name for each source, or none at all
   * @param targets a name for each target, or none at all
   */
  public static Picture flowChart(
      Signature p, Signature q, List<Flow> flows, List<String> sources, List<String> targets) {
    Objects.requireNonNull(p, "p");
    Objects.requireNonNull(q, "q");
    if (p.dimension() != q.dimension() || p.dimension() < 2 || p.dimension() > 3) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the signatures have %d and %d dimensions; both must have 2, or both 3",
              p.dimension(),
              q.dimension()));
    }
    Plan.of(flows, p.size(), q.size());
    requireNames("sources", p.size(), sources);
    requireNames("targets", q.size(), targets);
    View view = View.of(View.all(p.points(), q.points()));
    Picture picture = new Picture(Theme.WIDTH, view.height());
    Graphics2D pen = picture.pen();
    new FlowChart(p, q, view, pen).draw(flows, sources, targets);
    pen.dispose();
    return picture;
  }

  private static void requireNames(String what, int needed, List<String> names) {
    if (!Objects.requireNonNull(names, what).isEmpty()) {
      PlanMatrix.requireNames(what, needed, names.size());
    }
  }

  private void draw(List<Flow> flows, List<String> sourceNames, List<String> targetNames) {
    List<Spot> sources = spots(p, true);
    List<Spot> targets = spots(q, false);
    List<Spot> spots = new ArrayList<>(targets);
    spots.addAll(sources);
    spots.forEach(spot -> taken.add(spot.bounds()));
    view.drawAxes(pen, taken);
    spots.forEach(spot -> view.drawFoot(pen, spot.point()));
    List<Layer> layers = new ArrayList<>();
    List<Arrow> arrows = arrows(flows, sources, targets);
    for (int i = 0; i < arrows.size(); i++) {
      Arrow arrow = arrows.get(i);
      double nearness =
          (view.nearness(sources.get(flows.get(i).from()).point())
                  + view.nearness(targets.get(flows.get(i).to()).point()))
              / 2;
      layers.add(new Layer(nearness, () -> draw(arrow, nearness)));
    }
    spots.forEach(spot -> layers.add(new Layer(view.nearness(spot.point()), () -> draw(spot))));
    layers.sort(Comparator.comparingDouble(Layer::nearness));
    layers.forEach(layer -> layer.drawing.run());
    names(sources, sourceNames, arrows);
    names(targets, targetNames, arrows);
    amounts(flows, arrows);
    legend();
  }

  private List<Spot> spots(Signature signature, boolean areSources) {
    double[][] points = signature.points();
    double[] weights = signature.weights();
    List<Spot> spots = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      double size = points[i].length == 2 ? 1 : 0.8 + 0.4 * view.nearness(points[i]);
      double radius = Math.max(SMALLEST, size * perRootOfWeight * Math.sqrt(weights[i]));
      spots.add(new Spot(points[i], weights[i], areSources, view.at(points[i]), radius));
    }
    return spots;
  }

  private static List<Arrow> arrows(List<Flow> flows, List<Spot> sources, List<Spot> targets) {
    double most = flows.stream().mapToDouble(Flow::amount).max().orElse(1);
    List<Arrow> arrows = new ArrayList<>();
    double widest = WIDEST * Math.min(1, FEW / Math.max(1.0, flows.size()));
    for (Flow flow : flows) {
      Spot from = sources.get(flow.from());
      Spot to = targets.get(flow.to());
      double width = Math.max(THINNEST, widest * flow.amount() / most);
      arrows.add(
          Arrow.between(from.center(), from.radius() + 1, to.center(), to.radius() + 1, width));
    }
    return arrows;
  }

  private void draw(Arrow arrow, double nearness) {
    if (arrow.length() > 0) {
      Color gray = Ramp.mix(new Color(0xC4C4C4), new Color(0x6A6A6A), nearness);
      pen.setColor(new Color(gray.getRed(), gray.getGreen(), gray.getBlue(), 190));
      pen.fill(arrow.shape());
    }
  }

  private void draw(Spot spot) {
    spot.draw(pen, view.nearness(spot.point()));
    if (p.size() + q.size() <= FEW) {
      pen.setFont(Theme.font(11));
      spot.writeWeight(pen);
    }
  }

  private void names(List<Spot> spots, List<String> names, List<Arrow> arrows) {
    pen.setFont(Theme.font(12));
    for (int i = 0; i < names.size(); i++) {
      double width = Lettering.width(pen, names.get(i));
      write(names.get(i), spots.get(i).beside(width, 11), arrows);
    }
  }

  private void amounts(List<Flow> flows, List<Arrow> arrows) {
    pen.setFont(Theme.font(11));
    for (int i = 0; flows.size() <= FEW && i < flows.size(); i++) {
      if (arrows.get(i).length() > 0) {
        String amount = Digits.wholeOrSignificant(flows.get(i).amount(), 3);
        write(amount, arrows.get(i).beside(Lettering.width(pen, amount), 10), arrows);
      }
    }
  }

  /** Writes where nothing else is, or at least no word and no circle, if there is such a place. */
  private void write(String text, List<Rectangle2D> places, List<Arrow> arrows) {
    List<Rectangle2D> free = places.stream().filter(this::isFree).toList();
    Stream<Rectangle2D> best =
        free.stream().filter(place -> arrows.stream().noneMatch(arrow -> arrow.meets(place)));
    Rectangle2D place = Stream.concat(best, free.stream()).findFirst().orElse(places.get(0));
    taken.add(place);
    Lettering.writeWithRim(pen, text, place.getCenterX(), place.getCenterY());
  }

  private boolean isFree(Rectangle2D place) {
    double wide = place.getWidth() + 6;
    double high = place.getHeight() + 4;
    return page.contains(place)
        && taken.stream()
            .noneMatch(t -> t.intersects(place.getX() - 3, place.getY() - 2, wide, high));
  }

  private void legend() {
    pen.setFont(Theme.font(12));
    double x = 60;
    for (boolean isSource : new boolean[] {true, false}) {
      String total = Digits.wholeOrSignificant((isSource ? p : q).total(), 4);
      String text =
          String.format(Locale.ROOT, "%s, total %s", isSource ? "sources" : "targets", total);
      new Spot(null, 0, isSource, new Point2D.Double(x, 16), 7).draw(pen, 1);
      pen.setColor(Theme.INK);
      Lettering.write(pen, text, x + 14, 16, Lettering.LEFT);
      x += Lettering.width(pen, text) + 46;
    }
  }
}
